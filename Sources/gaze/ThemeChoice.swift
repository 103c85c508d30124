import Foundation
import Screens
import Terminal
import ViewModels

/// Which theme is shown: the one asked for, or the one remembered, or the default.
struct ThemeChoice: Sendable {
    private let file: ThemeFile
    private let memory: RememberedLine
    private let home: String
    private static let usual = "dark"

    init(files: FileLocations) {
        file = ThemeFile(folders: files.themes)
        memory = RememberedLine(path: files.state + "/theme")
        home = files.home
    }

    /// `NO_COLOR` set to anything means no colours (https://no-color.org).
    var isMonochrome: Bool { ProcessInfo.processInfo.environment["NO_COLOR"].map { !$0.isEmpty } ?? false }

    /// A theme, and what is wrong with the files of those that gave way to it.
    typealias Choice = (theme: Theme, complaints: [FileComplaint])

    /// The theme to begin with. One whose file is wrong gives way to the next: that of the configuration, the one that is
    /// remembered, the default.
    ///
    /// - Parameters:
    ///   - name: the one that is asked for, which is then remembered.
    ///   - configured: the one of the configuration, which comes before what is remembered.
    /// - Throws: `ThemeError` where there is none of the name that is asked for.
    func atStart(named name: String?, configured: String?) throws(ThemeError) -> Choice {
        guard let name else { return remembered(configured: configured) }
        do throws(ThemeError) {
            let theme = try named(name)
            memory.keep(name)
            return (theme, [])
        } catch {
            guard let faults = error.complaints(home: home) else { throw error }
            let other = remembered(configured: configured)
            return (other.theme, faults + other.complaints.filter { !faults.contains($0) })
        }
    }

    /// A theme that is asked for and not remembered.
    func named(_ name: String) throws(ThemeError) -> Theme { try file.theme(named: name) }

    /// The theme of the configuration, or that which is remembered, or the default.
    func remembered(configured: String?) -> Choice {
        let chosen = memory.line
        var complaints: [FileComplaint] = []
        for name in [configured, chosen, Self.usual].compactMap(\.self) {
            do throws(ThemeError) {
                return (try file.theme(named: name), complaints)
            } catch {
                let faults = error.complaints(home: home) ?? (name == chosen ? [missing(name)] : [])
                complaints += faults.filter { !complaints.contains($0) }
            }
        }
        return (.plain, complaints)
    }

    /// What is said of a theme that was chosen once and is there no more. One that `config.yaml` names is that file's fault.
    private func missing(_ name: String) -> FileComplaint {
        FileComplaint(
            path: FileLocations.shown(memory.path, home: home), line: nil,
            reason: "the theme “\(name)” was chosen last, and there is none of that name any more")
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

    /// What is said where a theme is taken and the next start begins with another all the same; nil where it does not.
    static func words(taking name: String, configured: Configuration.Said<String>?) -> String? {
        guard let configured, configured.value != name else { return nil }
        return "\(name) until gaze ends: \(configured.place), sets \(configured.value) for the next start."
    }
}
