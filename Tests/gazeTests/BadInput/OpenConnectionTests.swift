import Foundation
import NIOHTTP1
import TestSupport
import Testing

/// Connections that are opened and left, by the thousand.
@Suite(.atMost(1, of: "tests of thousands of connections"), .serialized, .timeLimit(.minutes(20)))
struct OpenConnectionTests {
    private static let wanted = 10_000

    @Test("ten thousand connections that are opened and left hold nobody up, and what they take is given back")
    func tenThousand() async throws {
        let count = min(Self.wanted, OpenSockets.available() - 500)
        #expect(
            count == Self.wanted, "only \(count) connections could be opened: the limit of descriptors is too low")
        try await TestFolder.use { folder in
            let ended = try await ServeProcess.use(in: folder) { service in
                let before = try Self.descriptors(of: service)
                var memory: [Int] = []
                for _ in 0..<3 {
                    try await Self.leave(count, open: service)
                    try await wait(for: "descriptors given back", seconds: 120) {
                        try Self.descriptors(of: service) <= before + 20
                    }
                    memory.append(try Memory.resident(of: service.processID))
                }
                let peak = try service.peakMemory
                #expect(peak < 500 << 20, "at most \(peak >> 20) MiB were in memory")
                // What is given back is used again. The allocator takes a few times to have all that it will keep; connections
                // that stay take 25 KiB each, of which this would be a fifth.
                #expect(memory[2] < memory[0] + 100 << 20, "\(memory.map { $0 >> 20 }) MiB after each time")
            }
            #expect(ended == 0)
        }
    }

    @Test(
        "where there are few descriptors, connections that are left make room for others", arguments: [128, 256, 1024])
    func fewDescriptors(limit: Int) async throws {
        _ = OpenSockets.available()
        try await TestFolder.use { folder in
            let ended = try await ServeProcess.use(in: folder, descriptors: limit) { service in
                try await Self.leave(3 * limit, open: service)
                try await wait(for: "descriptors given back", seconds: 120) {
                    try Self.descriptors(of: service) < 100
                }
            }
            #expect(ended == 0)
        }
    }

    /// Opens connections, leaves them, asks for something meanwhile, and closes them.
    private static func leave(_ count: Int, open service: ServeProcess) async throws {
        let sockets = OpenSockets()
        for number in 0..<count {
            try #require(sockets.open(port: service.port))
            // As fast as they are taken: the system holds so many until then, and no more.
            try await wait(for: "connection \(number)") { sockets.isLastConnected }
            // Some say nothing, some begin to, and some have been answered and do not listen.
            switch number % 3 {
            case 1: sockets.send("GET /v2/ima")
            case 2: sockets.send("GET /v2/images HTTP/1.1\r\nHost: localhost\r\n\r\n")
            default: break
            }
        }
        for _ in 0..<20 {
            #expect(try await service.send(.GET, "/v2/images?limit=1").status == 200)
        }
        // Once all have been taken, nobody asks for anything, nor once all have been closed.
        try await rest(service)
        sockets.close()
        try await rest(service)
    }

    private static func rest(_ service: ServeProcess) async throws {
        try await wait(for: "a second of rest", seconds: 120) {
            let before = try service.processorTime
            // The stretch of time that the work is measured in.
            try await Task.sleep(for: .seconds(1))
            return try service.processorTime - before < .milliseconds(100)
        }
    }

    private static func descriptors(of service: ServeProcess) throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/\(service.processID)/fd").count
    }
}
