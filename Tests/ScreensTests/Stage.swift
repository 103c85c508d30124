import DiskFormats
import Foundation
import ImageModel
import Observation
import Synchronization
import Terminal
import Testing

@testable import Screens
@testable import ViewModels

/// The screens on a service that a test scripts, at a moment and with files that are always the same.
@MainActor
final class Stage {
    let service: StagedService
    let workspace: Workspace
    let stack: ScreenStack
    /// The cloud and the project, for the header.
    let place: Workspace.Place
    /// The bookmarks as the file has them.
    let bookmarks = Kept([
        "~/images", "/srv/images", "~/a folder/with a long name/that goes on and on/and on/and on/and on",
    ])
    /// What other gazes have written down of their transfers.
    let others = Others()
    /// The service of every other cloud.
    let elsewhere = StagedService()
    private let clock = Clock()
    /// What keeps drafts.
    let drafts = Drafts()
    /// What the bytes of the files say, by their whole paths.
    private let disks = Disks()

    /// The themes there are.
    nonisolated static let themes =
        Theme.samples.map { ThemeShelf.Entry(name: $0.name, theme: .success($0)) } + [
            ThemeShelf.Entry(
                name: "own",
                theme: .failure(
                    .wrong(
                        path: "/home/you/.config/gaze/themes/own.yaml",
                        faults: [ThemeFault(line: 3, reason: "“purpel” is not a colour")])))
        ]

    /// When everything happens.
    nonisolated static let moment = Date(timeIntervalSince1970: 1_772_366_400)
    /// The files that are there, and their bytes.
    nonisolated static let files: [String: Int64] = [
        "~/images/alpine-3.20.qcow2": 59_034_624, "~/images/windows-2022.vhdx": 12_884_901_888,
    ]

    /// Sets the scene before the list is asked for.
    ///
    /// - Parameters:
    ///   - leftBehind: the draft that an earlier gaze has left behind.
    ///   - yaml: what the person has configured.
    ///   - readOnly: who says that nothing may be changed.
    ///   - projectID: the project that the login is in.
    ///   - themes: the themes there are.
    ///   - list: what is kept of the list's columns and views.
    init(
        cloud: String = "local", project: String? = "demo", leftBehind: KeptDraft? = nil,
        configuration yaml: String = "", readOnly: String? = nil, projectID: String? = nil,
        list: ListMemory = .none, themes: [ThemeShelf.Entry] = Stage.themes,
        _ scene: (StagedService) -> Void = { _ in }
    ) {
        service = StagedService()
        drafts.leftBehind = leftBehind
        scene(service)
        let settings = Configuration(yaml: yaml, path: "config.yaml").settings(for: cloud)
        place = Workspace.Place(cloud: cloud, project: project, clientName: cloud, readOnly: readOnly) {
            Workspace.Place.Login(
                imageURL: "https://image.example.org", roles: ["member", "reader"], projectID: projectID)
        }
        let surroundings = Surroundings(
            date: { Self.moment }, instant: { [clock] in clock.now },
            inspect: { path throws(DataFileError) in
                let whole = path.replacing("~", with: "/home/you")
                guard let size = Self.files[path] else { throw .missing(path: whole) }
                return DataFile(path: whole, size: size)
            },
            folder: StagedFolders.parts, home: { StagedFolders.home }, look: { [disks] path in disks[path] },
            currentFolder: { StagedFolders.home },
            savePlace: { path, _ in
                switch path {
                case "/home/you/images/windows-2022.vhdx": .problem(.exists(path: path))
                case "/home/you/images/part.qcow2": .part(bytes: 20 << 20)
                case "/home/you/images/none/x": .problem(.noFolder(path: "/home/you/images/none"))
                case "/home/you/images/small.qcow2": .free(room: 1 << 20)
                default: .free(room: 12 << 30)
                }
            }, presets: { Preset.samples })
        workspace = Workspace(
            api: service, place: place, memory: bookmarks.memory, drafts: drafts.memory, list: list, settings: settings,
            saves: SaveMemory(lastFolder: { StagedFolders.home + "/images" }, keepLastFolder: { _ in }),
            transferMemory: others.memory, otherClouds: Self.otherClouds(elsewhere), surroundings: surroundings)
        let keys = KeyTable.configured(settings, path: "config.yaml", readOnly: readOnly == nil ? .nothing : .cloud)
            .table
        stack = ScreenStack(
            workspace: workspace, themes: ThemeShelf(current: .samples[0], read: { themes }), keys: keys)
    }

    /// A cloud of two regions, one that cannot be used, and gaze's own service.
    private static func otherClouds(_ service: StagedService) -> OtherClouds {
        OtherClouds(
            list: {
                [
                    CloudChoice(name: "lab", region: "RegionOne", project: "demo"),
                    CloudChoice(name: "lab", region: "RegionTwo", project: "demo"), CloudChoice(name: "odd"),
                    CloudChoice(name: "local", isOwn: true),
                ]
            },
            open: { choice throws(OtherCloudError) in
                guard choice.name != "odd" else {
                    throw OtherCloudError(
                        "The cloud “odd” does not say the password (password in clouds.yaml). Add it and start again.")
                }
                let place = Workspace.Place(cloud: choice.name) {
                    Workspace.Place.Login(
                        imageURL: nil, roles: ["member"], projectID: "5ef70662f8b34079a6eddb8da9d75fe8")
                }
                return OtherCloud(api: service, place: place)
            })
    }

    /// Says what a file is.
    func put(_ disk: [UInt8], in file: String) {
        disks["/home/you/images/" + file] = DiskInspection(
            head: disk, size: Self.files["~/images/" + file])
    }

