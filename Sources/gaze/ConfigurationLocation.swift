import Foundation
import ImageModel
import Screens
import Terminal
import ViewModels

/// The file in which users configure gaze: `$XDG_CONFIG_HOME/gaze/config.yaml`.
struct ConfigurationLocation: Sendable {
    /// The path of the file.
    let path: String
    private let home: String
    private let themes: ThemeFile

    /// The maximum size of the file, in bytes: a thousand times what anybody writes.
    private static let sizeLimit = 1 << 20

    init(files: FileLocations) {
        path = files.configuration + "/config.yaml"
        home = files.home
        themes = ThemeFile(folders: files.themes)
    }

    /// The path, with `~` for the home folder.
    var shownPath: String { FileLocations.shown(path, home: home) }

    /// Reads the configuration; empty if there is no file. Everything wrong with the file is among the complaints.
    func read() -> Configuration {
        var configuration = parsed()
        configuration.complaints += complaints(of: configuration)
        configuration.complaints = configuration.complaints.reduce(into: []) { all, complaint in
            if !all.contains(complaint) { all.append(complaint) }
        }.sorted { ($0.path == shownPath ? 0 : 1, $0.line ?? 0) < ($1.path == shownPath ? 0 : 1, $1.line ?? 0) }
        return configuration
    }

    private func parsed() -> Configuration {
        func wrong(_ reason: String) -> Configuration {
            var configuration = Configuration(path: shownPath)
            // Whether the file would have made clouds read-only is unknown, so all of them are.
            configuration.holdBackClouds(nil)
            let words = reason + "; until it can be read, clouds are read-only"
            configuration.complaints = [FileComplaint(path: shownPath, line: nil, reason: words, holdsBack: true)]
            return configuration
        }
        var status = stat()
        guard stat(path, &status) == 0 else {
            let code = errno
            if code == ENOENT || code == ENOTDIR { return Configuration(path: shownPath) }
            return wrong(String(cString: strerror(code)).lowercased())
        }
        // Reading a pipe or a device would never end.
        guard status.st_mode & S_IFMT == S_IFREG else { return wrong("it is not a file") }
        guard status.st_size <= Self.sizeLimit else {
            return wrong("it is longer than a configuration can be")
        }
        guard let data = FileManager.default.contents(atPath: path) else { return wrong("it may not be read by you") }
        guard let text = String(bytes: data, encoding: .utf8) else { return wrong("it is not UTF-8") }
        return Configuration(yaml: text, path: shownPath)
    }

    /// Returns the complaints that only the key table and the themes can raise, for the general settings and for each cloud's.
    private func complaints(of configuration: Configuration) -> [FileComplaint] {
        let all = [configuration.general] + configuration.clouds.keys.sorted().map(configuration.settings)
        return all.flatMap { settings in
            let keys = KeyTable.configured(settings, path: shownPath, readOnly: .nothing).complaints
            guard let theme = settings.theme else { return keys }
            do throws(ThemeError) {
                _ = try themes.theme(named: theme.value)
                return keys
            } catch {
                if let faults = error.complaints(home: home) { return keys + faults }
                let reason = String(error.description.dropLast())
                return keys + [FileComplaint(path: shownPath, line: theme.line, reason: reason)]
            }
        }
    }
}

extension ThemeError {
    /// Returns what is wrong with the theme's own file; nil if the error is not about the contents of a file.
    ///
    /// - Parameter home: the home folder, shown as `~`.
    func complaints(home: String) -> [FileComplaint]? {
        guard case .wrong(let path, let faults) = self else { return nil }
        let shown = FileLocations.shown(path, home: home)
        return faults.map { FileComplaint(path: shown, line: $0.line, reason: $0.reason) }
    }
}

extension Configuration {
    /// Reports on standard error why something is read-only that may not have been meant to be, as commands have no screen that
    /// lists complaints.
    ///
    /// - Parameter asEvents: whether standard error carries a line of JSON for each event.
    @MainActor
    func tellWhatHoldsBack(asEvents: Bool = false) {
        let console = Console.errors
        for complaint in complaints where complaint.holdsBack {
            guard asEvents, !console.isTerminal else {
                console.write(complaint.description)
                continue
            }
            let line: [String: JSONValue] = [
                "event": .string("configuration"), "message": .string(complaint.description),
            ]
            console.write(JSONValue.object(line).text())
        }
    }
}
