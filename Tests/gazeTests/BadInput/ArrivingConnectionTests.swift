import Foundation
import TestSupport
import Testing

/// Connections that come at the very moment when the service is asked to end.
@Suite(.atMost(1, of: "tests of thousands of connections"), .serialized, .timeLimit(.minutes(10)))
struct ArrivingConnectionTests {
    private static let rounds = 24
    /// More than are taken while the signal is on its way.
    private static let count = 1500

    @Test("a service that is asked to end while connections come ends well, however many it has taken")
    func ending() async throws {
        try #require(OpenSockets.available() > Self.count, "the limit of descriptors is too low")
        for round in 0..<Self.rounds {
            try await TestFolder.use { folder in
                let sockets = OpenSockets()
                let ended = try await ServeProcess.use(in: folder) { service in
                    // Some have been taken when the signal comes, some wait in the kernel, and some come after it.
                    let before = Self.count * (round + 1) / (Self.rounds + 1)
                    for number in 0..<before {
                        try #require(sockets.open(port: service.port))
                        guard number.isMultiple(of: 3) else { continue }
                        sockets.send("GET /v2/images HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    }
                    try service.send(SIGTERM)
                    for _ in before..<Self.count { try #require(sockets.open(port: service.port)) }
                }
                #expect(ended == 0, "round \(round)")
                sockets.close()
            }
        }
    }
}
