import Testing

extension DifferentialTests {
    /// What the service tells of itself: `/v2/info`, `/v2/tasks`, `/v2/cache`; and locations.
    @Suite struct ServiceInformation {
        static let scenarios: [Scenario] = [
            Scenario(
                "what the service can do",
                [
                    .get("/v2/info/import"),
                    .get("/v2/info/stores"),
                    .get("/v2/info/stores/detail"),
                    .get("/v2/info/stores/detail", as: .admin, differs: .storeDetails),
                    .get("/v2/info/usage"),
                    .get("/v2/info/usage", as: .admin),
                    .get("/v2/info/import", as: .nobody),
                    .get("/v2/info/stores", as: .nobody),
                    .get("/v2/info/stores/detail", as: .nobody),
                    .get("/v2/info/usage", as: .nobody),
                    .post("/v2/info/import"),
                    .post("/v2/info/stores"),
                    .post("/v2/info/stores/detail"),
                    .post("/v2/info/usage"),
                    .get("/v2/info"),
                    .get("/v2/info/nope"),
                ]),
            Scenario(
                "tasks",
                [
                    .post("/v2/images", #"{"disk_format":"raw","container_format":"bare"}"#, keep: "image"),
                    .upload("/v2/images/{image}/stage", "hello"),
                    .post("/v2/images/{image}/import", #"{"method":{"name":"glance-direct"}}"#),
                    .get("/v2/images/{image}", until: .field("os_glance_import_task", is: nil)),
                    .get(
                        "/v2/images/{image}/tasks", keep: "task", from: "tasks.0.id",
                        until: .field("tasks.0.status", is: "success")),
                    .get("/v2/tasks?limit=1", as: .admin),
                    .get("/v2/tasks/{task}", as: .admin),
                    .get("/v2/tasks?limit=1&status=success&type=api_image_import", as: .admin),
                    .get("/v2/tasks?limit=0", as: .admin),
                    .get("/v2/tasks?type=import", as: .admin),
                    .get("/v2/tasks?status=nope", as: .admin),
                    .get("/v2/tasks?type=nope", as: .admin),
                    .get("/v2/tasks?limit=x", as: .admin),
                    .get("/v2/tasks?limit=-1", as: .admin),
                    .get("/v2/tasks?marker=nope", as: .admin),
                    .get("/v2/tasks?sort_key=nope", as: .admin),
                    .get("/v2/tasks?sort_dir=nope", as: .admin),
                    .get("/v2/tasks?sort_key=created_at&sort_dir=desc&limit=1", as: .admin),
                    .get("/v2/tasks/nope", as: .admin),
                    .get("/v2/tasks"),
                    .get("/v2/tasks/nope"),
                    .get("/v2/tasks/{task}"),
                    .get("/v2/tasks", as: .nobody),
                ]),
            Scenario(
                "tasks are not made here",
                [
                    .post("/v2/tasks", #"{"type":"import","input":{}}"#, as: .admin),
                    .post("/v2/tasks", #"{"type":"nope","input":{}}"#, as: .admin),
                    .post("/v2/tasks", #"{"type":"import"}"#, as: .admin),
                    .post("/v2/tasks", #"{"input":{}}"#, as: .admin),
                    .post("/v2/tasks", "{}", as: .admin),
                    .post("/v2/tasks", "[]", as: .admin),
                    .post("/v2/tasks", "{bad", as: .admin),
                    .post("/v2/tasks", as: .admin),
                    .post(
                        "/v2/tasks",
                        #"{"type":"import","input":{"import_from":"http://127.0.0.1:1/x","import_from_format":"raw","image_properties":{}}}"#,
                        as: .admin),
                    .post("/v2/tasks", #"{"type":"import","input":{}}"#),
                    .delete("/v2/tasks/nope", as: .admin),
                    .delete("/v2/tasks/nope"),
                    .patch("/v2/tasks/nope", "[]", as: .admin),
                    .put("/v2/tasks", as: .admin),
                    .put("/v2/tasks/nope", as: .admin),
                    .post("/v2/tasks/nope", as: .admin),
                ]),
            Scenario(
                "the cache",
                [
                    .post("/v2/images", "{}", keep: "image"),
                    .get("/v2/cache", as: .admin),
                    .get("/v2/cache"),
                    .delete("/v2/cache", as: .admin),
                    .delete("/v2/cache"),
                    .put("/v2/cache/{image}", as: .admin),
                    .put("/v2/cache/{image}"),
                    .delete("/v2/cache/{image}", as: .admin),
                    .delete("/v2/cache/{image}"),
                    .put("/v2/cache/nope", as: .admin),
                    .post("/v2/cache", as: .admin),
                    .get("/v2/cache/{image}", as: .admin, differs: .orderOfMethods),
                    .get("/v2/cache", as: .nobody),
                    .get("/v2/cached_images", as: .admin),
                    .get("/v2/queued_images", as: .admin),
                    .put("/v2/queued_images/x", as: .admin),
                    .delete("/v2/cached_images", as: .admin),
                ]),
            Scenario(
                "locations",
                [
                    .post("/v2/images", #"{"disk_format":"raw","container_format":"bare"}"#, keep: "image"),
                    .get("/v2/images/{image}/locations"),
                    .get("/v2/images/{image}/locations", as: .admin),
                    .post("/v2/images/{image}/locations", #"{"url":"http://127.0.0.1/x"}"#),
                    .post("/v2/images/{image}/locations", #"{"url":"file:///etc/passwd"}"#),
                    .post("/v2/images/{image}/locations", "{}"),
                    .post("/v2/images/{image}/locations", #"{"url":5}"#),
                    .post("/v2/images/{image}/locations"),
                    .post("/v2/images/nope/locations", #"{"url":"http://127.0.0.1/x"}"#),
                    .get("/v2/images/nope/locations"),
                    .get("/v2/images/{image}/locations", as: .other),
                    .post("/v2/images/{image}/locations", #"{"url":"http://127.0.0.1/x"}"#, as: .other),
                    .get("/v2/images/{image}/locations", as: .nobody),
                    .put("/v2/images/{image}/locations", differs: .locationsCanBeRead),
                    .upload("/v2/images/{image}/file", "hello"),
                    .post("/v2/images/{image}/locations", #"{"url":"http://127.0.0.1/x"}"#),
                ]),
        ]

        @Test("the service tells of itself what Glance tells", arguments: scenarios)
        func agrees(_ scenario: Scenario) async throws {
            try await expectAgreement(on: scenario)
        }
    }
}
