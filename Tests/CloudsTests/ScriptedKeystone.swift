import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// An HTTP server on loopback that answers as a test says, and remembers what it was asked.
final class ScriptedKeystone: Sendable {
    /// A request's line and headers.
    struct Question: Sendable {
        let method: HTTPMethod
        let path: String
        let headers: HTTPHeaders
    }

    /// What it answers.
    struct Answer: Sendable {
        var status: HTTPResponseStatus = .ok
        var headers: HTTPHeaders = [:]
        var body = ""
    }

    private let script: @Sendable (Question) async -> Answer
    private let asked = Mutex<[Question]>([])
    private let channel: NIOAsyncChannel<Connection, Never>

    private typealias Connection = NIOAsyncChannel<HTTPServerRequestPart, HTTPPart<HTTPResponseHead, ByteBuffer>>

    /// What it has been asked so far.
    var questions: [Question] { asked.withLock { $0 } }

    /// Where it listens.
    var url: String { "http://127.0.0.1:\(channel.channel.localAddress?.port ?? 0)" }

    private init(_ script: @escaping @Sendable (Question) async -> Answer) async throws {
        self.script = script
        channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .bind(host: "127.0.0.1", port: 0) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(HTTPBytesHandler())
                    return try Connection(wrappingChannelSynchronously: channel)
                }
            }
    }

    /// Answers while the body runs.
    static func use<Result: Sendable>(
        _ script: @escaping @Sendable (Question) async -> Answer,
        _ body: @escaping @Sendable (ScriptedKeystone) async throws -> Result
    ) async throws -> Result {
        let server = try await ScriptedKeystone(script)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.serve() }
            defer { group.cancelAll() }
            return try await body(server)
        }
    }

    private func serve() async throws {
        try await channel.executeThenClose { connections in
            await withTaskGroup(of: Void.self) { group in
                do {
                    for try await connection in connections { group.addTask { await self.serve(connection) } }
                } catch {
                    // The test is over.
                }
                group.cancelAll()
            }
        }
    }

    private func serve(_ connection: Connection) async {
        // A client that closes its connection ends the loop by an error.
        try? await connection.executeThenClose { requests, responses in
            for try await part in requests {
                guard case .head(let head) = part else { continue }
                let question = Question(method: head.method, path: head.uri, headers: head.headers)
                asked.withLock { $0.append(question) }
                let answer = await script(question)
                var headers = answer.headers
                headers.replaceOrAdd(name: "Content-Length", value: "\(answer.body.utf8.count)")
                try await responses.write(.head(.init(version: .http1_1, status: answer.status, headers: headers)))
                try await responses.write(.body(ByteBuffer(string: answer.body)))
                try await responses.write(.end(nil))
            }
        }
    }
}

/// Lets a response be written in plain buffers.
private final class HTTPBytesHandler: ChannelOutboundHandler, Sendable {
    typealias OutboundIn = HTTPPart<HTTPResponseHead, ByteBuffer>
    typealias OutboundOut = HTTPServerResponsePart

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let part: HTTPServerResponsePart =
            switch unwrapOutboundIn(data) {
            case .head(let head): .head(head)
            case .body(let bytes): .body(.byteBuffer(bytes))
            case .end(let trailers): .end(trailers)
            }
        context.write(wrapOutboundOut(part), promise: promise)
    }
}
