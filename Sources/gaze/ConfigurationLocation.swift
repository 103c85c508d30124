import Foundation
import Screens
import Terminal
import ViewModels

/// The file in which a person configures gaze: `$XDG_CONFIG_HOME/gaze/config.yaml`.
struct ConfigurationLocation: Sendable {
    /// The file.
    let path: String
    private let home: String
    private let themes: ThemeFile

    /// Bytes that it may have: a thousand times what anybody writes.
    private static let sizeLimit = 1 << 20

    init(files: FileLocations) {
        path = files.configuration + "/config.yaml"
        home = files.home
        themes = ThemeFile(folders: files.themes)
    }

    /// The path with `~` for the home folder.
    var shownPath: String { path.hasPrefix(home + "/") ? "~" + path.dropFirst(home.count) : path }

    /// What the file says; nothing where there is none. Everything that is wrong with it is among the complaints.
    func read() -> Configuration {
        var configuration = parsed()
        configuration.complaints += complaints(of: configuration)
        configuration.complaints = configuration.complaints.reduce(into: []) { all, complaint in
            if !all.contains(complaint) { all.append(complaint) }
        }.sorted { ($0.line ?? 0) < ($1.line ?? 0) }
        return configuration
    }

    private func parsed() -> Configuration {
        func wrong(_ reason: String) -> Configuration {
            var configuration = Configuration(path: shownPath)
            configuration.complaints = [FileComplaint(path: shownPath, line: nil, reason: reason)]
            return configuration
        }
        let real = URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: real) else {
            return Configuration(path: shownPath)
        }
        // A pipe or a device would never end.
        guard attributes[.type] as? FileAttributeType == .typeRegular else { return wrong("it is not a file") }
        guard (attributes[.size] as? NSNumber)?.intValue ?? 0 <= Self.sizeLimit else {
            return wrong("it is longer than a configuration can be")
        }
        guard let data = FileManager.default.contents(atPath: path) else { return wrong("it may not be read by you") }
        guard let text = String(bytes: data, encoding: .utf8) else { return wrong("it is not UTF-8") }
        return Configuration(yaml: text, path: shownPath)
    }

    /// What only the key table and the themes can tell: of what holds everywhere, and on each cloud.
    private func complaints(of configuration: Configuration) -> [FileComplaint] {
        let all = [configuration.general] + configuration.clouds.keys.sorted().map(configuration.settings)
        return all.flatMap { settings in
            let keys = KeyTable.configured(settings, path: shownPath, readOnly: .nothing).complaints
            guard let theme = settings.theme else { return keys }
            do throws(ThemeError) {
                _ = try themes.theme(named: theme.value)
                return keys
            } catch {
                let reason = String(error.description.dropLast())
                return keys + [FileComplaint(path: shownPath, line: theme.line, reason: reason)]
            }
        }
    }
}

extension Configuration {
    /// What the list says of what is wrong; nil where nothing is.
    var remark: String? {
        guard let first = complaints.first else { return nil }
        let lines = Set(complaints.compactMap(\.line)).sorted().map(String.init)
        switch lines.count {
        case 0: return "config.yaml cannot be used: \(first.reason). See gaze config --check."
        case 1: return "config.yaml, line \(lines[0]) is wrong; gaze config --check says why."
        default:
            let all = lines.prefix(4).joined(separator: ", ") + (lines.count > 4 ? " and others" : "")
            return "config.yaml, lines \(all) are wrong; gaze config --check says why."
        }
    }
}
