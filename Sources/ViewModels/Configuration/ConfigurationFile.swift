import ImageModel
import Yams

/// The text of `config.yaml`. What it says wrongly is complained of, with its line, and the rest counts.
///
/// `gaze config` prints what it may say.
struct ConfigurationFile {
    /// The configuration as far as it is read.
    private(set) var configuration: Configuration

    /// Reads a text.
    ///
    /// - Parameter path: for the complaints.
    init(yaml: String, path: String) {
        configuration = Configuration(path: path)
        do throws(YAMLProblem) {
            if let root = try YAMLProblem.root(of: yaml) { read(root) }
        } catch {
            readPieces(of: yaml, error)
        }
        configuration.complaints.sort { ($0.line ?? 0) < ($1.line ?? 0) }
    }

    /// Reads a text that is not YAML as a whole, a key of its first column after the other.
    private mutating func readPieces(of yaml: String, _ problem: YAMLProblem) {
        let pieces = YAMLPiece.pieces(of: yaml)
        guard pieces.count > 1 else { return complain(problem.line, problem.reason) }
        var keys: Set<String> = []
        for piece in pieces {
            do throws(YAMLProblem) {
                guard let root = try YAMLProblem.root(of: piece.text), root != Node("", Tag(.null)) else { continue }
                guard let key = root.mapping?.first?.key.string, !keys.insert(key).inserted else {
                    read(root)
                    continue
                }
                complain(root.mark?.line, "“\(key)” is there more than once")
            } catch {
                complain(piece.line(within: error.line), error.reason)
            }
        }
    }

    private mutating func complain(_ line: Int?, _ reason: String) {
        configuration.complaints.append(FileComplaint(path: configuration.path, line: line, reason: reason))
    }

    private mutating func read(_ root: Node) {
        // A file of comments alone says nothing.
        guard root != Node("", Tag(.null)) else { return }
        guard let fields = root.mapping else {
            return complain(root.mark?.line, "the file is a mapping, with lines such as “theme: dark”")
        }
        var reader = SettingsReader()
        for (key, value) in fields {
            if key.string == "clouds" {
                readClouds(value)
            } else {
                reader.read(key, value, others: ["clouds"])
            }
        }
        configuration.general = configuration.general.overlaid(by: reader.settings)
        take(reader)
    }

    private mutating func readClouds(_ value: Node) {
        guard let clouds = value.mapping else {
            return complain(value.mark?.line, "clouds are a mapping, with a cloud's name and below it what holds there")
        }
        for (name, value) in clouds {
            guard let name = name.string, let fields = value.mapping else {
                complain(
                    value.mark?.line, "what holds on a cloud is a mapping, with lines such as “readonly: true”")
                continue
            }
            var reader = SettingsReader()
            for (key, value) in fields { reader.read(key, value) }
            configuration.clouds[name] = reader.settings
            take(reader)
        }
    }

    private mutating func take(_ reader: SettingsReader) {
        for problem in reader.problems { complain(problem.line, problem.reason) }
    }
}

extension Configuration {
    /// Reads the text of a file.
    ///
    /// - Parameter path: the file's, for the complaints.
    public init(yaml: String, path: String) {
        self = ConfigurationFile(yaml: yaml, path: path).configuration
    }
}
