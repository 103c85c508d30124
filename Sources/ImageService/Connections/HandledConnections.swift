import HummingbirdCore
import Logging
import NIOCore
import NIOHTTPTypes

/// Hummingbird's connections, none of which is released while it is open.
///
/// When the service is cancelled, the server discards connections that have just been accepted without handling them. NIO
/// treats an open connection that is released as a programming error, and ends the process.
///
/// A connection's requests are answered on its event loop's thread (`LoopExecutor`).
struct HandledConnections: ServerChildChannel {
    let http: HTTP1Channel

    /// The number of bytes per read: few for requests, and as many as are available for data.
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

/// A connection that is closed when it is no longer referenced.
final class AcceptedConnection: ServerChildChannelValue {
    let content: NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

    init(_ content: NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>) {
        self.content = content
    }

    var channel: any Channel { content.channel }

    deinit {
        // It may be released once it is closed, which is already the case if it was handled.
        content.channel.closeFuture.whenComplete { [content] _ in withExtendedLifetime(content) {} }
        content.channel.close(promise: nil)
    }
}
