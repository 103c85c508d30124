import Synchronization
import TestSupport

/// What a service has to have kept: what it has acknowledged, and perhaps what it was asked for when it was killed.
final class CrashModel: Sendable {
    /// The stores, the usual one first.
    static let stores = ["fast", "cheap"]

    struct Known {
        /// As acknowledged; nil for an image that is not there.
        var state: ImageState?
        var inFlight: [Change] = []
        /// An import that was acknowledged and whose end has not been seen.
        var importing: Change?

        /// What there may be, where each change that is in flight was made or not, in whichever order.
        var outcomes: Set<ImageState?> { Self.outcomes(of: state, inFlight[...]) }

        private static func outcomes(of state: ImageState?, _ changes: ArraySlice<Change>) -> Set<ImageState?> {
            changes.indices.reduce(into: [state]) { outcomes, index in
                let rest = changes[..<index] + changes[(index + 1)...]
                outcomes.formUnion(Self.outcomes(of: changes[index].applied(to: state), Array(rest)[...]))
            }
        }
    }

    private struct State {
        var images: [String: Known] = [:]
        /// The images that something was asked of since the last check.
        var touched: Set<String> = []
        /// The images that were deleted since the last check.
        var deleted: Set<String> = []
        var isDead = false
        var tally = Tally()
        var violations: [String] = []
    }

    /// What happened, so that a test can tell that enough did.
    struct Tally: Sendable {
        /// Changes that were acknowledged, by their names.
        var acknowledged: [String: Int] = [:]
        /// Images that were found as a change would have left them that nobody acknowledged, and as they were before it.
        var (made, unmade) = (0, 0)
    }

    private let state = Mutex(State())
    private let bytes: Bytes

    init(random: inout SplitMix) {
        bytes = Bytes(random: &random)
    }

    var tally: Tally { state.withLock(\.tally) }
    var violations: [String] { state.withLock(\.violations) }
    var isDead: Bool { state.withLock(\.isDead) }
    var touched: Set<String> { state.withLock(\.touched) }
    var deleted: Set<String> { state.withLock(\.deleted) }
    /// The images that are there, or may be.
    var images: [String: Known] { state.withLock(\.images) }

    func violate(_ words: String) { state.withLock { $0.violations.append(words) } }

    /// From now on, no answer is to be expected.
    func die() { state.withLock { $0.isDead = true } }

    /// Everything has been checked, and a new load begins.
    func live() {
        state.withLock { state in
            (state.touched, state.deleted, state.isDead) = ([], [], false)
            for id in state.images.keys { state.images[id]?.importing = nil }
        }
    }

    /// Chooses what to ask next, and notes that it is on its way.
    func next(random: inout SplitMix) -> Step? {
        state.withLock { state in
            var step: Step?
            if Int.random(in: 0..<100, using: &random) < (state.images.count < 100 ? 30 : 5) {
                step = Step.creation(random: &random)
            } else if let (id, known) = state.images.randomElement(using: &random) {
                step = Step.any(of: id, known, bytes, random: &random)
            }
            if let step, let change = step.change {
                state.images[step.id, default: Known()].inFlight.append(change)
                state.touched.insert(step.id)
            }
            return step
        }
    }

    /// Notes an answer.
    func answered(_ step: Step, status: Int) {
        state.withLock { state in
            guard let change = step.change, var known = state.images[step.id] else { return }
            known.inFlight.removeAll { $0 == change }
            if 200..<300 ~= status {
                state.tally.acknowledged[change.name, default: 0] += 1
                known.state = change.applied(to: known.state)
                if change.isImport { known.importing = change }
                if change == .delete { state.deleted.insert(step.id) }
            } else if !([404, 409, 410].contains(status) && (known.state == nil || known.inFlight.contains(.delete))) {
                // Only what is being deleted has another answer.
                state.violations.append("\(change) of \(step.id) was answered \(status), known as \(known)")
            }
            state.images[step.id] = known.state == nil && known.inFlight.isEmpty ? nil : known
        }
    }

    /// Notes that an image's import was seen to be over.
    func imported(_ id: String) { state.withLock { $0.images[id]?.importing = nil } }

    /// Compares an image with what it has to be, which it is from now on.
    func found(_ id: String, _ found: ImageState?) {
        state.withLock { state in
            guard let known = state.images[id] else {
                return state.violations.append("\(id) should not be there: \(found.map { "\($0)" } ?? "nothing")")
            }
            guard known.outcomes.contains(found) else {
                return state.violations.append(
                    "\(id) is \(found.map { "\($0)" } ?? "not there"), but was known as \(known)")
            }
            if !known.inFlight.isEmpty {
                if found == known.state { state.tally.unmade += 1 } else { state.tally.made += 1 }
            }
            if found == nil, known.state != nil { state.deleted.insert(id) }
            state.images[id] = found.map { Known(state: $0) }
        }
    }
}
