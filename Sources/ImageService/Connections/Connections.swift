import HummingbirdCore
import NIOCore
import Synchronization

/// The connections that are open, and which of them nobody would miss.
///
/// Where there are as many as there may be, those that have been waiting for a request for longest make room: however many
/// connections are opened and left, there is one for who has something to ask.
final class Connections: AvailableConnectionsDelegate {
    private struct State {
        var count = 0
        /// Those that wait for a request, by their turns.
        var idle: [UInt64: any Channel] = [:]
        /// The turns in their order, some of which are over.
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

    /// Whether there is room for another; where there is none, somebody is asked to make it.
    func isAcceptingNewConnections() -> Bool {
        let (isRoom, oldest) = state.withLock { state -> (Bool, (any Channel)?) in
            state.count < limit ? (true, nil) : (false, Self.takeOldest(&state))
        }
        oldest?.close(promise: nil)
        return isRoom
    }

    /// Notes that a connection waits for a request.
    ///
    /// - Returns: what to call it when it waits no more.
    func wait(_ channel: any Channel) -> UInt64 {
        let (turn, oldest) = state.withLock { state -> (UInt64, (any Channel)?) in
            state.turn += 1
            state.idle[state.turn] = channel
            state.turns.append(state.turn)
            // Most turns end before those that came earlier: they are forgotten when they are the most.
            if state.turns.count > 2 * state.idle.count + 64 {
                state.turns = state.turns.filter { state.idle[$0] != nil }[...]
            }
            return (state.turn, state.count < limit ? nil : Self.takeOldest(&state))
        }
        oldest?.close(promise: nil)
        return turn
    }

    /// Notes that a connection waits no more: a request has come, or it is closed.
    func proceed(_ turn: UInt64) { state.withLock { $0.idle[turn] = nil } }

    private static func takeOldest(_ state: inout State) -> (any Channel)? {
        while let turn = state.turns.popFirst() {
            if let channel = state.idle.removeValue(forKey: turn) { return channel }
        }
        return nil
    }
}
