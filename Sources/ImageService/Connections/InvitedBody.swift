import HTTPTypes
import Hummingbird
import NIOCore

/// The event that tells a connection that the body of its request is wanted.
struct BodyWanted {}

/// A body that the client holds back until it is told to send it (`Expect: 100-continue`, RFC 9110, 10.1.1), which happens when
/// the first part is read. So a request that is refused because of its head is refused before gigabytes have arrived.
struct InvitedBody: AsyncSequence, Sendable {
    let body: RequestBody
    let channel: any Channel

    func makeAsyncIterator() -> Iterator { Iterator(channel: channel, body: body.makeAsyncIterator()) }

    struct Iterator: AsyncIteratorProtocol {
        /// nil once the client has been told.
        var channel: (any Channel)?
        var body: RequestBody.AsyncIterator

        mutating func next() async throws -> ByteBuffer? {
            channel.take()?.triggerUserOutboundEvent(BodyWanted(), promise: nil)
            return try await body.next()
        }
    }
}

extension HTTPRequest {
    /// Whether the client waits to be told to send the body.
    var expectsContinue: Bool { headerFields[.expect]?.lowercased() == "100-continue" }
}
