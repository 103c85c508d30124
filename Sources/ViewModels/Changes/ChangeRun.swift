public import Foundation
public import ImageModel
public import Observation

/// One change of many images, a few at a time, with what has become of each.
@Observable
@MainActor
public final class ChangeRun: Identifiable {
    /// What tells it from others.
    public nonisolated let id = UUID()

    /// An image, and how far it is.
    public struct Item: Identifiable, Sendable {
        /// The image.
        public internal(set) var image: MarkedImage
        /// How far it is.
        public internal(set) var state = State.waiting
        /// What is to be taken back; nil where something is to be done.
        let undoing: DoneChange?
        /// Whether it is refused because somebody else has changed the image since.
        fileprivate(set) var isConflict = false

        /// The image's id.
        public var id: Image.ID { image.id }
    }

    /// How far an image is.
    public enum State: Hashable, Sendable {
        /// It is still to come.
        case waiting
        /// A request is under way.
        case running
        /// The change is made; what there is to say of it.
        case done(note: String?)
        /// The image is as wanted already.
        case needless(String)
        /// It was not made.
        case refused(Explanation)
        /// It was not begun, because the rest was called off.
        case left
    }

    /// What is done: `protect 3 images`, `undo: protect 3 images`.
    public let words: String
    /// What is done to each image; nil where something is taken back.
    public let change: ImageChange?
    /// The images.
    public private(set) var items: [Item]
    /// How many of them are in each state, by the order of `State`.
    public private(set) var counts = Counts()
    /// Whether it goes on.
    public private(set) var isRunning = false
    /// Whether no more is begun.
    public private(set) var isStopping = false

    /// How many images there are of each kind.
    public struct Counts: Hashable, Sendable {
        /// Made.
        public internal(set) var done = 0
        /// As wanted already.
        public internal(set) var needless = 0
        /// Not made.
        public internal(set) var refused = 0
        /// Not begun, and not to be.
        public internal(set) var left = 0
    }

    /// Requests that are under way at once: the service has others to serve.
    static let limit = 4
    /// Images one after the other that the service could not be reached for, after which no more is begun.
    static let patience = 8

    private let step: ChangeStep
    private let onDone: @MainActor (ChangeRun, DoneChange?, Image.ID, ImageRecord?) -> Void
    private let onEnd: @MainActor (ChangeRun) -> Void
    /// The places of those that are still to come, the next one last.
    @ObservationIgnored private var waiting: [Int] = []
    /// How many images in a row the service could not be reached for.
    @ObservationIgnored private var unreached = 0
    @ObservationIgnored private var task: Task<Void, Never>?

    private init(
        _ items: [Item], _ change: ImageChange?, words: String, api: any ImageAPI,
        onDone: @escaping @MainActor (ChangeRun, DoneChange?, Image.ID, ImageRecord?) -> Void,
        onEnd: @escaping @MainActor (ChangeRun) -> Void
    ) {
        self.items = items
        self.change = change
        self.words = words
        step = ChangeStep(api: api)
        self.onDone = onDone
        self.onEnd = onEnd
        start(Array(items.indices))
    }

    /// Makes a change of images.
    ///
    /// - Parameters:
    ///   - onDone: told of an image that the change is through with: what was changed, where something was, and the record
    ///     where it was read.
    ///   - onEnd: told when nothing is under way any more.
    convenience init(
        _ change: ImageChange, of images: [MarkedImage], api: any ImageAPI,
        onDone: @escaping @MainActor (ChangeRun, DoneChange?, Image.ID, ImageRecord?) -> Void,
        onEnd: @escaping @MainActor (ChangeRun) -> Void
    ) {
        self.init(
            images.map { Item(image: $0, undoing: nil) }, change, words: change.words(for: images), api: api,
            onDone: onDone, onEnd: onEnd)
    }

    /// Takes changes back, of an image each.
    convenience init(
        undoing changes: [DoneChange], words: String, api: any ImageAPI,
        onDone: @escaping @MainActor (ChangeRun, DoneChange?, Image.ID, ImageRecord?) -> Void,
        onEnd: @escaping @MainActor (ChangeRun) -> Void
    ) {
        self.init(
            changes.map { Item(image: MarkedImage(undoing: $0), undoing: $0) }, nil, words: words, api: api,
            onDone: onDone, onEnd: onEnd)
    }

    isolated deinit { task?.cancel() }

    /// How many images it is through with.
    public var finishedCount: Int { counts.done + counts.needless + counts.refused + counts.left }

