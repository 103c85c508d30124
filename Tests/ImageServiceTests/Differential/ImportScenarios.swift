import Testing

extension DifferentialTests {
    /// `/v2/images/{id}/import`, its tasks, and the stores.
    @Suite struct Import {
        static let scenarios: [Scenario] = [
            Scenario(
                "what an import asks for",
                [
                    .post("/v2/images", #"{"disk_format":"raw","container_format":"bare"}"#, keep: "image"),
                    .post("/v2/images/{image}/import"),
                    .post("/v2/images/{image}/import", "{bad"),
                    .post("/v2/images/{image}/import", #""x""#),
                    .post("/v2/images/{image}/import", "[]", differs: .badInput),
                    .post("/v2/images/{image}/import", "{}"),
                    .post("/v2/images/{image}/import", #"{"method":{}}"#),
                    .post("/v2/images/{image}/import", #"{"method":"glance-direct"}"#, differs: .badInput),
                    .post("/v2/images/{image}/import", #"{"method":null}"#, differs: .badInput),
                    .post("/v2/images/{image}/import", #"{"method":{"name":"nope"}}"#),
                    .post("/v2/images/{image}/import", #"{"method":{"name":5}}"#),
                    .post("/v2/images/{image}/import", #"{"method":{"name":"glance-download"}}"#),
                    .post("/v2/images/{image}/import", #"{"method":{"name":"glance-direct"}}"#),
                    .post("/v2/images/{image}/import", #"{"method":{"name":"copy-image"}}"#),
                    .post("/v2/images/{image}/import", #"{"method":{"name":"web-download"}}"#),
                    .post("/v2/images/{image}/import", #"{"method":{"name":"web-download","uri":""}}"#),
                    .post(
                        "/v2/images/{image}/import", #"{"method":{"name":"web-download","uri":5}}"#, differs: .badInput),
                    .post(
                        "/v2/images/{image}/import", #"{"method":{"name":"web-download","uri":"file:///etc/passwd"}}"#),
                    .post(
                        "/v2/images/{image}/import", #"{"method":{"name":"web-download","uri":"ftp://example.org/x"}}"#),
                    .post(
                        "/v2/images/{image}/import", #"{"method":{"name":"web-download","uri":"http://127.0.0.1/x"}}"#),
                    .post(
                        "/v2/images/{image}/import", #"{"method":{"name":"web-download","uri":"http://localhost:9/x"}}"#
                    ),
                    .post(
                        "/v2/images/{image}/import",
                        #"{"method":{"name":"web-download","uri":"http://169.254.169.254/x"}}"#),
                    .post("/v2/images/{image}/import", #"{"method":{"name":"web-download","uri":"http://[::1]/x"}}"#),
                    .post(
                        "/v2/images/{image}/import",
                        #"{"method":{"name":"web-download","uri":"http://127.0.0.1:22/x"}}"#),
                    .post("/v2/images/{image}/import", #"{"method":{"name":"web-download","uri":"nonsense"}}"#),
                    .post("/v2/images/{image}/import", #"{"method":{"name":"glance-direct"},"all_stores":"yes"}"#),
                    .post(
                        "/v2/images/{image}/import",
                        #"{"method":{"name":"glance-direct"},"all_stores_must_succeed":"yes"}"#),
                    .post(
                        "/v2/images/{image}/import",
                        #"{"method":{"name":"web-download","uri":"http://127.0.0.1/x"},"stores":["nope"]}"#),
                    .post("/v2/images/{image}/import", #"{"method":{"name":"glance-direct"}}"#, as: .other),
                    .post("/v2/images/{image}/import", #"{"method":{"name":"glance-direct"}}"#, as: .nobody),
                    .post("/v2/images/nope/import", #"{"method":{"name":"glance-direct"}}"#),
                    .get("/v2/images/{image}/import"),
                    .put("/v2/images/{image}/import", "{}"),
                    .get("/v2/images/{image}/tasks"),
                    .get("/v2/images/{image}/tasks", as: .other),
                    .get("/v2/images/{image}/tasks", as: .nobody),
                    .get("/v2/images/nope/tasks"),
                    .post("/v2/images/{image}/tasks", "{}"),
                ]),
            Scenario(
                "staged data",
                [
                    .post("/v2/images", #"{"disk_format":"raw","container_format":"bare"}"#, keep: "image"),
                    .upload("/v2/images/{image}/stage", "hello"),
                    .post("/v2/images/{image}/import", #"{"method":{"name":"glance-direct"},"stores":["nope"]}"#),
                    .post(
                        "/v2/images/{image}/import", #"{"method":{"name":"glance-direct"},"stores":["fast","nope"]}"#),
                    .post(
                        "/v2/images/{image}/import",
                        #"{"method":{"name":"glance-direct"},"all_stores":true,"stores":["fast"]}"#),
                    .post(
                        "/v2/images/{image}/import", #"{"method":{"name":"glance-direct"},"all_stores":true}"#,
                        headers: ["x-image-meta-store": "fast"]),
                    .post(
                        "/v2/images/{image}/import", #"{"method":{"name":"glance-direct"},"stores":["fast"]}"#,
                        headers: ["x-image-meta-store": "fast"]),
                    .post(
                        "/v2/images/{image}/import", #"{"method":{"name":"glance-direct"}}"#,
                        headers: ["x-image-meta-store": "nope"]),
                    .post(
                        "/v2/images/{image}/import", #"{"method":{"name":"web-download","uri":"http://127.0.0.1/x"}}"#),
                    .post("/v2/images/{image}/import", #"{"method":{"name":"glance-direct"}}"#),
                    .get("/v2/images/{image}", until: .field("os_glance_import_task", is: nil)),
                    .get("/v2/images/{image}/tasks", until: .field("tasks.0.status", is: "success")),
                    .get("/v2/images/{image}"),
                    .get("/v2/images/{image}/file"),
                    .get("/v2/images/{image}/tasks", as: .other),
                    .get("/v2/images/{image}/tasks", as: .admin),
                    .post("/v2/images/{image}/import", #"{"method":{"name":"glance-direct"}}"#),
                    .post(
                        "/v2/images/{image}/import", #"{"method":{"name":"web-download","uri":"http://127.0.0.1/x"}}"#),
                ]),
            Scenario(
                "staged data without formats",
                [
                    .post("/v2/images", "{}", keep: "neither"),
                    .upload("/v2/images/{neither}/stage", "hello"),
                    .post("/v2/images/{neither}/import", #"{"method":{"name":"glance-direct"}}"#),
                    .post("/v2/images", #"{"container_format":"bare"}"#, keep: "container"),
                    .upload("/v2/images/{container}/stage", "hello"),
                    .post("/v2/images/{container}/import", #"{"method":{"name":"glance-direct"}}"#),
                    .post(
                        "/v2/images", #"{"disk_format":"raw","container_format":"bare","visibility":"community"}"#,
                        keep: "community"),
                    .upload("/v2/images/{community}/stage", "hello"),
                    .post("/v2/images/{community}/import", #"{"method":{"name":"glance-direct"}}"#, as: .other),
                ]),
            Scenario(
                "several stores",
                [
                    .post("/v2/images", #"{"disk_format":"raw","container_format":"bare"}"#, keep: "header"),
                    .upload("/v2/images/{header}/stage", "hello"),
                    .post(
                        "/v2/images/{header}/import", #"{"method":{"name":"glance-direct"}}"#,
                        headers: ["x-image-meta-store": "cheap"]),
                    .get("/v2/images/{header}", until: .field("os_glance_import_task", is: nil)),
                    .get("/v2/images/{header}/tasks", until: .field("tasks.0.status", is: "success")),
                    .post("/v2/images", #"{"disk_format":"raw","container_format":"bare"}"#, keep: "both"),
                    .upload("/v2/images/{both}/stage", "hello"),
                    .post(
                        "/v2/images/{both}/import", #"{"method":{"name":"glance-direct"},"stores":["cheap","fast"]}"#),
                    .get("/v2/images/{both}", until: .field("os_glance_import_task", is: nil)),
                    .get("/v2/images/{both}/tasks", until: .field("tasks.0.status", is: "success")),
                    .post("/v2/images", #"{"disk_format":"raw","container_format":"bare"}"#, keep: "all"),
                    .upload("/v2/images/{all}/stage", "hello"),
                    .post(
                        "/v2/images/{all}/import",
                        #"{"method":{"name":"glance-direct"},"all_stores":true,"all_stores_must_succeed":false}"#),
                    .get("/v2/images/{all}", until: .field("os_glance_import_task", is: nil)),
                    .get("/v2/images/{all}/tasks", until: .field("tasks.0.status", is: "success")),
                ]),
            Scenario(
                "copies and their removal",
                [
                    .post("/v2/images", #"{"disk_format":"raw","container_format":"bare"}"#, keep: "image"),
                    .upload("/v2/images/{image}/file", "hello"),
                    .post("/v2/images/{image}/import", #"{"method":{"name":"copy-image"},"stores":["cheap"]}"#),
                    .post(
                        "/v2/images/{image}/import", #"{"method":{"name":"copy-image"},"stores":["fast"]}"#, as: .admin),
                    .post(
                        "/v2/images/{image}/import", #"{"method":{"name":"copy-image"},"stores":["nope"]}"#, as: .admin),
                    .post("/v2/images/{image}/import", #"{"method":{"name":"copy-image"}}"#, as: .admin),
                    .post(
                        "/v2/images/{image}/import", #"{"method":{"name":"copy-image"},"all_stores":true}"#, as: .admin),
                    .get("/v2/images/{image}", as: .admin, until: .field("os_glance_import_task", is: nil)),
                    .get("/v2/images/{image}/tasks", as: .admin, until: .field("tasks.0.status", is: "success")),
                    .get("/v2/images/{image}/tasks"),
                    .post(
                        "/v2/images/{image}/import", #"{"method":{"name":"copy-image"},"all_stores":true}"#, as: .admin),
                    .post(
                        "/v2/images/{image}/import", #"{"method":{"name":"copy-image"},"stores":["cheap"]}"#, as: .admin
                    ),
                    .delete("/v2/stores/nope/{image}"),
                    .delete("/v2/stores/cheap/nope"),
                    .delete("/v2/stores/cheap/{image}", as: .other),
                    .delete("/v2/stores/cheap/{image}", as: .nobody),
                    .delete("/v2/stores/cheap/{image}"),
                    .delete("/v2/stores/nope/{image}", as: .admin),
                    .get("/v2/stores/fast/{image}", as: .admin),
                    .get("/v2/stores", as: .admin),
                    .get("/v2/stores/fast", as: .admin),
                    .delete("/v2/stores/fast/{image}", as: .admin),
                    .get("/v2/images/{image}", as: .admin),
                    .get("/v2/images/{image}/file"),
                    .delete("/v2/stores/fast/{image}", as: .admin),
                    .delete("/v2/stores/cheap/{image}", as: .admin),
                    .post("/v2/images/{image}/actions/deactivate", as: .admin),
                    .delete("/v2/stores/cheap/{image}", as: .admin),
                    .post(
                        "/v2/images/{image}/import", #"{"method":{"name":"copy-image"},"stores":["fast"]}"#, as: .admin),
                    .post("/v2/images", "{}", keep: "queued"),
                    .delete("/v2/stores/fast/{queued}", as: .admin),
                    .post("/v2/images", #"{"visibility":"community"}"#, keep: "community"),
                    .delete("/v2/stores/fast/{community}", as: .other),
                    .delete("/v2/stores/fast/{community}"),
                ]),
            Scenario(
                "an import of nothing",
                [
                    .post("/v2/images", #"{"disk_format":"raw","container_format":"bare"}"#, keep: "image"),
                    .upload("/v2/images/{image}/stage", ""),
                    .post("/v2/images/{image}/import", #"{"method":{"name":"glance-direct"}}"#),
                    .get("/v2/images/{image}", until: .field("os_glance_import_task", is: nil)),
                    .get("/v2/images/{image}/tasks", until: .field("tasks.0.status", is: "success")),
                ]),
            Scenario(
                "staged data of another format",
                [
                    .post("/v2/images", #"{"disk_format":"qcow2","container_format":"bare"}"#, keep: "image"),
                    .upload("/v2/images/{image}/stage", "hello"),
                    .post("/v2/images/{image}/import", #"{"method":{"name":"glance-direct"}}"#),
                    .get(
                        "/v2/images/{image}/tasks", until: .field("tasks.0.status", is: "failure"),
                        differs: .reasonOfFailure),
                    .get(
                        "/v2/images/{image}", until: .field("os_glance_import_task", is: nil), differs: .stuckImport),
                    .delete("/v2/images/{image}"),
                    .post("/v2/images", #"{"disk_format":"qcow2","container_format":"bare"}"#, keep: "both"),
                    .upload("/v2/images/{both}/stage", "hello"),
                    .post(
                        "/v2/images/{both}/import",
                        #"{"method":{"name":"glance-direct"},"all_stores":true,"all_stores_must_succeed":false}"#),
                    .get("/v2/images/{both}", until: .field("os_glance_import_task", is: nil)),
                    .get(
                        "/v2/images/{both}/tasks", until: .field("tasks.0.status", is: "failure"),
                        differs: .reasonOfFailure),
                    .get("/v2/images/{both}"),
                ]),
        ]

        @Test("images are imported, copied and removed as Glance does it", arguments: scenarios)
        func agrees(_ scenario: Scenario) async throws {
            try await expectAgreement(on: scenario)
        }
    }
}
