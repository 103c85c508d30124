package import Foundation
package import ImageModel
import Observation

/// A change that is applied to many images, a few at a time, with the outcome for each.
@Observable
@MainActor
package final class ChangeRun: Identifiable {
    /// The run's identity.
    package nonisolated let id = UUID()

    /// An image and its progress.
    package struct Item: Identifiable, Sendable {
        /// The image.
        package internal(set) var image: MarkedImage
        /// The image's progress.
        package internal(set) var state = State.waiting
        /// The change to undo; nil if the run makes a change.
        let undoing: DoneChange?
        /// Whether the change was refused because somebody else has changed the image since.
        fileprivate(set) var isConflict = false

        /// The image's id.
        package var id: Image.ID { image.id }
    }

    /// The progress of an image.
    package enum State: Hashable, Sendable {
        /// Not started yet.
        case waiting
        /// A request is under way.
        case running
        /// The change is made, with a remark about it, if any.
        case done(note: String?)
        /// Nothing had to be done, for the reason given.
        case needless(String)
        /// The change was not made.
        case refused(Explanation)
        /// The change was not started, because the run was stopped.
        case left
    }

    /// What is done: `protect 3 images`, `undo: protect 3 images`.
    package let words: String
    /// The change that is made to each image; nil if the run undoes changes.
    package let change: ImageChange?
    /// The images with their progress.
    package private(set) var items: [Item]
    /// The number of images in each final state.
    package private(set) var counts = Counts()
    /// Whether the run is under way.
    package private(set) var isRunning = false
    /// Whether the run has been stopped: no further image is started.
    package private(set) var isStopping = false

    /// The number of images in each final state.
    package struct Counts: Hashable, Sendable {
        /// Images that were changed.
        package internal(set) var done = 0
        /// Images that needed no change.
        package internal(set) var needless = 0
        /// Images whose change was refused.
        package internal(set) var refused = 0
        /// Images that were not started because the run was stopped.
        package internal(set) var left = 0
    }

    /// The maximum number of concurrent requests: the service has other clients to serve.
    static let limit = 4
    /// The number of consecutive images for which the service was unreachable, after which the run stops.
    static let patience = 8

    private let step: ChangeStep
    private let onDone: @MainActor (ChangeRun, DoneChange?, Image.ID, ImageRecord?) -> Void
    private let onEnd: @MainActor (ChangeRun) -> Void
    /// The indices of the images that are still waiting, the next one last.
    @ObservationIgnored private var waiting: [Int] = []
    /// The number of consecutive images for which the service was unreachable.
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

    /// Starts a run that makes a change to images.
    ///
    /// - Parameters:
    ///   - onDone: called when an image has been changed or needed no change, with the change, if one was made, and the record,
    ///     if it was read.
    ///   - onEnd: called when no request is under way any more.
    convenience init(
        _ change: ImageChange, of images: [MarkedImage], api: any ImageAPI,
        onDone: @escaping @MainActor (ChangeRun, DoneChange?, Image.ID, ImageRecord?) -> Void,
        onEnd: @escaping @MainActor (ChangeRun) -> Void
    ) {
        self.init(
            images.map { Item(image: $0, undoing: nil) }, change, words: change.words(for: images), api: api,
            onDone: onDone, onEnd: onEnd)
    }

    /// Starts a run that undoes changes, each of one image.
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

    /// The number of images that the run has finished with.
    package var finishedCount: Int { counts.done + counts.needless + counts.refused + counts.left }

    /// Whether there are images to retry: refused ones, or ones that were not started.
    package var mayRetry: Bool { !isRunning && counts.refused + counts.left > 0 }

    /// Starts no further image. Requests that are under way are left to finish.
    package func stop() {
        guard isRunning, !isStopping else { return }
        isStopping = true
        for index in waiting {
            items[index].state = .left
            counts.left += 1
        }
        waiting = []
    }

    /// Retries the images whose change was refused or not started.
    package func retry() {
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

    /// The changes that have been undone, or already were.
    var takenBack: Set<DoneChange> {
        Set(
            items.compactMap { item in
                switch item.state {
                case .done, .needless: item.undoing
                default: nil
                }
            })
    }

    /// The changes that cannot be undone because somebody else has since changed the same thing.
    var conflicts: Set<DoneChange> { Set(items.compactMap { $0.isConflict ? $0.undoing : nil }) }

    /// Waits until no request is under way any more.
    func finish() async { await task?.value }

    private func start(_ places: [Int]) {
        waiting = places.reversed()
        (isRunning, isStopping, unreached) = (true, false, 0)
        task = Task { [weak self] in await self?.perform() }
    }

    private func perform() async {
        await perform(atOnce: Self.limit)
        // A service that breaks down under concurrent changes may well manage them one at a time. Each record is read before it
        // is changed, so nothing is done twice.
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
            // A single lost answer is no reason to stop. But nobody should wait for a thousand answers that will not come, or
            // be locked out after as many refused logins.
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
            // The user has now been told the current state, so a retry applies to that state.
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
    /// Whether the change was refused because the service failed or was overloaded.
    fileprivate var isOverload: Bool {
        guard case .refused(let explanation) = self else { return false }
        return [429, 500, 502, 503, 504].contains(explanation.status)
    }
}
