import Testing

@testable import ImageService

/// Plays a scenario on Glance and on a service of ours, and records each step at which they part.
///
/// - Parameter isCapped: whether both take no more than a few bytes of an image.
func expectAgreement(on scenario: Scenario, isCapped: Bool = false) async throws {
    let reference = try await Reference.running.value
    let glance = try await playOnGlance(scenario, isCapped ? reference.capped.url : reference.url, reference)
    let ours = try await TestService.use(
        authentication: .tokens(reference.identities), stores: ["fast", "cheap"],
        adjust: { if isCapped { $0.imageSizeCap = reference.capped.imageSizeCap } }
    ) { service in
        try await Player.play(scenario, at: service.url, reference).answers
    }
    for (index, request) in scenario.requests.enumerated() {
        let complaints = Comparison(glance: glance[index], ours: ours[index]).complaints(intended: request.intended)
        if !complaints.isEmpty {
            Issue.record("step \(index + 1), \(request)\n    \(complaints.joined(separator: "\n    "))")
        }
    }
}

/// What Glance answers when it is left in peace: on SQLite it fails with 500 where other tests write at the same moment, and
/// then the scenario begins anew. A failure that is Glance's own comes each time, and is compared like any answer.
private func playOnGlance(_ scenario: Scenario, _ url: String, _ reference: Reference) async throws -> [Answer] {
    for _ in 1..<8 {
        let recording = try await Player.play(scenario, at: url, reference)
        if !recording.isDisturbed { return recording.answers }
    }
    return try await Player.play(scenario, at: url, reference).answers
}
