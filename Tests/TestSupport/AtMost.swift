import Synchronization
package import Testing

/// Lets only so many tests run at once: terminals and services in hundreds would starve each other.
///
/// ```swift
/// @Suite(.atMost(4, of: "terminals")) struct JourneyTests { … }
/// ```
package struct AtMost: SuiteTrait, TestTrait, TestScoping {
    private let places: Places

    /// A suite's tests each take a place of their own.
    package var isRecursive: Bool { true }

    init(_ places: Places) { self.places = places }

    /// Runs a test once there is a place for it.
    package func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        // A suite as a whole takes none: its tests would wait for it.
        guard testCase != nil else { return try await function() }
        await places.take()
        defer { places.give() }
        try await function()
    }
}

extension Trait where Self == AtMost {
    /// At most `count` tests of a kind run at once, whichever suites they are in.
    package static func atMost(_ count: Int, of kind: String) -> AtMost { AtMost(Places.of(kind, count)) }
}

/// A number of places, and those who wait for one.
final class Places: Sendable {
    private struct State {
        var free: Int
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>
    private static let known = Mutex<[String: Places]>([:])

    private init(_ count: Int) { state = Mutex(State(free: count)) }

    /// The places of a kind: the first to ask says how many.
    static func of(_ kind: String, _ count: Int) -> Places {
        known.withLock { known in
            if let places = known[kind] { return places }
            let places = Places(count)
            known[kind] = places
            return places
        }
    }

    func take() async {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                if state.free > 0 {
                    state.free -= 1
                    return true
                }
                state.waiting.append(continuation)
                return false
            }
            if isFree { continuation.resume() }
        }
    }

    func give() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            if state.waiting.isEmpty {
                state.free += 1
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume()
    }
}
