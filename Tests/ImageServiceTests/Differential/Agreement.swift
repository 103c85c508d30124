import Testing

@testable import ImageService

/// Plays a scenario on Glance and on a service of ours, and records each step at which they part.
func expectAgreement(on scenario: Scenario) async throws {
    let reference = try await Reference.running.value
    let glance = try await Player.play(scenario, at: reference.url, reference)
    let ours = try await TestService.use(
        authentication: .tokens(reference.identities), stores: ["fast", "cheap"]
    ) { service in
        try await Player.play(scenario, at: service.url, reference)
    }
    for (index, request) in scenario.requests.enumerated() {
        let complaints = Comparison(glance: glance[index], ours: ours[index]).complaints(intended: request.intended)
        if !complaints.isEmpty {
            Issue.record("step \(index + 1), \(request)\n    \(complaints.joined(separator: "\n    "))")
        }
    }
}
