import Foundation
import Screens
import Terminal

/// Which theme is shown: the one asked for, or the one remembered, or the default.
struct ThemeChoice: Sendable {
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
    /// - Parameters:
    ///   - name: the one that is asked for, which is then remembered.
    ///   - configured: the one of the configuration, which comes before what is remembered.
    /// - Throws: `ThemeError` where the one that is asked for cannot be used. The others give way to the default.
    func atStart(named name: String?, configured: String?) throws(ThemeError) -> Theme {
        guard let name else { return remembered(configured: configured) }
        let theme = try named(name)
        memory.keep(name)
        return theme
    }

    /// A theme that is asked for and not remembered.
    func named(_ name: String) throws(ThemeError) -> Theme { try file.theme(named: name) }

    /// The theme of the configuration, or that which is remembered, or the default.
    func remembered(configured: String?) -> Theme {
        for name in [configured, memory.line, Self.usual].compactMap(\.self) {
            if let theme = try? file.theme(named: name) { return theme }
        }
        return .plain
    }

    /// Every theme by its name, and why those cannot be used that cannot.
    @concurrent @Sendable func all() async -> [ThemeShelf.Entry] {
        file.names().map { name in
            do throws(ThemeError) {
                return ThemeShelf.Entry(name: name, theme: .success(try file.theme(named: name)))
            } catch {
                return ThemeShelf.Entry(name: name, theme: .failure(error))
            }
        }
    }

    /// Remembers a theme for the next start.
    func keep(_ theme: Theme) { memory.keep(theme.name) }
}
