import Foundation
import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// Sees to it that a connection is worth its keep, between the HTTP of the wire and the requests:
///
/// - A client that takes nothing of an answer is not waited for, nor is one whose body comes in drops.
/// - One that sends what is no HTTP is told so, and one that keeps a body back is told when it is wanted.
/// - A connection on which nothing more will be answered is closed, whether the client agrees or not. Such is one that is to
///   become something else (`Upgrade`, `CONNECT`): what comes after that request is not read as HTTP.
final class ConnectionHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let connections: Connections
    private let limits: ConnectionLimits
    /// What the connection is called while it waits for a request.
    private var turn: UInt64?
    /// Requests that have come and are not answered yet.
    private var requests = 0
    /// Whether a body is coming in that has to be whole in time.
    private var isTimed = false
    /// Whether the client keeps a body back until it is told that it is wanted.
    private var isKeptBack = false
    private var timer: Scheduled<Void>?
    private var malformation: HTTPParserError?
    /// Whether the next answer is the last one.
    private var isLast = false

    init(_ connections: Connections, _ limits: ConnectionLimits) {
        self.connections = connections
        self.limits = limits
    }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { begin(context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        begin(context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { end() }

    private func begin(_ context: ChannelHandlerContext) {
        guard turn == nil else { return }
        turn = connections.wait(context.channel)
        // A local socket has no such option, and no stranger at its other end.
        try? context.channel.syncOptions?.setOption(
            .tcpOption(.init(rawValue: TCP_USER_TIMEOUT)),
            value: SocketOptionValue(limits.silence.nanoseconds / 1_000_000))
    }

    private func end() {
        proceed()
        stopTimer()
    }

    private func proceed() {
        if let turn { connections.proceed(turn) }
        turn = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            requests += 1
            proceed()
            isTimed = !head.bringsImageData
            isLast = isLast || head.method == .connect || head.headerFields[.upgrade] != nil || head.asksToClose
            isKeptBack = head.expectsContinue
        case .body: isKeptBack = false
        case .end:
            isKeptBack = false
            if isTimed { stopTimer() }
        }
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        // Most bodies are whole by now.
        if isTimed, timer == nil {
            let loopBound = NIOLoopBound(context, eventLoop: context.eventLoop)
            let limit = limits.body
            timer = context.eventLoop.scheduleTask(in: limit) {
                loopBound.value.fireErrorCaught(SlowBody(limit: limit))
            }
        }
        context.fireChannelReadComplete()
    }

    private func stopTimer() {
        isTimed = false
        timer?.cancel()
        timer = nil
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if let error = error as? HTTPParserError { malformation = error }
        context.fireErrorCaught(error)
    }

    func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
        guard event is BodyWanted else { return context.triggerUserOutboundEvent(event, promise: promise) }
        if isKeptBack {
            isKeptBack = false
            context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
        }
        promise?.succeed()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head):
            if let malformation, head.status == .badRequest, head.headerFields[.contentLength] == "0" {
                // So the server answers what it cannot read, and says nothing.
                let (better, body) = Fault.malformed(malformation).answer(accepting: "")
                isLast = true
                context.write(wrapOutboundOut(.head(better)), promise: nil)
                context.write(wrapOutboundOut(.body(body)), promise: promise)
            } else {
                // Whether a body that was not wanted comes all the same is not to be known.
                isLast = isLast || isKeptBack
                if isLast { head.headerFields[.connection] = "close" }
                isLast = head.headerFields[.connection] == "close"
                context.write(wrapOutboundOut(.head(head)), promise: promise)
            }
        case .body: context.write(data, promise: promise)
        case .end:
            requests -= 1
            let promise = promise ?? context.eventLoop.makePromise()
            let loopBound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            let isLast = isLast
            promise.futureResult.whenComplete { result in
                let (handler, context) = loopBound.value
                if isLast { return context.close(mode: .output, promise: nil) }
                if case .success = result { handler.waitForNext(context) }
            }
            context.write(data, promise: promise)
        }
    }

    /// Takes note that the connection waits for a request, now that its last answer is out: until then nobody may close it to make
    /// room.
    private func waitForNext(_ context: ChannelHandlerContext) {
        guard requests == 0, turn == nil, context.channel.isActive else { return }
        turn = connections.wait(context.channel)
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        if mode == .output {
            stopTimer()
            let loopBound = NIOLoopBound(context, eventLoop: context.eventLoop)
            timer = context.eventLoop.scheduleTask(in: limits.farewell) { loopBound.value.close(promise: nil) }
        }
        context.close(mode: mode, promise: promise)
    }
}

extension HTTPRequest {
    /// Whether its body is an image's data, which may take however long it takes: by the paths of the routes that stream it, and not
    /// by what the client calls it.
    fileprivate var bringsImageData: Bool {
        guard method == .put, let path = path?.prefix(while: { $0 != "?" }) else { return false }
        return path.hasSuffix("/file") || path.hasSuffix("/stage")
    }

    /// Whether it is its connection's last (RFC 9112, 9.6), in whichever `Connection` header and beside whatever else that is said.
    fileprivate var asksToClose: Bool {
        headerFields[values: .connection].contains { value in
            value.split(separator: ",").contains { $0.trimmingCharacters(in: .whitespaces).lowercased() == "close" }
        }
    }
}

/// A body that is not whole when it should be.
struct SlowBody: Error {
    let limit: TimeAmount
}
