import HummingbirdCore
import NIOCore
import Synchronization

/// The open connections, and which of them are idle.
///
/// When the limit is reached, the connections that have been idle for longest are closed. So there is always room for a new
/// request, however many connections are opened and abandoned.
final class Connections: AvailableConnectionsDelegate {
    private struct State {
        var count = 0
        /// The connections that wait for a request, by turn.
        var idle: [UInt64: any Channel] = [:]
        /// The turns in ascending order, some of which have ended.
        var turns: ArraySlice<UInt64> = []
        var turn: UInt64 = 0
    }

    private let limit: Int
    private let state = Mutex(State())

    init(limit: Int) {
        self.limit = limit
    }

    func connectionOpened() { state.withLock { $0.count += 1 } }
    func connectionClosed() { state.withLock { $0.count -= 1 } }

    /// Whether there is room for another connection; if not, the longest idle one is closed.
    func isAcceptingNewConnections() -> Bool {
        let (isRoom, oldest) = state.withLock { state -> (Bool, (any Channel)?) in
            state.count < limit ? (true, nil) : (false, Self.takeOldest(&state))
        }
        oldest?.close(promise: nil)
        return isRoom
    }

    /// Records that a connection waits for a request.
    ///
    /// - Returns: the connection's turn, to pass to `proceed`.
    func wait(_ channel: any Channel) -> UInt64 {
        let (turn, oldest) = state.withLock { state -> (UInt64, (any Channel)?) in
            state.turn += 1
            state.idle[state.turn] = channel
            state.turns.append(state.turn)
            // Most turns end before earlier ones do; ended turns are removed when they are the majority.
            if state.turns.count > 2 * state.idle.count + 64 {
                state.turns = state.turns.filter { state.idle[$0] != nil }[...]
            }
            return (state.turn, state.count < limit ? nil : Self.takeOldest(&state))
        }
        oldest?.close(promise: nil)
        return turn
    }

    /// Records that a connection no longer waits: a request has arrived, or it is closed.
    func proceed(_ turn: UInt64) { state.withLock { $0.idle[turn] = nil } }

    private static func takeOldest(_ state: inout State) -> (any Channel)? {
        while let turn = state.turns.popFirst() {
            if let channel = state.idle.removeValue(forKey: turn) { return channel }
        }
        return nil
    }
}