    /// Whether there are images to try again: those that were refused, and those that were left.
    public var mayRetry: Bool { !isRunning && counts.refused + counts.left > 0 }

    /// Begins no more. What is under way ends as it may.
    public func stop() {
        guard isRunning, !isStopping else { return }
        isStopping = true
        for index in waiting {
            items[index].state = .left
            counts.left += 1
        }
        waiting = []
    }

    /// Tries again what was refused or left.
    public func retry() {
        guard mayRetry else { return }
        let places = items.indices.filter { place in
            switch items[place].state {
            case .refused, .left: true
            default: false
            }
        }
        for place in places { (items[place].state, items[place].isConflict) = (.waiting, false) }
        (counts.refused, counts.left) = (0, 0)
        start(places)
    }

    /// What has been taken back, or was already.
    var takenBack: Set<DoneChange> {
        Set(
            items.compactMap { item in
                switch item.state {
                case .done, .needless: item.undoing
                default: nil
                }
            })
    }

    /// What cannot be taken back because somebody else has changed it since.
    var conflicts: Set<DoneChange> { Set(items.compactMap { $0.isConflict ? $0.undoing : nil }) }

    /// Waits until nothing is under way any more.
    func finish() async { await task?.value }

    private func start(_ places: [Int]) {
        waiting = places.reversed()
        (isRunning, isStopping, unreached) = (true, false, 0)
        task = Task { [weak self] in await self?.perform() }
    }

    private func perform() async {
        await perform(atOnce: Self.limit)
        // A service that breaks down under several changes at once may well make them one after the other; each record is
        // read before it is changed, so that nothing is done twice.
        let places = isStopping || items.count == 1 ? [] : items.indices.filter { items[$0].state.isOverload }
        if !places.isEmpty {
            for place in places { items[place].state = .waiting }
            counts.refused -= places.count
            waiting = places.reversed()
            await perform(atOnce: 1)
        }
        isRunning = false
        isStopping = false
        onEnd(self)
    }

    private func perform(atOnce limit: Int) async {
        await withTaskGroup(of: Void.self) { group in
            var free = limit
            while true {
                while free > 0, let place = waiting.popLast() {
                    free -= 1
                    items[place].state = .running
                    group.addTask { await self.perform(place) }
                }
                guard await group.next() != nil else { break }
                free += 1
            }
        }
    }

    private func perform(_ place: Int) async {
        let item = items[place]
        do throws(APIError) {
            let outcome: ChangeStep.Outcome
            if let undoing = item.undoing {
                outcome = try await step.undo(undoing)
            } else if let change {
                outcome = try await step.perform(change, of: item.image)
            } else {
                return
            }
            unreached = 0
            take(outcome, of: place)
        } catch {
            refuse(Explanation(error, during: attempt(on: item)), place)
            unreached = error.isOfTheWay ? unreached + 1 : 0
            // One answer that is lost is no reason; but nobody is to wait for a thousand that will not come, or to be locked out for
            // as many logins that are refused.
            if unreached >= Self.patience || error.kind == .unauthorized { stop() }
        }
    }

    private func take(_ outcome: ChangeStep.Outcome, of place: Int) {
        let image = items[place].image
        switch outcome {
        case .done(let done, let record, let note):
            items[place].state = .done(note: note)
            counts.done += 1
            onDone(self, done, image.id, record)
        case .needless(let reason, let record):
            items[place].state = .needless(reason)
            counts.needless += 1
            onDone(self, nil, image.id, record)
        case .conflict(let sentence, let record):
            // Who has been told what is there now means that, when they try again.
            if let record {
                items[place].image = image.looking(at: record.image)
                onDone(self, nil, image.id, record)
            }
            items[place].isConflict = true
            let error = APIError(kind: .conflict, message: sentence)
            refuse(Explanation(error, during: .change(Self.failure(of: image))), place)
        case .failed(let explanation): refuse(explanation, place)
        }
    }

    private func refuse(_ explanation: Explanation, _ place: Int) {
        items[place].state = .refused(explanation)
        counts.refused += 1
    }

    private func attempt(on item: Item) -> Explanation.Attempt {
        if change == .delete { return .delete(name: item.image.name, id: item.id) }
        return .change(Self.failure(of: item.image))
    }

    private static func failure(of image: MarkedImage) -> String { "\(image.name) was not changed" }
}

extension ChangeRun.State {
    /// Whether the service broke down, or had too much to do.
    fileprivate var isOverload: Bool {
        guard case .refused(let explanation) = self else { return false }
        return [429, 500, 502, 503, 504].contains(explanation.status)
    }
}
