import ImageModel
import Yams

/// A parser for `config.yaml`. It reports errors with their lines, and applies everything else.
///
/// A typing error never disables a protection against changes: a `readonly` that cannot be understood counts as true, and so
/// does that of a cloud whose settings cannot be read completely. If it is not known which clouds are affected, all of them
/// are.
///
/// `gaze config` prints what the file may contain.
struct ConfigurationFile {
    /// The configuration, as far as it could be read.
    private(set) var configuration: Configuration

    /// Parses a text.
    ///
    /// - Parameters:
    ///   - yaml: The text.
    ///   - path: The file's path, for the complaints.
    init(yaml: String, path: String) {
        configuration = Configuration(path: path)
        do throws(YAMLProblem) {
            if let root = try YAMLProblem.root(of: yaml) { read(root) }
        } catch {
            readPieces(of: yaml, error)
        }
        configuration.complaints.sort { ($0.line ?? 0) < ($1.line ?? 0) }
    }

    private static var nothing: Node { Node("", Tag(.null)) }

    private mutating func complain(_ line: Int?, _ reason: String, holdsBack: Bool = false) {
        configuration.complaints.append(
            FileComplaint(path: configuration.path, line: line, reason: reason, holdsBack: holdsBack))
    }

    // MARK: Piece by piece

    /// Parses a text that is not valid YAML as a whole, one top-level key after the other.
    private mutating func readPieces(of yaml: String, _ problem: YAMLProblem) {
        let pieces = YAMLPiece.pieces(of: yaml)
        guard !pieces.isEmpty else { return holdBackClouds(problem.line, problem.reason) }
        var keys: Set<String> = []
        for piece in pieces {
            do throws(YAMLProblem) {
                guard let root = try YAMLProblem.root(of: piece.text), root != Self.nothing else { continue }
                guard let key = root.mapping?.first?.key.string, !keys.insert(key).inserted else {
                    read(root)
                    continue
                }
                readAgain(key, at: root.mark?.line)
            } catch {
                let line = piece.line(within: error.line)
                if let key = piece.key, !keys.insert(key).inserted {
                    readAgain(key, at: line)
                } else if piece.key == "clouds" {
                    let parts = piece.parts(hasLists: false)
                    for part in parts { readCloud(part) }
                    if parts.isEmpty { holdBackClouds(line, error.reason) }
                } else if Doubt(text: piece.text) == .readonly {
                    configuration.general.readonly = .init(true, line: line)
                    complain(line, error.reason + "; until it is right, “readonly” counts as true", holdsBack: true)
                } else {
                    complain(line, error.reason)
                }
            }
        }
    }

    /// Reports a repeated key. Its value is ignored, except that it may make clouds read-only.
    private mutating func readAgain(_ key: String, at line: Int?) {
        let reason = "“\(key)” is there more than once"
        switch Doubt(key: key) {
        case .clouds: holdBackClouds(line, reason)
        case .readonly:
            configuration.general.readonly = .init(true, line: line)
            complain(line, reason + ", and counts as true", holdsBack: true)
        case nil: complain(line, reason)
        }
    }

    /// Parses the settings of one cloud by themselves.
    private mutating func readCloud(_ piece: YAMLPiece) {
        do throws(YAMLProblem) {
            guard let root = try YAMLProblem.root(of: piece.text), root != Self.nothing else { return }
            return readClouds(root, line: piece.line)
        } catch {
            let line = piece.line(within: error.line)
            guard let name = piece.key else { return holdBackClouds(line, error.reason) }
            guard configuration.clouds[name] == nil else { return readAgain(cloud: name, at: line) }
            read(piece.parts(hasLists: true), of: name, orElse: YAMLProblem(line: line, reason: error.reason))
        }
    }

