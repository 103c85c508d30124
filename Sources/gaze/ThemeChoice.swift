import Foundation
import Terminal

/// Which theme is shown: the one asked for, or the one remembered, or the default.
struct ThemeChoice {
    private let file: ThemeFile
    private let memory: RememberedLine
    private static let usual = "dark"

    init(files: FileLocations) {
        file = ThemeFile(folders: files.themes)
        memory = RememberedLine(path: files.state + "/theme")
    }

    /// `NO_COLOR` set to anything means no colours (https://no-color.org).
    var isMonochrome: Bool { ProcessInfo.processInfo.environment["NO_COLOR"].map { !$0.isEmpty } ?? false }

    /// The theme to begin with.
    ///
    /// - Parameter name: the one that is asked for, which is then remembered.
    /// - Throws: `ThemeError` where that cannot be used. One that is only remembered gives way to the default.
    func atStart(named name: String?) throws(ThemeError) -> Theme {
        if let name {
            let theme = try file.theme(named: name)
            memory.keep(name)
            return theme
        }
        for name in [memory.line, Self.usual].compactMap(\.self) {
            if let theme = try? file.theme(named: name) { return theme }
        }
        return .plain
    }

    /// The theme after another, by name; one that cannot be used is passed over.
    func next(after theme: Theme) -> Theme {
        let names = file.names()
        let start = names.firstIndex(of: theme.name) ?? -1
        for step in 1...max(1, names.count) where !names.isEmpty {
            let name = names[(start + step) % names.count]
            if let next = try? file.theme(named: name) {
                memory.keep(name)
                return next
            }
        }
        return theme
    }
}
