import Foundation
import ViewModels

/// Where gaze keeps its files: the only place that knows the XDG base directories.
///
/// Source: XDG Base Directory Specification 0.8; a variable that is empty or not an absolute path counts as not set.
struct FileLocations: Sendable {
    /// The home folder.
    let home: String
    /// The embedded service's records and data: `$XDG_DATA_HOME/gaze`.
    let data: String
    /// What gaze remembers between starts: `$XDG_STATE_HOME/gaze`.
    let state: String
    /// What gaze processes tell each other about their transfers: `transfers` in the `state` folder.
    let transfers: String
    /// The record of how transfers ended: `journal.jsonl` in the `state` folder.
    let journal: String
    /// The user's configuration: `$XDG_CONFIG_HOME/gaze`.
    let configuration: String
    /// The folders that are searched for themes, the user's own first.
    let themes: [String]
    /// The folder of the user's own presets.
    let presets: String
    /// The folder in which the folder of this process's socket is created.
    let runtime: String

    /// Determines the locations.
    ///
    /// - Parameters:
    ///   - environment: the environment of the process.
    ///   - home: the home folder to use if `HOME` is not set.
    ///   - executable: the path of the running program, which may have themes installed beside it.
    init(environment: [String: String], home: String, executable: String) {
        func folder(_ variable: String) -> String? {
            guard let value = environment[variable], value.hasPrefix("/") else { return nil }
            return value
        }
        self.home = HomeFolder.path(folder("HOME") ?? home)
        let base = self.home == "/" ? "" : self.home
        data = (folder("XDG_DATA_HOME") ?? base + "/.local/share") + "/gaze"
        state = (folder("XDG_STATE_HOME") ?? base + "/.local/state") + "/gaze"
        transfers = state + "/transfers"
        journal = state + "/journal.jsonl"
        configuration = (folder("XDG_CONFIG_HOME") ?? base + "/.config") + "/gaze"
        presets = configuration + "/presets"
        runtime = folder("XDG_RUNTIME_DIR") ?? folder("TMPDIR") ?? "/tmp"
        let shared = (environment["XDG_DATA_DIRS"] ?? "").split(separator: ":").map(String.init)
            .filter { $0.hasPrefix("/") }
        let system = shared.isEmpty ? ["/usr/local/share", "/usr/share"] : shared
        themes =
            [configuration + "/themes", data + "/themes"] + Self.besides(executable)
            + system.map { $0 + "/gaze/themes" }
    }

    /// Returns `themes/` of the package in which the program was built, and `share/gaze/themes` of the prefix in which it is
    /// installed.
    private static func besides(_ executable: String) -> [String] {
        var folders: [String] = []
        var folder = URL(filePath: executable).deletingLastPathComponent()
        let prefix = folder.deletingLastPathComponent()
        while folder.path().count > 1 {
            if FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path()) {
                folders.append(folder.appending(path: "themes").path())
                break
            }
            folder.deleteLastPathComponent()
        }
        return folders + [prefix.appending(path: "share/gaze/themes").path()]
    }
}

extension FileLocations {
    /// The files and folders with descriptions, for the manual page and the README.
    static let described: [(path: String, words: String)] = [
        (
            "$XDG_DATA_HOME/gaze (~/.local/share/gaze)",
            "the embedded service: catalogue.sqlite, and the images' data in data/"
        ),
        (
            "$XDG_STATE_HOME/gaze (~/.local/state/gaze)",
            "what is remembered between starts: the theme, whether the mouse is on, the folders that a file was chosen from "
                + "and an image saved to, in drafts/ what is filled in and not sent, in clouds/ the filters, columns and views "
                + "of each cloud, in transfers/ what is under way or was cut off, and in journal.jsonl how transfers ended"
        ),
        ("$XDG_RUNTIME_DIR ($TMPDIR, /tmp)", "a folder for the embedded service's socket, while gaze runs"),
        ("$XDG_CONFIG_HOME/gaze/config.yaml (~/.config/gaze/config.yaml)", "your configuration"),
        ("$XDG_CONFIG_HOME/gaze/bookmarks.yaml (~/.config/gaze/bookmarks.yaml)", "the file browser's bookmarks"),
        ("$XDG_CONFIG_HOME/gaze/themes (~/.config/gaze/themes)", "themes of your own"),
        ("$XDG_CONFIG_HOME/gaze/presets (~/.config/gaze/presets)", "presets of your own"),
    ]

    /// Returns the folder of what is remembered about a cloud.
    func folder(ofCloud cloud: String) -> String {
        // A cloud's name may contain anything; a file name must not contain a slash.
        let name = cloud.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(["-", "_"])) ?? cloud
        return state + "/clouds/" + name
    }

    /// Returns a path with `~` for the home folder.
    static func shown(_ path: String, home: String) -> String {
        path.hasPrefix(home + "/") ? "~" + path.dropFirst(home.count) : path
    }

    /// Returns the locations for this process.
    static func current() -> FileLocations {
        let process = ProcessInfo.processInfo
        let executable =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? process.arguments[0]
        return FileLocations(
            environment: process.environment, home: FileManager.default.homeDirectoryForCurrentUser.path(),
            executable: executable)
    }
}
