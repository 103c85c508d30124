import HummingbirdCore
import Logging
import NIOCore
import NIOHTTPTypes

/// Hummingbird's connections, of which none is let go unhandled.
///
/// Where the service is ended, those that were accepted at that moment are handed to nobody: the server's sequence of them is
/// cancelled, and forgets them. NIO takes a connection that is let go while it is open for an error of the program, and ends
/// the process.
///
/// A connection's requests are answered on its event loop's thread (`LoopExecutor`).
struct HandledConnections: ServerChildChannel {
    let http: HTTP1Channel

    /// Bytes that are read at a time: few where requests come, and as many as lie there where data does.
    private static let reads = AdaptiveRecvByteBufferAllocator(minimum: 64, initial: 2048, maximum: 256 << 10)

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<AcceptedConnection> {
        http.setup(channel: channel, logger: logger).flatMapThrowing { content in
            let connection = AcceptedConnection(content)
            try content.channel.syncOptions?.setOption(.recvAllocator, value: Self.reads)
            return connection
        }
    }

    func handle(value connection: AcceptedConnection, logger: Logger) async {
        await withTaskExecutorPreference(LoopExecutor(connection.channel.eventLoop)) {
            await http.handle(value: connection.content, logger: logger)
        }
    }
}

/// A connection that closes when nobody has it any more.
final class AcceptedConnection: ServerChildChannelValue {
    let content: NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

    init(_ content: NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>) {
        self.content = content
    }

    var channel: any Channel { content.channel }

    deinit {
        // Once it is closed it may be let go. That is so already where it has been handled.
        content.channel.closeFuture.whenComplete { [content] _ in withExtendedLifetime(content) {} }
        content.channel.close(promise: nil)
    }
}
