import Foundation
import Screens
import Terminal
import ViewModels

/// The choice of the theme: the requested one, the remembered one, or the default.
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

    /// Whether colours are off: `NO_COLOR` is set to anything but an empty text (https://no-color.org).
    var isMonochrome: Bool { ProcessInfo.processInfo.environment["NO_COLOR"].map { !$0.isEmpty } ?? false }

    /// A theme, and what is wrong with the files of the themes that it stands in for.
    typealias Choice = (theme: Theme, complaints: [FileComplaint])

    /// Returns the theme to begin with. A theme whose file is wrong is replaced by the next in order: the configured theme, the
    /// remembered theme, the default.
    ///
    /// - Parameters:
    ///   - name: the requested theme, which is then remembered.
    ///   - configured: the configured theme, which takes precedence over the remembered one.
    /// - Throws: `ThemeError` if there is no theme of the requested name.
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

    /// Returns the theme of this name, without remembering it.
    func named(_ name: String) throws(ThemeError) -> Theme { try file.theme(named: name) }

    /// Returns the configured theme, the remembered one, or the default: the first that can be used.
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

    /// Returns the complaint about a remembered theme that no longer exists. One missing from `config.yaml` is reported as a
    /// fault of that file.
    private func missing(_ name: String) -> FileComplaint {
        FileComplaint(
            path: FileLocations.shown(memory.path, home: home), line: nil,
            reason: "the theme “\(name)” was chosen last, and there is none of that name any more")
    }

    /// Returns every theme by name, with the error for each that cannot be used.
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

    /// Returns the notice that the next start will use another theme because of the configuration; nil if it will not.
    static func words(taking name: String, configured: Configuration.Said<String>?) -> String? {
        guard let configured, configured.value != name else { return nil }
        return "\(name) until gaze ends: \(configured.place), sets \(configured.value) for the next start."
    }
}