    /// Parses the settings of a cloud, one key after the other.
    ///
    /// - Parameters:
    ///   - pieces: The keys and their values.
    ///   - name: The cloud's name.
    ///   - problem: Why the settings cannot be parsed as a whole.
    private mutating func read(_ pieces: [YAMLPiece], of name: String, orElse problem: YAMLProblem) {
        guard !pieces.isEmpty else { return holdBack(name, problem.line, problem.reason) }
        var reader = SettingsReader()
        var wrong: [YAMLProblem] = []
        var keys: Set<String> = []
        for piece in pieces {
            do throws(YAMLProblem) {
                guard let root = try YAMLProblem.root(of: piece.text), root != Self.nothing else { continue }
                for (key, value) in root.mapping ?? [:] {
                    if keys.insert(key.string ?? "").inserted {
                        reader.read(key, value)
                    } else {
                        wrong.append(
                            YAMLProblem(
                                line: key.mark?.line, reason: "“\(key.string ?? "")” is there more than once"))
                        if Doubt(key: key.string) != nil { reader.holdBack(key.mark?.line) }
                    }
                }
                if root.mapping == nil {
                    wrong.append(
                        YAMLProblem(line: piece.line, reason: "what holds on a cloud has lines such as “theme: dark”"))
                }
            } catch {
                wrong.append(YAMLProblem(line: piece.line(within: error.line), reason: error.reason))
                // An explicit `readonly` elsewhere stays valid, unless this piece may be about it as well.
                if Doubt(text: piece.text) == .readonly { reader.holdBack(piece.line) }
            }
        }
        configuration.clouds[name] = reader.settings
        take(reader)
        for problem in wrong { holdBack(name, problem.line, problem.reason) }
    }

    // MARK: What is held back

    /// Makes a cloud read-only whose settings are not all understood, unless they set `readonly` to false.
    private mutating func holdBack(_ name: String, _ line: Int?, _ reason: String) {
        var settings = configuration.clouds[name] ?? .init()
        guard settings.readonly?.value != false else { return complain(line, reason) }
        if settings.readonly == nil { settings.readonly = .init(true, line: line) }
        configuration.clouds[name] = settings
        complain(line, reason + "; until it is right, “\(name)” is read-only", holdsBack: true)
    }

    private mutating func readAgain(cloud name: String, at line: Int?) {
        configuration.clouds[name]?.readonly = .init(true, line: line)
        holdBack(name, line, "“\(name)” is there more than once")
    }

    /// Makes every cloud read-only that has no `readonly` of its own.
    private mutating func holdBackClouds(_ line: Int?, _ reason: String) {
        configuration.holdBackClouds(line)
        complain(line, reason + "; until it is right, clouds are read-only", holdsBack: true)
    }

    // MARK: As a whole

    private mutating func read(_ root: Node) {
        // A file that contains only comments sets nothing.
        guard root != Self.nothing else { return }
        guard let fields = root.mapping else {
            let line = root.mark?.line
            let reason = "the file is a mapping, with lines such as “theme: dark”"
            guard Doubt(text: root.string ?? "") == .readonly else { return complain(line, reason) }
            return holdBackClouds(line, reason)
        }
        var reader = SettingsReader()
        for (key, value) in fields {
            if key.string == "clouds" {
                readClouds(value, line: value.mark?.line ?? key.mark?.line)
            } else if Doubt(key: key.string) == .clouds {
                holdBackClouds(key.mark?.line, "“\(key.string ?? "")” may mean clouds")
            } else {
                reader.read(key, value, others: ["clouds"])
            }
        }
        configuration.general = configuration.general.overlaid(by: reader.settings)
        take(reader)
    }

    private mutating func readClouds(_ value: Node, line: Int?) {
        guard let clouds = value.mapping else {
            return holdBackClouds(line, "clouds are a mapping, with a cloud's name and below it what holds there")
        }
        for (key, value) in clouds {
            let line = value.mark?.line ?? key.mark?.line
            let reason = "what holds on a cloud is a mapping, with lines such as “readonly: true”"
            guard let name = key.string else {
                holdBackClouds(line, reason)
                continue
            }
            guard configuration.clouds[name] == nil else {
                readAgain(cloud: name, at: line)
                continue
            }
            guard let fields = value.mapping else {
                // A setting in place of a cloud may be meant for any cloud.
                if value != Self.nothing {
                    holdBackClouds(line, reason)
                } else {
                    holdBack(name, line, reason)
                }
                continue
            }
            var reader = SettingsReader()
            for (key, value) in fields { reader.read(key, value) }
            configuration.clouds[name] = reader.settings
            take(reader)
        }
    }

    private mutating func take(_ reader: SettingsReader) {
        for problem in reader.problems {
            complain(problem.line, problem.reason, holdsBack: reader.heldBack.contains(problem))
        }
    }
}

extension Configuration {
    /// Parses the text of a configuration file.
    ///
    /// - Parameters:
    ///   - yaml: The text.
    ///   - path: The file's path, for the complaints.
    package init(yaml: String, path: String) {
        self = ConfigurationFile(yaml: yaml, path: path).configuration
    }
}
