import Testing

extension DifferentialTests {
    /// `/v2/images/{id}/actions`.
    @Suite struct Action {
        static let scenarios: [Scenario] = [
            Scenario(
                "deactivate and reactivate",
                [
                    .post("/v2/images", #"{"disk_format":"raw","container_format":"bare"}"#, keep: "image"),
                    .post("/v2/images/{image}/actions/deactivate"),
                    .post("/v2/images/{image}/actions/deactivate", as: .admin),
                    .post("/v2/images/{image}/actions/reactivate", as: .admin),
                    .upload("/v2/images/{image}/file", "hello"),
                    .post("/v2/images/{image}/actions/reactivate", as: .admin),
                    .post("/v2/images/{image}/actions/deactivate"),
                    .post("/v2/images/{image}/actions/deactivate", as: .other),
                    .post("/v2/images/{image}/actions/deactivate", as: .nobody),
                    .post("/v2/images/nope/actions/deactivate", as: .admin),
                    .post("/v2/images/nope/actions/reactivate", as: .admin),
                    .post("/v2/images/{image}/actions/deactivate", #"{"a":1}"#, as: .admin),
                    .post("/v2/images/{image}/actions/deactivate", "{bad", as: .admin),
                    .get("/v2/images/{image}", as: .admin),
                    .get("/v2/images/{image}"),
                    .post("/v2/images/{image}/actions/deactivate", as: .admin),
                    .get("/v2/images/{image}/file"),
                    .get("/v2/images/{image}/file", as: .admin),
                    .upload("/v2/images/{image}/file", "again"),
                    .post("/v2/images/{image}/actions/reactivate"),
                    .post("/v2/images/{image}/actions/reactivate", as: .admin),
                    .post("/v2/images/{image}/actions/reactivate", as: .admin),
                    .get("/v2/images/{image}/file"),
                    .get("/v2/images/{image}"),
                    .post("/v2/images/{image}/actions/nope", as: .admin),
                    .get("/v2/images/{image}/actions/deactivate", as: .admin),
                    .put("/v2/images/{image}/actions/deactivate", as: .admin),
                    .get("/v2/images/{image}/actions", as: .admin),
                    .post("/v2/images", #"{"visibility":"community"}"#, keep: "community"),
                    .post("/v2/images/{community}/actions/deactivate", as: .other),
                    .post("/v2/images/{community}/actions/deactivate", "", as: .admin),
                ]),
            Scenario(
                "a record that changes while it is deactivated",
                [
                    .post("/v2/images", #"{"disk_format":"raw","container_format":"bare"}"#, keep: "image"),
                    .upload("/v2/images/{image}/file", "hello"),
                    .post("/v2/images/{image}/actions/deactivate", as: .admin),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/name","value":"off"}]"#),
                    .post("/v2/images/{image}/actions/reactivate", as: .admin),
                    .get("/v2/images/{image}"),
                    .get("/v2/images/{image}/file"),
                ]),
        ]

        @Test("images are deactivated and reactivated as Glance does it", arguments: scenarios)
        func agrees(_ scenario: Scenario) async throws {
            try await expectAgreement(on: scenario)
        }
    }
}
