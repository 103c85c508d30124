import Testing

extension DifferentialTests {
    /// `/v2/images/{id}/tags`.
    @Suite struct ImageTag {
        static let scenarios: [Scenario] = [
            Scenario(
                "tags",
                [
                    .post("/v2/images", #"{"tags":["x"]}"#, keep: "image"),
                    .put("/v2/images/{image}/tags/y"),
                    .put("/v2/images/{image}/tags/y"),
                    .put("/v2/images/{image}/tags/z", "{}"),
                    .put("/v2/images/{image}/tags/z", #"{"a":5}"#),
                    .put("/v2/images/{image}/tags/z", "{bad"),
                    .put("/v2/images/{image}/tags/a%20b"),
                    .put("/v2/images/{image}/tags/a%2Fb"),
                    .put("/v2/images/{image}/tags/a/b"),
                    .put(#"/v2/images/{image}/tags/\#(String(repeating: "x", count: 255))"#),
                    .put(#"/v2/images/{image}/tags/\#(String(repeating: "x", count: 256))"#),
                    .put("/v2/images/{image}/tags/"),
                    .put("/v2/images/{image}/tags"),
                    .get("/v2/images/{image}/tags"),
                    .get("/v2/images/{image}/tags/x"),
                    .post("/v2/images/{image}/tags/x"),
                    .get("/v2/images/{image}"),
                    .put("/v2/images/{image}/tags/y", as: .other),
                    .delete("/v2/images/{image}/tags/y", as: .other),
                    .put("/v2/images/{image}/tags/y", as: .nobody),
                    .put("/v2/images/nope/tags/y"),
                    .delete("/v2/images/nope/tags/y"),
                    .delete("/v2/images/{image}/tags/nope"),
                    .delete("/v2/images/{image}/tags/Y"),
                    .delete("/v2/images/{image}/tags/y"),
                    .delete("/v2/images/{image}/tags/y"),
                    .delete("/v2/images/{image}/tags/a%20b"),
                    .delete("/v2/images/{image}/tags/a%2Fb"),
                    .put("/v2/images/{image}/tags/q", as: .admin),
                    .delete("/v2/images/{image}/tags/q", as: .admin),
                    .delete(#"/v2/images/{image}/tags/\#(String(repeating: "x", count: 256))"#),
                    .post("/v2/images", #"{"visibility":"community","tags":["x"]}"#, keep: "community"),
                    .put("/v2/images/{community}/tags/y", as: .other),
                    .delete("/v2/images/{community}/tags/x", as: .other),
                    .delete("/v2/images/{community}/tags/nope", as: .other),
                    .post("/v2/images", #"{"tags":[\#(series(128) { #""t\#($0)""# })]}"#, keep: "full"),
                    .put("/v2/images/{full}/tags/one"),
                    .put("/v2/images/{full}/tags/t0"),
                ]),
            Scenario(
                "a tag beyond ASCII",
                [
                    .post("/v2/images", "{}", keep: "image"),
                    .put("/v2/images/{image}/tags/%C3%A9"),
                    .get("/v2/images/{image}", differs: .latinTag),
                    .delete("/v2/images/{image}/tags/%C3%A9"),
                    .get("/v2/images/{image}"),
                ]),
        ]

        @Test("tags come and go as Glance's do", arguments: scenarios)
        func agrees(_ scenario: Scenario) async throws {
            try await expectAgreement(on: scenario)
        }
    }
}
