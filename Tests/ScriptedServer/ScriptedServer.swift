import NIOCore
package import NIOHTTP1
import NIOPosix
package import NIOSSL
import Synchronization
import TestSupport

/// An HTTP server on loopback that answers as a test has written down, and remembers what it was asked.
package final class ScriptedServer: Sendable {
    /// A request: complete once the server has read it.
    package struct Request: Sendable {
        package let method: HTTPMethod
        package let path: String
        package let headers: HTTPHeaders
        package var body: [UInt8] = []

        package var text: String { String(decoding: body, as: UTF8.self) }
        package var token: String? { headers.first(name: "X-Auth-Token") }
    }

    /// What follows on the head of a request.
    package enum Step: Sendable {
        /// Reads the request and answers.
        case answer(Int, headers: [(String, String)] = [], body: String = "")
        /// Answers when so many bytes of the body have come, and throws away what the client sends until it has gone.
        case early(Int, after: Int, body: String = "")
        /// Reads the request, sends these bytes, and closes.
        case raw(String)
        /// Reads the request, sends these bytes, and then nothing until the client goes.
        case stall(String)
        /// Reads the request, and answers 200 with as much of the body as is let go of.
        case fed(String, by: Feed)
        /// Reads so many bytes of the body, and then nothing until the client goes.
        case standStill(after: Int)
    }

    /// Chooses what follows on a request of which only the head has come; the number counts the requests before it.
    package typealias Script = @Sendable (_ request: Request, _ number: Int) async -> Step

    /// The port on 127.0.0.1.
    package let port: Int
    package var url: String { "http://127.0.0.1:\(port)" }
    /// The requests that were read, or as much as was read of them, in the order of their heads.
    package var requests: [Request] { log.withLock { $0 } }

    private let log = Mutex<[Request]>([])
    private let script: Script

    private init(port: Int, script: @escaping Script) {
        self.port = port
        self.script = script
    }

    /// Runs a server while the body runs.
    package static func use<Result: Sendable>(
        tls: NIOSSLContext? = nil, _ script: @escaping Script,
        while body: @escaping @Sendable (ScriptedServer) async throws -> Result
    ) async throws -> Result {
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            // Nothing is read of a connection before it is served.
            .childChannelOption(.autoRead, value: false)
            .bind(host: "127.0.0.1", port: 0) { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    if let tls { try pipeline.addHandler(NIOSSLServerHandler(context: tls)) }
                    try pipeline.addHandler(ByteToMessageHandler(HTTPRequestDecoder()))
                    return channel
                }
            }
        let server = ScriptedServer(port: listener.channel.localAddress?.port ?? 0, script: script)
        return try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask {
                try await server.accept(listener)
                return nil
            }
            group.addTask { try await body(server) }
            defer { group.cancelAll() }
            while let result = try await group.next() { if let result { return result } }
            throw CancellationError()
        }
    }

    private typealias Connection = NIOAsyncChannel<HTTPServerRequestPart, ByteBuffer>

    private func accept(_ listener: NIOAsyncChannel<any Channel, Never>) async throws {
        try await listener.executeThenClose { connections in
            try await withThrowingDiscardingTaskGroup { group in
                for try await channel in connections {
                    // How a connection ends is what the test is about: clients go away, and do not trust certificates.
                    group.addTask { try? await self.serve(channel) }
                }
            }
        }
    }

    private func serve(_ channel: any Channel) async throws {
        // Wrapped only here: one that is wrapped has to be served, and the server may end before it comes to those that wait.
        let connection = try await channel.eventLoop.submit {
            // Its client may have gone while it waited: what is closed cannot be wrapped, and NIO ends the process over the attempt.
            guard channel.isActive else { throw ChannelError.ioOnClosedChannel }
            let connection = try Connection(wrappingChannelSynchronously: channel)
            try channel.syncOptions?.setOption(.autoRead, value: true)
            return connection
        }.get()
        try await connection.executeThenClose { inbound, outbound in
            var parts = inbound.makeAsyncIterator()
            while case .head(let head)? = try await Self.next(&parts, outbound) {
                let request = Request(method: head.method, path: head.uri, headers: head.headers)
                let number = log.withLock { log in
                    log.append(request)
                    return log.count - 1
                }
                let step = await script(request, number)
                let wanted =
                    switch step {
                    case .early(_, let count, _), .standStill(let count): count
                    default: Int.max
                    }
                var count = 0
                while count < wanted, let part = try await parts.next() {
                    if case .end = part { break }
                    guard case .body(let bytes) = part else { continue }
                    count += bytes.readableBytes
                    log.withLock { $0[number].body += bytes.readableBytesView }
                }
                switch step {
                case .answer(let status, let headers, let body):
                    try await outbound.write(Self.bytes(status, headers, body))
                case .early(let status, _, let body):
                    try await outbound.write(Self.bytes(status, [("Connection", "close")], body))
                    // A connection that is closed on what still comes takes the answer with it. Source: RFC 9112, 9.6.
                    while try await parts.next() != nil {}
                case .raw(let text):
                    try await outbound.write(ByteBuffer(string: text))
                    return
                case .stall(let text):
                    try await outbound.write(ByteBuffer(string: text))
                    while try await parts.next() != nil {}
                    return
                case .fed(let body, let feed):
                    guard try await Self.write(body, by: feed, to: outbound) else { return }
                case .standStill:
                    // Nothing more is read, so that the client's data stands still until the test is over.
                    await waitForCancellation()
                    return
                }
            }
        }
    }

    /// The next part of a request; what is no HTTP is answered 400, as by any server.
    private static func next(
        _ parts: inout NIOAsyncChannelInboundStream<HTTPServerRequestPart>.AsyncIterator,
        _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) async throws -> HTTPServerRequestPart? {
        do {
            return try await parts.next()
        } catch let error as HTTPParserError {
            try await outbound.write(bytes(400, [("Connection", "close")], "no HTTP"))
            throw error
        }
    }

    /// Writes an answer as its body is let go of.
    ///
    /// - Returns: whether it was all of it.
    private static func write(
        _ body: String, by feed: Feed, to outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) async throws -> Bool {
        var rest = bytes(200, [], body)
        let (head, size) = (rest.readableBytes - body.utf8.count, body.utf8.count)
        if let part = rest.readSlice(length: head) { try await outbound.write(part) }
        while rest.readableBytes > 0 {
            let sent = size - rest.readableBytes
            let limit = await feed.limit(above: sent)
            guard limit > sent, let part = rest.readSlice(length: min(limit, size) - sent) else { return false }
            try await outbound.write(part)
        }
        return true
    }

    private static func bytes(_ status: Int, _ headers: [(String, String)], _ body: String) -> ByteBuffer {
        var lines = ["HTTP/1.1 \(status) \(HTTPResponseStatus(statusCode: status).reasonPhrase)"]
        lines += headers.map { "\($0.0): \($0.1)" }
        if status != 204 { lines.append("Content-Length: \(body.utf8.count)") }
        return ByteBuffer(string: lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
    }
}
