import AsyncHTTPClient
import Foundation
import NIOHTTP1
import TestSupport

/// Clients that ask a service for all kinds of things at once, until it is killed.
struct CrashLoad {
    let model: CrashModel
    let definitions: Definitions
    let service: ServeProcess
    let client: HTTPClient
    /// The address of the server that data is downloaded from.
    let web: String

    private static let clients = 8

    /// Asks, and kills the service when its time has come.
    func run(for life: Duration, random: inout SplitMix) async throws {
        model.live()
        try await withThrowingDiscardingTaskGroup { group in
            for _ in 0..<Self.clients {
                let seed = random.next()
                group.addTask { await ask(SplitMix(state: seed)) }
            }
            let seed = random.next()
            group.addTask { await define(SplitMix(state: seed)) }
            try await Task.sleep(for: life)
            model.die()
            try service.send(SIGKILL)
            group.cancelAll()
        }
    }

    private func ask(_ random: SplitMix) async {
        var random = random
        while !model.isDead {
            guard let step = model.next(random: &random) else { continue }
            let pause: Duration? =
                Bool.random(using: &random) ? .milliseconds(Int.random(in: 1...8, using: &random)) : nil
            do {
                try await take(step, pause)
            } catch {
                if !model.isDead { model.violate("\(step) was not answered: \(error)") }
                return
            }
        }
    }

    /// Changes metadata definitions, one after the other.
    private func define(_ random: SplitMix) async {
        var random = random
        while !model.isDead {
            let step = definitions.next(random: &random)
            do {
                let status = try await step.send(to: service, by: client)
                if !(200..<300 ~= status) { return model.violate("\(step) was answered \(status)") }
                definitions.acknowledge()
            } catch {
                if !model.isDead { model.violate("\(step) was not answered: \(error)") }
                return
            }
        }
    }

    private func take(_ step: Step, _ pause: Duration?) async throws {
        if let change = step.change {
            let status = try await change.send(to: service, of: step.id, step.data, pause: pause, web: web, by: client)
            model.answered(step, status: status)
        } else {
            let reply = try await service.send(.GET, "/v2/images/\(step.id)", by: client)
            if reply.status == 200, reply.fields["os_glance_import_task"] == nil { model.imported(step.id) }
        }
    }
}
