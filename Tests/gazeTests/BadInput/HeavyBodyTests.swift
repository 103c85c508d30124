import Foundation
import NIOCore
import NIOHTTP1
import TestSupport
import Testing

/// Bodies that cost the sender little and could cost the service much.
@Suite(.atMost(3, of: "terminals"), .timeLimit(.minutes(10))) struct HeavyBodyTests {
    @Test(
        "a heavy body is refused in a few words, in little memory, and others are answered meanwhile",
        arguments: ["as it is", "as a value"])
    func oneAfterTheOther(place: String) async throws {
        try await FuzzTarget.use { target in
            let faults = await withTaskGroup(of: [String].self) { group in
                group.addTask { await Self.watch(target) }
                var faults: [String] = []
                let resources = FuzzedBody.resources(at: target.place)
                for (number, body) in HeavyBody.all.enumerated() {
                    let resource = resources[number % resources.count]
                    let request = Self.request(resource, body, isValue: place == "as a value")
                    if let fault = await Self.fault(of: request, target) {
                        faults.append("\(body) for \(resource.path): \(fault)")
                    }
                }
                group.cancelAll()
                return await group.reduce(into: faults) { $0 += $1 }
            }
            #expect(faults.isEmpty, "\(faults.count): \(faults.prefix(30).joined(separator: "\n"))")
        }
    }

    @Test("heavy bodies that come at once take no more memory than a few do")
    func atOnce() async throws {
        try await FuzzTarget.use(memory: 400 << 20) { target in
            let resource = FuzzedBody.resources(at: target.place)[0]
            let faults = await withTaskGroup(of: String?.self) { group in
                for body in HeavyBody.all {
                    group.addTask { await Self.fault(of: Self.request(resource, body, isValue: false), target) }
                }
                return await group.reduce(into: [String]()) { if let fault = $1 { $0.append(fault) } }
            }
            #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
        }
    }

    private static func request(_ resource: FuzzedBody.Resource, _ body: HeavyBody, isValue: Bool) -> FuzzedRequest {
        var bytes = body.bytes
        if isValue {
            let parts = resource.text.split(separator: "%", omittingEmptySubsequences: false)
            bytes = Array(parts[0].utf8) + bytes
            for (part, value) in zip(parts.dropFirst(), resource.values.dropFirst() + [""]) {
                bytes += Array((part + value).utf8)
            }
        }
        return FuzzedRequest(
            method: resource.method, target: Array(resource.path.utf8),
            headers: [("Content-Type", Array(resource.type.utf8)), ("Accept", Array("application/json".utf8))],
            body: bytes)
    }

    private static func fault(of request: FuzzedRequest, _ target: FuzzTarget) async -> String? {
        do {
            return try await RawConnection.use(port: target.service.port) { connection in
                try? await connection.send(request.bytes)
                guard let reply = try await connection.reply(within: .seconds(300)) else { return "there is no answer" }
                if reply.body.count > 1 << 16 { return "the answer has \(reply.body.count) bytes" }
                return FuzzJudge.fault(in: reply, to: request.method)
            }
        } catch {
            return "\(error)"
        }
    }

    /// Asks for something small all the time until it is cancelled, and notes when it is not answered.
    private static func watch(_ target: FuzzTarget) async -> [String] {
        var faults: [String] = []
        while !Task.isCancelled {
            do {
                let status = try await target.service.send(.GET, "/v2/images?limit=1").status
                if status != 200 { faults.append("somebody else is answered \(status)") }
            } catch {
                if !Task.isCancelled { faults.append("somebody else is not answered: \(error)") }
            }
            // One who asks all the time would be a load, and no witness.
            do { try await Task.sleep(for: .milliseconds(100)) } catch { break }
        }
        return faults
    }
}
