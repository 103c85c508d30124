import Foundation
import ImageClient
import ImageModel
import Observation
import Screens
import Synchronization
import Terminal
import ViewModels

/// Draws the screens as a person would see them after some keys, without a terminal.
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

    /// That something has changed, or a request has ended, since it was looked at last.
    final class Changes: Sendable {
        private let stream: AsyncStream<Void>
        private let tell: AsyncStream<Void>.Continuation
        private let hasChanged = Mutex(false)

        init() { (stream, tell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1)) }

        func note() {
            hasChanged.withLock { $0 = true }
            tell.yield()
        }

        /// Whether there was one, which is then forgotten.
        func take() -> Bool {
            hasChanged.withLock { value in
                defer { value = false }
                return value
            }
        }

        /// Waits for the next one.
        func next() async {
            for await _ in stream { return }
        }
    }

    /// How often in a row nothing may have changed before the picture is what it will be.
    private static let rounds = 20

    /// - Parameters:
    ///   - requests: counts the requests of the connection, and notes in `changes` that one has ended.
    ///   - isReadOnly: whether nothing may be changed, whatever the configuration says.
    ///   - complaints: what is wrong with the person's own files.
    init(
        _ connection: Connection, files: FileLocations, themes: ThemeChoice, theme: Theme, size: Size,
        isReadOnly: Bool, complaints: [FileComplaint], requests: RequestCount, changes: Changes
    ) {
        directory = CloudDirectory(
            files: files, current: connection.cloud, isReadOnly: isReadOnly, counting: requests)
        let cloud = connection.place.cloud
        // What a person has chosen is shown; what goes on in other gazes, or was left there, is another matter than the screen.
        // Whatever the keys ask for: nothing is changed at the cloud. The screens are still those of somebody who may change it.
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

    /// Closes what was opened besides the connection.
    func close() async { await directory.close() }

    /// The screen after the keys, once nothing of it is being read any more, and the theme that it is in.
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

    /// Waits until nothing is being read that the screen shows.
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
            // What was asked for a moment ago may not have begun, and what was answered may not have arrived: both are on
            // their way over other threads, which this goes over too.
            await Task.detached {}.value
            await Task.yield()
            quiet = changes.take() ? 0 : quiet + 1
        }
    }

    private var isReading: Bool {
        !requests.isZero || workspace.catalogue.isLoading || workspace.presets.isLoading || workspace.files.isReading
            || shelf.isLoading
    }

    /// Draws what there is; what of it changes later is noted.
    private func draw() -> Canvas {
        withObservationTracking {
            // What is waited for is to wake this even where the screen does not show that it is under way.
            _ = isReading
            return stack.draw(size: size, charset: .utf8, now: Date())
        } onChange: { [changes] in
            changes.note()
        }
    }
}