    /// What the bytes of files say.
    private final class Disks: Sendable {
        private let inspections = Mutex<[String: DiskInspection]>([:])

        subscript(path: String) -> DiskInspection? {
            get { inspections.withLock { $0[path] } }
            set { inspections.withLock { $0[path] = newValue } }
        }
    }

    /// A clock that goes on when it is told to.
    private final class Clock: Sendable {
        private let moment = Mutex(ContinuousClock.now)

        var now: ContinuousClock.Instant { moment.withLock { $0 } }

        func advance(by duration: Duration) { moment.withLock { $0 += duration } }
    }

    /// Bookmarks that are kept as long as the stage; a test may say why they cannot be.
    final class Kept: Sendable {
        private let kept: Mutex<Result<[String], BookmarksError>>

        init(_ folders: [String]) { kept = Mutex(.success(folders)) }

        var folders: Result<[String], BookmarksError> {
            get { kept.withLock { $0 } }
            set { kept.withLock { $0 = newValue } }
        }

        var memory: BrowserMemory {
            BrowserMemory(
                location: "~/.config/gaze/bookmarks.yaml",
                bookmarks: { [self] () throws(BookmarksError) -> [String] in try folders.get() },
                keepBookmarks: { [self] in folders = .success($0) },
                lastFolder: { StagedFolders.home + "/images" }, keepLastFolder: { _ in })
        }
    }

    /// What keeps drafts, for as long as the stage; a test says what was left behind, and why nothing can be kept.
    final class Drafts: Sendable {
        private let content = Mutex<(leftBehind: KeptDraft?, refusal: DraftMemoryError?)>((nil, nil))

        var leftBehind: KeptDraft? {
            get { content.withLock { $0.leftBehind } }
            set { content.withLock { $0.leftBehind = newValue } }
        }
        var refusal: DraftMemoryError? {
            get { content.withLock { $0.refusal } }
            set { content.withLock { $0.refusal = newValue } }
        }
        var memory: DraftMemory {
            DraftMemory(
                find: { [self] in leftBehind },
                keep: { [self] _, _ throws(DraftMemoryError) in if let refusal { throw refusal } },
                forget: { [self] _ in leftBehind = nil })
        }
    }

    /// What other gazes have written down.
    final class Others: Sendable {
        private let kept = Mutex<Result<TransferMemory.Found, TransferMemoryError>>(.success(TransferMemory.Found()))

        var found: Result<TransferMemory.Found, TransferMemoryError> {
            get { kept.withLock { $0 } }
            set { kept.withLock { $0 = newValue } }
        }

        var memory: TransferMemory {
            TransferMemory(
                keep: { _, _ in }, add: { _ in },
                look: { [self] _ throws(TransferMemoryError) -> TransferMemory.Found in try found.get() },
                markSeen: { _ in }, take: { _ in true })
        }
    }

    func draw(_ size: Size = .home, charset: Charset = .utf8) -> Canvas {
        stack.draw(size: size, charset: charset, now: Self.moment + 2)
    }

    /// Adds a transfer of one of the files, whose bytes go out as the service is told.
    @discardableResult
    func send(_ file: String, for image: Image, to route: TransferPlan.Route = .upload(store: nil)) -> TransferModel {
        let path = "/home/you/images/" + file
        let size = Self.files["~/images/" + file] ?? 0
        return send(.send(.file(DataFile(path: path, size: size)), route), for: image)
    }

    @discardableResult
    func send(_ plan: TransferPlan, for image: Image) -> TransferModel {
        workspace.transfers.add(plan, to: image, offer: TransferOffer(methods: ["glance-direct", "web-download"]))
    }

    /// What is drawn, as text.
    func text(_ size: Size = .home) -> String { draw(size).lines.joined(separator: "\n") }

    /// Presses keys one after the other, and draws after each as the run loop does.
    ///
    /// - Returns: what the last one asked of the program.
    @discardableResult
    func press(_ keys: Key...) -> Effect? {
        var effect: Effect?
        for key in keys {
            effect = stack.handle(key)
            _ = draw()
        }
        return effect
    }

    func type(_ text: String) {
        for character in text { press(.character(character)) }
    }

    /// Draws again whenever what was drawn has changed, until the text is in sight; a suite's time limit ends a wait that
    /// is in vain, and what was in sight is told then.
    func wait(for text: String) async throws {
        try await wait { $0.contains(text) }
    }

    /// Draws again whenever what was drawn has changed, until the text is gone.
    func wait(forNo text: String) async throws {
        try await wait { !$0.contains(text) }
    }

    /// Draws again whenever what was drawn, or looked at besides, has changed, until a condition holds.
    func wait(until isReached: (String) -> Bool) async throws {
        while true {
            let (changes, change) = AsyncStream.makeStream(of: Void.self)
            let holds = withObservationTracking {
                isReached(self.text())
            } onChange: {
                change.finish()
            }
            if holds { return }
            for await _ in changes {}
            if Task.isCancelled {
                Issue.record("What was waited for did not come:\n\(text())")
                throw CancellationError()
            }
        }
    }

    /// Lets time go by.
    func pass(_ duration: Duration) { clock.advance(by: duration) }

    /// Reports bytes as sent, a while after the last ones.
    func send(_ bytes: Int64, after duration: Duration = .zero) async throws {
        clock.advance(by: duration)
        service.bytes.yield(bytes)
        try await wait(for: Format.bytes(bytes) + " of ")
    }
}

extension Size {
    static let home = Size(rows: 24, columns: 80)
    static let wide = Size(rows: 40, columns: 140)
    static let small = Size(rows: 16, columns: 60)
}
