import Foundation
import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// Decides how long a connection is kept open; it sits between HTTP on the wire and the requests:
///
/// - A client that does not read an answer is disconnected after a while, and so is one that sends its body too slowly.
/// - A client that sends invalid HTTP gets an error, and one that holds back a body is told when to send it.
/// - A connection on which nothing more will be answered is closed, whether or not the client agrees. This includes one that
///   should switch protocols (`Upgrade`, `CONNECT`), as what follows that request is not read as HTTP.
final class ConnectionHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let connections: Connections
    private let limits: ConnectionLimits
    /// The connection's turn while it waits for a request; nil otherwise.
    private var turn: UInt64?
    /// The number of requests that have arrived and are not answered yet.
    private var requests = 0
    /// Whether a body is arriving that has a time limit.
    private var isTimed = false
    /// Whether the client holds back a body until it is told to send it.
    private var isKeptBack = false
    private var timer: Scheduled<Void>?
    private var malformation: HTTPParserError?
    /// Whether the connection is closed after the next answer.
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
        // A local socket does not have this option, and its peer is trusted.
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
        // Most bodies are complete by now.
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
                // This is the server's own answer to bytes that it cannot parse, which has no body.
                let (better, body) = Fault.malformed(malformation).answer(accepting: "")
                isLast = true
                context.write(wrapOutboundOut(.head(better)), promise: nil)
                context.write(wrapOutboundOut(.body(body)), promise: promise)
            } else {
                // It cannot be known whether the client sends the body although nobody asked for it.
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

    /// Registers the connection as idle, now that its last answer has been written: before that it must not be closed to make room.
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
    /// Whether the body is an image's data, which may take any time. It is decided by the paths of the routes that stream data, and
    /// not by the media type that the client claims.
    fileprivate var bringsImageData: Bool {
        guard method == .put, let path = path?.prefix(while: { $0 != "?" }) else { return false }
        return path.hasSuffix("/file") || path.hasSuffix("/stage")
    }

    /// Whether this is the connection's last request (RFC 9112, 9.6), according to any of the options in any `Connection`
    /// header.
    fileprivate var asksToClose: Bool {
        headerFields[values: .connection].contains { value in
            value.split(separator: ",").contains { $0.trimmingCharacters(in: .whitespaces).lowercased() == "close" }
        }
    }
}

/// A body was not complete in time.
struct SlowBody: Error {
    let limit: TimeAmount
}
