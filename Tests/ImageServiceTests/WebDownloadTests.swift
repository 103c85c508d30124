import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import ScriptedServer
import Synchronization
import Testing

@testable import ImageService

/// Where web-download connects to: to the address that was looked at, and to no other.
@Suite struct WebDownloadTests {
    /// Names that nobody resolves: what answers for them is what the look-up has said.
    @Test(
        "the connection goes to the address that was looked at, however the host is spelled",
        arguments: [
            ("mirror.invalid", "mirror.invalid"), ("Mirror.INVALID", "mirror.invalid"),
            ("bücher.invalid", "xn--bcher-kva.invalid"), ("BÜCHER.Invalid", "xn--bcher-kva.invalid"),
            ("xn--BCHER-kva.invalid", "xn--bcher-kva.invalid"), ("mirror.invalid.", "mirror.invalid."),
        ])
    func oneAddress(spelling: String, host: String) async throws {
        try await ScriptedServer.use { request, _ in
            request.path == "/first"
                ? .answer(302, headers: [("Location", "http://\(spelling):\(request.port)/second")])
                : .answer(200, body: "data")
        } while: { server in
            let asked = Mutex<[String]>([])
            let download = WebDownload(policy: WebDownloadPolicy(ports: [server.port])) {
                address, _ in
                asked.withLock { $0.append(address.host) }
                return "127.0.0.1"
            }
            let uri = "http://\(spelling):\(server.port)/first"
            #expect(await download.allows(uri))
            let taken = Mutex<String>("")
            try await download.fetch(uri) { body, _ in
                let bytes = try await body.collect(upTo: 100)
                taken.withLock { $0 = String(buffer: bytes) }
            }
            #expect(taken.withLock { $0 } == "data")
            #expect(asked.withLock { $0 } == [host, host, host])
            #expect(
                server.requests.map { $0.headers.first(name: "Host") }
                    == Array(repeating: "\(host):\(server.port)", count: 2))
        }
    }

    @Test(
        "why an address does not give its data is said in words for people",
        arguments: [
            ("/gone", "The data could not be downloaded: 127.0.0.1 answered 404."),
            (
                "/cut",
                "The data could not be downloaded: the data of 127.0.0.1 broke off: the connection was closed before there "
                    + "was a whole answer."
            ),
            ("/nothing", "127.0.0.1 does not answer (the connection was closed before there was a whole answer)."),
        ])
    func failure(path: String, words: String) async throws {
        try await ScriptedServer.use { request, _ in
            switch request.path {
            case "/gone": .answer(404)
            case "/cut": .raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello")
            default: .raw("")
            }
        } while: { server in
            let policy = WebDownloadPolicy(ports: [server.port], hosts: ["127.0.0.1"])
            let failure = await #expect(throws: ImportFailure.self) {
                try await WebDownload(policy: policy).fetch(server.url + path) { data, _ in
                    _ = try await data.collect(upTo: 1000)
                }
            }
            #expect(failure?.description.hasSuffix(words) == true, "\(String(describing: failure))")
        }
    }

    @Test("names that take long to resolve hold up no data on its way to the disk", .timeLimit(.minutes(5)))
    func slowNames() async throws {
        let (asked, asking) = AsyncStream.makeStream(of: Void.self)
        let held = DispatchSemaphore(value: 0)
        let download = WebDownload(policy: WebDownloadPolicy()) { _, _ in
            asking.yield()
            held.wait()
            return "192.0.2.1"
        }
        // As many as the threads that files are written on.
        let names = System.coreCount
        try await TestService.withFolder { folder in
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let written = try await withThrowingTaskGroup(of: Void.self) { group in
                defer { for _ in 0..<names { held.signal() } }
                for number in 0..<names { group.addTask { _ = await download.allows("http://\(number).invalid/") } }
                for await _ in asked.prefix(min(names, 4)) {}
                let data = AsyncStream { stream in
                    stream.yield(ByteBuffer(string: "data"))
                    stream.finish()
                }
                let incoming = IncomingData(path: folder + "/data", limit: 100, threads: .singleton)
                return try await incoming.receive(data).size
            }
            #expect(written == 4)
        }
    }

    @Test("an address where nobody listens is named with the system's word for it")
    func nobody() async throws {
        // Nobody but the system's own services may listen on this port, and none does.
        let policy = WebDownloadPolicy(ports: [1], hosts: ["127.0.0.1"])
        let failure = await #expect(throws: ImportFailure.self) {
            try await WebDownload(policy: policy).fetch("http://127.0.0.1:1/x") { _, _ in }
        }
        let words = "127.0.0.1 does not answer (cannot connect to 127.0.0.1:1: connection refused)."
        #expect(failure?.description.hasSuffix(words) == true, "\(String(describing: failure))")
    }
}

extension ScriptedServer.Request {
    /// The port that it was sent to.
    fileprivate var port: String { headers.first(name: "Host")?.split(separator: ":").last.map(String.init) ?? "" }
}
