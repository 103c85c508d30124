import AsyncHTTPClient
import Foundation
import ScriptedServer
import TestSupport
import Testing

/// `gaze serve` is killed (SIGKILL) at random moments of a load, and what the next one finds is compared with what the
/// clients were told.
@Suite(.atMost(3, of: "terminals"), .timeLimit(.minutes(20))) struct CrashTests {
    private static let rounds = 100

    @Test("what was acknowledged outlives a hundred sudden ends, and nothing half-done is left")
    func sudden() async throws {
        let seed = Seed.value
        var random = SplitMix(state: seed)
        let model = CrashModel(random: &random)
        let (start, definitions) = (random, Definitions())
        var settings = HTTPClient.Configuration()
        settings.connectionPool.retryConnectionEstablishment = false
        settings.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 16
        let client = HTTPClient(configuration: settings)
        do {
            try await TestFolder.use { folder in
                try await ScriptedServer.use { request, _ in
                    guard let data = WebText(path: request.path) else { return .answer(404) }
                    return .answer(200, body: data.text)
                } while: { web in
                    var random = start
                    for round in 0...Self.rounds {
                        try await Self.round(round, in: folder, model, definitions, client, web, random: &random)
                        try #require(
                            model.violations.isEmpty, "round \(round), \(Seed.advice(seed)): \(model.violations)")
                    }
                }
            }
        } catch {
            try await client.shutdown()
            throw error
        }
        try await client.shutdown()
        let tally = model.tally
        let kinds = [
            "create", "patch", "tag", "untag", "share", "answer", "unshare", "upload", "stage", "importStaged",
            "importWeb", "copy", "removeData", "deactivate", "reactivate", "delete",
        ]
        for kind in kinds { #expect(tally.acknowledged[kind, default: 0] > 0, "no \(kind) was acknowledged") }
        for kind in ["define", "describe", "tag", "forget"] {
            #expect(definitions.acknowledged[kind, default: 0] > 0, "no \(kind) was acknowledged")
        }
        // Some of what was cut off had been done, and some had not.
        #expect(tally.made > 0 && tally.unmade > 0, "\(tally)")
    }

    /// Starts a service, checks what it finds, and, but for the last time, kills it under load.
    private static func round(
        _ round: Int, in folder: TestFolder, _ model: CrashModel, _ definitions: Definitions, _ client: HTTPClient,
        _ web: ScriptedServer, random: inout SplitMix
    ) async throws {
        let stores = Dictionary(uniqueKeysWithValues: CrashModel.stores.map { ($0, "\(folder.path)/\($0)") })
        let options =
            CrashModel.stores.flatMap { ["--store", "\($0)=\(folder.path)/\($0)"] }
            + ["--import-host", "127.0.0.1", "--import-port", "\(web.port)"]
        // Now and then it is killed as it starts, in the middle of what it makes good.
        if Int.random(in: 0..<5, using: &random) == 0 {
            let life = Double.random(in: 0.02...0.4, using: &random)
            let ended = try await ServeProcess.kill(in: folder, options, after: .seconds(life))
            #expect(ended == -SIGKILL)
        }
        let ended = try await ServeProcess.use(in: folder, options) { service in
            let check = CrashCheck(
                model: model, definitions: definitions, service: service, client: client, data: folder.path + "/data",
                stores: stores)
            try await check.run()
            guard round < rounds, model.violations.isEmpty else { return }
            let life = Duration.milliseconds(Int.random(in: 150...850, using: &random))
            let load = CrashLoad(
                model: model, definitions: definitions, service: service, client: client, web: web.url)
            try await load.run(for: life, random: &random)
        }
        #expect(ended == (round < rounds ? -SIGKILL : 0) || !model.violations.isEmpty)
    }
}
