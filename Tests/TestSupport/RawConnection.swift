package import NIOCore
import NIOPosix
import Synchronization

/// A connection to a server on loopback whose every byte is the test's.
package struct RawConnection {
    private typealias Socket = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    private let channel: any Channel
    private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private var received = ByteBuffer()
    private var isClosed = false

    /// Nothing came in time.
    package struct Late: Error, CustomStringConvertible {
        let received: Int
        let patience: TimeAmount
        /// How long was waited, and for what.
        package var description: String {
            "no whole answer within \(patience.nanoseconds / 1_000_000_000) s, only \(received) bytes"
        }
    }

    /// Connects, and closes the connection when the body ends.
    package static func use<Result>(
        port: Int, _ body: (inout RawConnection) async throws -> Result
    ) async throws -> Result {
        let socket = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try Socket(
                        wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
                }
            }
        return try await socket.executeThenClose { inbound, outbound in
            var connection = RawConnection(
                channel: socket.channel, inbound: inbound.makeAsyncIterator(), outbound: outbound)
            return try await body(&connection)
        }
    }

    private init(
        channel: any Channel, inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator,
        outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) {
        (self.channel, self.inbound, self.outbound) = (channel, inbound, outbound)
    }

    /// Sends bytes.
    package func send(_ bytes: some Sequence<UInt8>) async throws {
        try await outbound.write(ByteBuffer(bytes: bytes))
    }

    /// Says that nothing more will be sent; what comes can still be read.
    package func finish() { outbound.finish() }

    /// Reads the next answer.
    ///
    /// - Parameters:
    ///   - method: what was asked: there is no body in an answer to `HEAD`.
    ///   - isFinal: whether those that are not final are passed over.
    /// - Returns: nil where the server has closed the connection instead.
    /// - Throws: `Late`, or `RawReply.Malformed`.
    package mutating func reply(
        to method: String = "GET", isFinal: Bool = true, within patience: TimeAmount = .seconds(60)
    ) async throws -> RawReply? {
        while true {
            if let reply = try RawReply(&received, to: method, isClosed: isClosed) {
                if reply.status >= 200 || !isFinal { return reply }
            } else if isClosed {
                guard received.readableBytes == 0 else { throw RawReply.Malformed(what: "it is cut off") }
                return nil
            } else {
                try await read(within: patience)
            }
        }
    }

    /// Waits until the server closes the connection.
    ///
    /// - Returns: how many bytes came before that, of which nobody has made an answer.
    /// - Throws: `Late`.
    package mutating func end(within patience: TimeAmount = .seconds(60)) async throws -> Int {
        while !isClosed { try await read(within: patience) }
        return received.readableBytes
    }

    private mutating func read(within patience: TimeAmount) async throws {
        let deadline = Deadline()
        let timer = channel.eventLoop.scheduleTask(in: patience) { [channel] in
            deadline.pass()
            channel.close(promise: nil)
        }
        defer { timer.cancel() }
        do {
            if var bytes = try await inbound.next() {
                received.writeBuffer(&bytes)
            } else {
                isClosed = true
            }
        } catch {
            // However the server ended the connection, it is ended.
            isClosed = true
        }
        if deadline.isPast { throw Late(received: received.readableBytes, patience: patience) }
    }

    private final class Deadline: Sendable {
        private let state = Atomic(false)
        var isPast: Bool { state.load(ordering: .acquiring) }
        func pass() { state.store(true, ordering: .releasing) }
    }
}
