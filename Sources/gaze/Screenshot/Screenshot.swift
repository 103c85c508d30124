import Foundation
import ImageClient
import ImageModel
import Observation
import Screens
import Synchronization
import Terminal
import ViewModels

/// Draws the screens as a user would see them after some keys, without a terminal.
@MainActor
final class Screenshot {
    private let workspace: Workspace
    private let shelf: ThemeShelf
    private let stack: ScreenStack
    private let size: Size
    private let requests: RequestCount
    private let directory: CloudDirectory
    private let changes: Changes
    private var theme: Theme

    /// Whether something has changed, or a request has ended, since the last look.
    final class Changes: Sendable {
        private let stream: AsyncStream<Void>
        private let tell: AsyncStream<Void>.Continuation
        private let hasChanged = Mutex(false)

        init() { (stream, tell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1)) }

        func note() {
            hasChanged.withLock { $0 = true }
            tell.yield()
        }

        /// Returns whether there was a change, and resets that.
        func take() -> Bool {
            hasChanged.withLock { value in
                defer { value = false }
                return value
            }
        }

        /// Waits for the next change.
        func next() async {
            for await _ in stream { return }
        }
    }

    /// The number of successive rounds without a change after which the picture is considered final.
    private static let rounds = 20

    /// Creates the screens that are to be drawn.
    ///
    /// - Parameters:
    ///   - isReadOnly: whether nothing may be changed, whatever the configuration says.
    ///   - complaints: what is wrong with the user's own files.
    ///   - requests: counts the requests of the connection, and notes in `changes` when one ends.
    ///   - changes: notes what the picture has to wait for.
    init(
        _ connection: Connection, files: FileLocations, themes: ThemeChoice, theme: Theme, size: Size,
        isReadOnly: Bool, complaints: [FileComplaint], requests: RequestCount, changes: Changes
    ) {
        directory = CloudDirectory(
            files: files, current: connection.cloud, isReadOnly: isReadOnly, counting: requests)
        let cloud = connection.place.cloud
        // The user's choices are shown, but not the transfers and drafts of other gaze processes, which are not part of the
        // screen. Whatever the keys ask for, nothing is changed on the cloud; the screens still look as they do to a user who
        // may change it.
        workspace = Workspace(
            api: ReadOnlyImageAPI(connection.api, because: Explanation.picture), place: connection.place,
            memory: BrowserFiles(files: files).memory.lookingOnly,
            drafts: .none, filters: FilterFiles(files: files, cloud: cloud).memory.lookingOnly,
            list: ListFiles(files: files, cloud: cloud).memory.lookingOnly, settings: connection.settings,
            saves: SaveFiles(files: files).memory.lookingOnly, transferMemory: .none,
            otherClouds: directory.others.lookingOnly, fetch: connection.fetch, presetFolder: files.presets)
        shelf = ThemeShelf(current: theme, read: themes.all)
        let keys = KeyTable.configured(
            connection.settings, path: "config.yaml",
            readOnly: isReadOnly ? .everything : connection.place.readOnly == nil ? .nothing : .cloud)
        stack = ScreenStack(workspace: workspace, themes: shelf, keys: keys.table)
        stack.complaints = complaints
        (self.size, self.requests, self.changes, self.theme) = (size, requests, changes, theme)
    }

    /// Closes the connections that were opened besides the given one.
    func close() async { await directory.close() }

    /// Returns the screen after the keys, once everything it shows has been read, and its theme.
    func picture(after keys: [Key]) async -> (canvas: Canvas, theme: Theme) {
        await settle()
        for key in keys {
            switch stack.handle(key) {
            case .quit: return (draw(), theme)
            case .theme(let theme), .keepTheme(let theme):
                self.theme = theme
                shelf.current = theme
            default: break
            }
            await settle()
        }
        return (draw(), theme)
    }

    /// Waits until nothing that the screen shows is still being read.
    private func settle() async {
        var quiet = 0
        while quiet < Self.rounds, !Task.isCancelled {
            _ = changes.take()
            _ = draw()
            await workspace.filterHistory.finish()
            await workspace.columns.finish()
            await workspace.views.finish()
            if isReading {
                await changes.next()
                quiet = 0
                continue
            }
            // A request made a moment ago may not have begun yet, and an answer may not have arrived yet. Both are passing
            // through other threads, and so does this task, to give them time.
            await Task.detached {}.value
            await Task.yield()
            quiet = changes.take() ? 0 : quiet + 1
        }
    }

    private var isReading: Bool {
        !requests.isZero || workspace.catalogue.isLoading || workspace.presets.isLoading || workspace.files.isReading
            || shelf.isLoading
    }

    /// Draws the current screen; later changes to anything it has read are noted.
    private func draw() -> Canvas {
        withObservationTracking {
            // The end of reading has to cause a wake-up even if the screen does not show that anything is being read.
            _ = isReading
            return stack.draw(size: size, charset: .utf8, now: Date())
        } onChange: { [changes] in
            changes.note()
        }
    }
}
