import HTTPTypes
import Hummingbird
import NIOCore

/// Says on a connection that the body of its request is wanted.
struct BodyWanted {}

/// A body that its client keeps back until it is told that it is wanted (`Expect: 100-continue`, RFC 9110, 10.1.1): when the
/// first of it is asked for. So a request that is refused for what its head says is refused before gigabytes have come.
struct InvitedBody: AsyncSequence, Sendable {
    let body: RequestBody
    let channel: any Channel

    func makeAsyncIterator() -> Iterator { Iterator(channel: channel, body: body.makeAsyncIterator()) }

    struct Iterator: AsyncIteratorProtocol {
        /// Nil once the client has been told.
        var channel: (any Channel)?
        var body: RequestBody.AsyncIterator

        mutating func next() async throws -> ByteBuffer? {
            channel.take()?.triggerUserOutboundEvent(BodyWanted(), promise: nil)
            return try await body.next()
        }
    }
}

extension HTTPRequest {
    /// Whether its client waits to be told that the body is wanted.
    var expectsContinue: Bool { headerFields[.expect]?.lowercased() == "100-continue" }
}
