import Foundation
import TestSupport
import Testing

/// Requests that are right but for something, by the thousand: each is answered, never with a 5xx, and what is refused
/// is told why.
@Suite(.atMost(3, of: "terminals"), .timeLimit(.minutes(10))) struct FuzzTests {
    private static let count = 600

    @Test("what is wrong with a request is told, and the next one is answered", arguments: Fuzz.allCases)
    func requests(kind: Fuzz) async throws {
        try await FuzzTarget.use { target in
            var random = SplitMix(state: Seed.value)
            let requests = (0..<Self.count).map { _ in kind.request(at: target.place, &random) }
            let faults = await Self.faults(requests) { await target.fault(of: $0) }
            try Self.judge(faults)
        }
    }

    @Test("bytes that are nearly HTTP are answered, and the connection is closed")
    func framing() async throws {
        try await FuzzTarget.use { target in
            var random = SplitMix(state: Seed.value)
            let requests = (0..<Self.count).map { _ in FuzzedFraming.bytes(at: target.place, &random) }
            let faults = await Self.faults(requests.map(Raw.init)) { await target.fault(ofBytes: $0.bytes) }
            try Self.judge(faults)
        }
    }

    private static func judge(_ faults: [String]) throws {
        // The first few tell enough.
        let told = faults.prefix(5).joined(separator: "\n")
        try #require(told.isEmpty, "\(faults.count) at least, \(Seed.advice())")
    }

    private struct Raw: CustomStringConvertible, Sendable {
        let bytes: [UInt8]
        var description: String { FuzzedRequest.shown(bytes) }
    }

    /// Tries requests, a few at once, and returns the first few that something is wrong with.
    private static func faults<Request: Sendable & CustomStringConvertible>(
        _ requests: [Request], _ check: @Sendable @escaping (Request) async -> String?
    ) async -> [String] {
        await withTaskGroup(of: String?.self) { group in
            var faults: [String] = []
            var running = 0
            for request in requests where faults.count < 20 {
                if running == 8, let fault = await group.next() {
                    if let fault { faults.append(fault) }
                    running -= 1
                }
                group.addTask { await check(request).map { "\($0) — \(request)" } }
                running += 1
            }
            return await group.reduce(into: faults) { if let fault = $1 { $0.append(fault) } }
        }
    }
}
