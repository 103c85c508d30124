import AsyncHTTPClient
import Foundation
import ImageModel
import NIOCore
import NIOHTTP1
import TestSupport
import Testing

@testable import ImageService

/// Clients that take their time, or all of it.
@Suite(.atMost(8, of: "services"), .timeLimit(.minutes(30))) struct SlowClientTests {
    /// A service that waits for seconds where others wait for more than a minute. A client that means to go on is quicker than
    /// that, whatever the threads that it shares with the other tests have to do first.
    private static func use(
        folder: String? = nil, silence: TimeAmount = .seconds(10),
        _ body: @escaping @Sendable (TestService) async throws -> Void
    ) async throws {
        var limits = ConnectionLimits()
        (limits.silence, limits.body, limits.farewell) = (silence, .seconds(1), .milliseconds(500))
        try await TestService.use(folder: folder, limits: limits) { service async throws in
            // No connection is used twice: it could be closed for its silence at the moment at which it is used again.
            var service = service
            service.headers = [("Connection", "close")]
            try await body(service)
        }
    }

    private static func head(_ request: String, _ headers: String...) -> [UInt8] {
        let lines =
            ["\(request) HTTP/1.1", "Host: gaze", "X-Auth-Token: \(TestService.member)", "Accept: application/json"]
            + headers
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    }

    /// Sends a text again and again, with pauses, until the service has had enough, or so many times.
    private static func drip(
        _ text: String, times: Int, every pause: Duration, over connection: RawConnection
    ) async throws {
        for _ in 0..<times {
            do { try await connection.send(text.utf8) } catch { return }
            // The pause is what is tested: a client that is slow.
            try await Task.sleep(for: pause)
        }
    }

    @Test("a client that says nothing is not waited for, neither before its first request nor after it")
    func silent() async throws {
        try await Self.use { (service: TestService) async throws in
            let start = ContinuousClock.now
            try await RawConnection.use(port: service.port) { (connection: inout RawConnection) async throws in
                #expect(try await connection.end() == 0)
            }
            let took = ContinuousClock.now - start
            #expect(took > .milliseconds(9900), "only \(took)")
            try await RawConnection.use(port: service.port) { (connection: inout RawConnection) async throws in
                try await connection.send(Self.head("GET /v2/images"))
                #expect(try await connection.reply()?.status == 200)
                #expect(try await connection.end() == 0)
            }
        }
    }

    @Test("a head that comes in drops is not waited for")
    func slowHead() async throws {
        try await Self.use { (service: TestService) async throws in
            try await RawConnection.use(port: service.port) { (connection: inout RawConnection) async throws in
                try await connection.send(Self.head("GET /v2/images").dropLast(2))
                try await Self.drip("x: y\r\n", times: 1000, every: .milliseconds(50), over: connection)
                #expect(try await connection.end() == 0)
            }
        }
    }

    @Test(
        "a JSON body that comes in drops is refused with 408, whatever it is called, and the connection is closed",
        arguments: [
            ("application/json", "Content-Length: 10000", " "),
            ("application/json", "Transfer-Encoding: chunked", "1\r\n \r\n"),
            ("application/octet-stream", "Content-Length: 10000", " "),
        ])
    func slowBody(type: String, framing: String, drop: String) async throws {
        try await Self.use { (service: TestService) async throws in
            // An import's body is JSON, whatever its type.
            let path = type == "application/json" ? "/v2/images" : "/v2/images/\(try await service.newImage())/import"
            try await RawConnection.use(port: service.port) { (connection: inout RawConnection) async throws in
                try await connection.send(Self.head("POST \(path)", "Content-Type: \(type)", framing))
                try await Self.drip(drop, times: 100, every: .milliseconds(50), over: connection)
                let reply = try #require(try await connection.reply())
                #expect(reply.status == 408)
                #expect(reply["connection"] == "close")
                #expect(reply.text.contains("within 1 s"))
                #expect(try await connection.end() == 0)
            }
        }
    }

    @Test("a body that is sent where none is read comes to an end, too")
    func endlessBody() async throws {
        try await Self.use { (service: TestService) async throws in
            try await RawConnection.use(port: service.port) { (connection: inout RawConnection) async throws in
                try await connection.send(Self.head("GET /v2/images", "Transfer-Encoding: chunked"))
                #expect(try await connection.reply()?.status == 200)
                try await Self.drip("1\r\n \r\n", times: 200, every: .milliseconds(50), over: connection)
                #expect(try await connection.end() == 0)
            }
        }
    }

    @Test(
        "data that comes slowly but steadily is taken, however long it takes",
        arguments: ["application/octet-stream", "Application/Octet-Stream; charset=binary"])
    func steadyUpload(type: String) async throws {
        // Longer than the pauses are on the busiest machine; what a JSON body may take is passed all the same.
        try await Self.use(silence: .seconds(30)) { (service: TestService) async throws in
            let id = try await service.newImage()
            try await RawConnection.use(port: service.port) { (connection: inout RawConnection) async throws in
                try await connection.send(
                    Self.head(
                        "PUT /v2/images/\(id)/file", "Content-Type: \(type)", "Content-Length: 40"))
                try await Self.drip("x", times: 40, every: .milliseconds(100), over: connection)
                #expect(try await connection.reply()?.status == 204)
            }
            #expect(try await service.send(.GET, "/v2/images/\(id)").fields["size"] == .integer(40))
        }
    }

    @Test("an upload that stands still is given up, and the image takes data again", arguments: ["file", "stage"])
    func stalledUpload(resource: String) async throws {
        try await Self.use { (service: TestService) async throws in
            let id = try await service.newImage()
            try await RawConnection.use(port: service.port) { (connection: inout RawConnection) async throws in
                try await connection.send(
                    Self.head(
                        "PUT /v2/images/\(id)/\(resource)", "Content-Type: application/octet-stream",
                        "Content-Length: 1000"))
                try await connection.send("only this".utf8)
                try await waitUntil {
                    let status = try await service.send(.GET, "/v2/images/\(id)").fields["status"]?.string
                    return status != "queued"
                }
                _ = try await connection.end()
            }
            try await waitUntil {
                try await service.send(.GET, "/v2/images/\(id)").fields["status"] == .string("queued")
            }
            for folder in ["incoming", "data", "staging/incoming", "staging/data"] {
                #expect(try FileManager.default.contentsOfDirectory(atPath: service.folder + "/" + folder).isEmpty)
            }
            #expect(try await service.upload([1], to: id, as: resource).status == 204)
        }
    }

    @Test("a client that does not take the data that it has asked for is not waited for")
    func stalledDownload() async throws {
        try await TestService.withFolder { folder in
            // By a service that waits as others do: much data may have to wait for the disk for a while.
            let id = try await TestService.use(folder: folder) { (service: TestService) async throws in
                let id = try await service.newImage()
                // More than the buffers of both ends hold.
                let reply = try await service.upload([UInt8](repeating: 7, count: 32 << 20), to: id)
                #expect(reply.status == 204)
                return id
            }
            try await Self.use(folder: folder) { (service: TestService) async throws in
                let path = service.folder + "/data/" + id
                let sockets = OpenSockets()
                try #require(sockets.open(port: service.port))
                try await waitUntil { sockets.isLastConnected }
                sockets.send(String(decoding: Self.head("GET /v2/images/\(id)/file"), as: UTF8.self))
                try await waitUntil { try Self.isOpen(path) }
                try await waitUntil { try !Self.isOpen(path) }
            }
        }
    }

    /// Whether this process, which the service runs in, has a file open.
    private static func isOpen(_ path: String) throws -> Bool {
        let folder = "/proc/self/fd/"
        return try FileManager.default.contentsOfDirectory(atPath: folder).contains { descriptor in
            (try? FileManager.default.destinationOfSymbolicLink(atPath: folder + descriptor)) == path
        }
    }

    @Test("hundreds of slow clients hold nobody up")
    func others() async throws {
        try await Self.use { (service: TestService) async throws in
            let slow = OpenSockets()
            for number in 0..<500 {
                try #require(slow.open(port: service.port))
                try await waitUntil { slow.isLastConnected }
                slow.send(
                    number.isMultiple(of: 2) ? "POST /v2/im" : "POST /v2/images HTTP/1.1\r\nContent-Length: 9\r\n\r\n{")
            }
            for _ in 0..<20 {
                #expect(try await service.create("{}").status == 201)
            }
        }
    }
}
