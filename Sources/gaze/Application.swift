import ArgumentParser
import Clouds
import Foundation
import ImageModel
import Observation
import Screens
import Terminal
import ViewModels

/// The terminal program: joins a terminal, the screens and an image service, and runs until the person leaves.
@MainActor
struct Application {
    private let session: Session
    private let workspace: Workspace
    private let stack: ScreenStack
    private let shelf: ThemeShelf
    private let themes: ThemeChoice

    /// Runs gaze in the terminal.
    ///
    /// - Throws: `CloudError`, `ThemeError` or `SessionError`, before the screen is taken; they are printed by the caller.
    static func run(cloud: String?, theme: String?) async throws {
        let files = FileLocations.current()
        let themes = ThemeChoice(files: files)
        let chosen = try themes.atStart(named: theme)
        let connection = try Connection.open(cloud: cloud, files: files)
        let result: Result<Void, SessionError>
        do throws(SessionError) {
            let session = try Session(theme: chosen, monochrome: themes.isMonochrome)
            let workspace = Workspace(
                api: connection.api, place: connection.place, memory: BrowserFiles(files: files).memory,
                drafts: DraftFiles(files: files, cloud: connection.place.cloud).memory,
                transferMemory: TransferFiles(files: files).memory, fetch: connection.fetch, presetFolder: files.presets
            )
            let shelf = ThemeShelf(current: chosen, read: themes.all)
            let application = Application(
                session: session, workspace: workspace, stack: ScreenStack(workspace: workspace, themes: shelf),
                shelf: shelf, themes: themes)
            await application.loop()
            session.end()
            await workspace.drafts.finish()
            await workspace.transfers.notes.close()
            result = .success(())
        } catch {
            result = .failure(error)
        }
        await connection.close()
        try result.get()
    }

    /// What the loop waits for.
    private enum Wake {
        case event(Event)
        /// A model that is on the screen has changed.
        case change
        /// A second has passed: what is told relative to now is out of date.
        case tick
    }

    private func loop() async {
        let (wakes, wake) = AsyncStream.makeStream(of: Wake.self)
        let keys = Task { [events = session.events] in
            for await event in events { wake.yield(.event(event)) }
        }
        let clock = Task { await everySecond { wake.yield(.tick) } }
        defer {
            keys.cancel()
            clock.cancel()
        }
        draw(wake)
        workspace.others.refresh()
        for await reason in wakes {
            switch reason {
            case .event(let event): if !handle(event) { return }
            case .tick: workspace.others.tick()
            case .change: break
            }
            draw(wake)
        }
    }

    /// Draws what there is, and wakes the loop once when any of it changes.
    private func draw(_ wake: AsyncStream<Wake>.Continuation) {
        let canvas = withObservationTracking {
            stack.draw(size: session.size, charset: session.charset, now: Date())
        } onChange: {
            wake.yield(.change)
        }
        session.show(canvas)
    }

    private func show(_ theme: Theme) {
        session.theme = theme
        shelf.current = theme
    }

    private func copy(_ text: String) {
        do throws(ClipboardError) {
            try session.copy(text)
            stack.notice = "Sent to the terminal's clipboard (OSC 52): \(Format.bytes(Int64(text.utf8.count)))."
        } catch {
            stack.notice = error.description
        }
    }

    /// - Returns: whether to go on.
    private func handle(_ event: Event) -> Bool {
        switch event {
        case .hangup, .terminate: return false
        case .resized: return true
        case .key(let key):
            switch stack.handle(key) {
            case .quit: return false
            case .suspend: session.suspend()
            case .redraw: session.redraw()
            case .theme(let theme): show(theme)
            case .keepTheme(let theme):
                show(theme)
                themes.keep(theme)
            case .copy(let text): copy(text)
            case nil: break
            }
            return true
        }
    }
}
