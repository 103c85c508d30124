import Testing

extension DifferentialTests {
    /// `/v2/images/{id}/file` and `/v2/images/{id}/stage`.
    @Suite struct ImageData {
        private static let signed = """
            {"disk_format":"raw","container_format":"bare","img_signature":"AAAA","img_signature_hash_method":"SHA-256",
            "img_signature_key_type":"RSA-PSS",
            "img_signature_certificate_uuid":"b2173dd3-7ad6-4362-baa6-a68bce3565cb"}
            """

        static let scenarios: [Scenario] = [
            Scenario(
                "an upload and a download",
                [
                    .post("/v2/images", #"{"disk_format":"raw","container_format":"bare"}"#, keep: "image"),
                    .get("/v2/images/{image}/file"),
                    .upload("/v2/images/{image}/file", "hello"),
                    .get("/v2/images/{image}"),
                    .get("/v2/images/{image}/file"),
                    .get("/v2/images/{image}/file", as: .admin),
                    .get("/v2/images/{image}/file", as: .other),
                    .get("/v2/images/{image}/file", as: .nobody),
                    .upload("/v2/images/{image}/file", "again"),
                    .get("/v2/images/{image}/file", headers: ["If-None-Match": "x"]),
                    .get("/v2/images/{image}/file?store=cheap"),
                    .get("/v2/images/nope/file"),
                    .delete("/v2/images/{image}"),
                    .get("/v2/images/{image}/file"),
                    .upload("/v2/images/{image}/file", "again"),
                ]),
            Scenario(
                "ranges",
                [
                    .post("/v2/images", #"{"disk_format":"raw","container_format":"bare"}"#, keep: "image"),
                    .upload("/v2/images/{image}/file", "hello"),
                    .get("/v2/images/{image}/file", headers: ["Range": "bytes=0-1"]),
                    .get("/v2/images/{image}/file", headers: ["Range": "bytes=1-"]),
                    .get("/v2/images/{image}/file", headers: ["Range": "bytes=-2"]),
                    .get("/v2/images/{image}/file", headers: ["Range": "bytes=-9"]),
                    .get("/v2/images/{image}/file", headers: ["Range": "bytes=0-99"]),
                    .get("/v2/images/{image}/file", headers: ["Range": "bytes=4-4"]),
                    .get("/v2/images/{image}/file", headers: ["Range": "bytes=5-"]),
                    .get("/v2/images/{image}/file", headers: ["Range": "bytes=3-1"]),
                    .get("/v2/images/{image}/file", headers: ["Range": "bytes=x"]),
                    .get("/v2/images/{image}/file", headers: ["Range": "items=0-1"]),
                    .get("/v2/images/{image}/file", headers: ["Range": "bytes=0-1,3-4"]),
                    .get("/v2/images/{image}/file", headers: ["Content-Range": "bytes 1-2/*"]),
                    .get("/v2/images/{image}/file", headers: ["Content-Range": "bytes 1-2/5"]),
                    .get("/v2/images/{image}/file", headers: ["Content-Range": "bytes 5-6/*"]),
                    .get("/v2/images/{image}/file", headers: ["Content-Range": "nope"]),
                    .get("/v2/images/{image}/file", as: .other, headers: ["Range": "bytes=0-1"]),
                    .post("/v2/images", #"{"disk_format":"raw","container_format":"bare"}"#, keep: "empty"),
                    .upload("/v2/images/{empty}/file", ""),
                    .get("/v2/images/{empty}"),
                    .get("/v2/images/{empty}/file"),
                    .get("/v2/images/{empty}/file", headers: ["Range": "bytes=0-1"]),
                    .get("/v2/images/{empty}/file", headers: ["Range": "bytes=-4"], differs: .endOfNothing),
                    .get("/v2/images/{empty}/file", headers: ["Content-Range": "bytes 0-0/*"]),
                ]),
            Scenario(
                "uploads that are refused",
                [
                    .post("/v2/images", #"{"disk_format":"raw","container_format":"bare"}"#, keep: "image"),
                    .upload("/v2/images/{image}/file", "hello", headers: ["Content-Type": "text/plain"]),
                    .upload("/v2/images/{image}/file", "hello", headers: ["Content-Type": "application/json"]),
                    .upload("/v2/images/{image}/file", "hello", headers: ["Content-Type": ""], differs: .pythonMessage),
                    .upload("/v2/images/{image}/file", "hello", as: .other),
                    .upload("/v2/images/{image}/file", "hello", as: .nobody),
                    .upload("/v2/images/nope/file", "hello"),
                    .upload("/v2/images/{image}/file", "hello", headers: ["x-openstack-image-size": "4"]),
                    .upload("/v2/images/{image}/file", "hello", headers: ["x-openstack-image-size": "x"]),
                    .get("/v2/images/{image}"),
                    .upload(
                        "/v2/images/{image}/file", "hello",
                        headers: ["Content-Type": "application/octet-stream; x=y", "x-openstack-image-size": "5"]),
                    .get("/v2/images/{image}"),
                    .post(
                        "/v2/images", #"{"disk_format":"raw","container_format":"bare","visibility":"community"}"#,
                        keep: "community"),
                    .upload("/v2/images/{community}/file", "hello", as: .other),
                    .upload("/v2/images/{community}/file", "hello"),
                    .get("/v2/images/{community}/file", as: .other),
                ]),
            Scenario(
                "formats and data",
                [
                    .post("/v2/images", "{}", keep: "neither"),
                    .upload("/v2/images/{neither}/file", "hello"),
                    .post("/v2/images", #"{"disk_format":"raw"}"#, keep: "disk"),
                    .upload("/v2/images/{disk}/file", "hello"),
                    .post("/v2/images", #"{"container_format":"bare"}"#, keep: "container"),
                    .upload("/v2/images/{container}/file", "hello"),
                    .get("/v2/images/{container}"),
                    .post("/v2/images", #"{"disk_format":"ami","container_format":"ami"}"#, keep: "ami"),
                    .upload("/v2/images/{ami}/file", "hello"),
                    .get("/v2/images/{ami}"),
                    .post("/v2/images", #"{"disk_format":"raw","container_format":"docker"}"#, keep: "docker"),
                    .upload("/v2/images/{docker}/file", "hello"),
                    .get("/v2/images/{docker}"),
                ]),
            Scenario(
                "data of another format",
                [
                    .post("/v2/images", #"{"disk_format":"qcow2","container_format":"bare"}"#, keep: "image"),
                    .upload("/v2/images/{image}/file", "hello"),
                    .get("/v2/images/{image}", differs: .dataOfRefusedUpload),
                    .post("/v2/images", #"{"disk_format":"iso","container_format":"bare"}"#, keep: "iso"),
                    .upload("/v2/images/{iso}/file", "hello"),
                    .post("/v2/images", #"{"disk_format":"vmdk","container_format":"bare"}"#, keep: "vmdk"),
                    .upload("/v2/images/{vmdk}/file", "hello"),
                ]),
            Scenario(
                "stores of an upload",
                [
                    .post("/v2/images", #"{"disk_format":"raw","container_format":"bare"}"#, keep: "image"),
                    .upload("/v2/images/{image}/file", "hello", headers: ["x-image-meta-store": "nope"]),
                    .upload("/v2/images/{image}/file", "hello", headers: ["x-image-meta-store": "cheap"]),
                    .get("/v2/images/{image}"),
                    .get("/v2/images/{image}/file", headers: ["x-image-meta-store": "fast"]),
                ]),
            Scenario(
                "stores of a download",
                [
                    .post("/v2/images", #"{"disk_format":"raw","container_format":"bare"}"#, keep: "image"),
                    .get("/v2/images/{image}/file?prefer=cheap"),
                    .get("/v2/images/{image}/file?prefer=nope"),
                    .upload("/v2/images/{image}/file", "hello"),
                    .get("/v2/images/{image}/file?prefer=fast"),
                    .get("/v2/images/{image}/file?prefer=cheap"),
                    .get("/v2/images/{image}/file?prefer=cheap,fast"),
                    .get("/v2/images/{image}/file?prefer=cheap,nope"),
                    .get("/v2/images/{image}/file?prefer="),
                    .get("/v2/images/{image}/file?prefer"),
                    .get("/v2/images/{image}/file?prefer=,"),
                    .get("/v2/images/{image}/file?prefer=%20fast%20,%20cheap"),
                    .get("/v2/images/{image}/file?prefer=FAST"),
                    .get("/v2/images/{image}/file?prefer=nope&prefer=fast"),
                    .get("/v2/images/{image}/file?prefer=fast&prefer=nope"),
                    .get("/v2/images/{image}/file?prefer=%ff"),
                    .get("/v2/images/{image}/file?prefer=fast", headers: ["Range": "bytes=1-2"]),
                    .get("/v2/images/{image}/file?prefer=nope", headers: ["Range": "bytes=9-"]),
                    .get("/v2/images/{image}/file?prefer=nope", as: .other),
                    .get("/v2/images/nope/file?prefer=nope"),
                    .post("/v2/images/{image}/actions/deactivate", as: .admin),
                    .get("/v2/images/{image}/file?prefer=nope"),
                ]),
            Scenario(
                "signed images, where nobody can check a signature",
                [
                    .post("/v2/images", signed, keep: "image"),
                    .upload("/v2/images/{image}/file", "hello"),
                    .get("/v2/images/{image}"),
                    .upload("/v2/images/{image}/stage", "hello"),
                    .post(
                        "/v2/images/{image}/import",
                        #"{"method":{"name":"glance-direct"},"all_stores":true,"all_stores_must_succeed":false}"#),
                    .get("/v2/images/{image}", until: .field("os_glance_import_task", is: nil)),
                    .get(
                        "/v2/images/{image}/tasks", until: .field("tasks.0.status", is: "failure"),
                        differs: .reasonOfFailure),
                    .get("/v2/images/{image}"),
                    .post("/v2/images", signed, keep: "active"),
                    .patch("/v2/images/{active}", #"[{"op":"remove","path":"/img_signature"}]"#),
                    .upload("/v2/images/{active}/file", "hello"),
                    .patch("/v2/images/{active}", #"[{"op":"add","path":"/img_signature","value":"AAAA"}]"#),
                    .get("/v2/images/{active}/file"),
                    .post(
                        "/v2/images/{active}/import", #"{"method":{"name":"copy-image"},"all_stores":true}"#, as: .admin
                    ),
                    .get("/v2/images/{active}", until: .field("os_glance_import_task", is: nil)),
                    .get(
                        "/v2/images/{active}/tasks", as: .admin, until: .field("tasks.0.status", is: "failure"),
                        differs: .reasonOfFailure),
                    .get("/v2/images/{active}"),
                ]),
            Scenario(
                "staging",
                [
                    .post("/v2/images", #"{"disk_format":"raw","container_format":"bare"}"#, keep: "image"),
                    .get("/v2/images/{image}/stage"),
                    .delete("/v2/images/{image}/stage"),
                    .post("/v2/images/{image}/stage"),
                    .upload("/v2/images/{image}/stage", "hello", headers: ["Content-Type": "text/plain"]),
                    .upload("/v2/images/{image}/stage", "hello"),
                    .get("/v2/images/{image}"),
                    .get("/v2/images/{image}/file"),
                    .upload("/v2/images/{image}/stage", "again"),
                    .upload("/v2/images/{image}/file", "again"),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/disk_format","value":"qcow2"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/name","value":"staged"}]"#),
                    .upload("/v2/images/{image}/stage", "hello", as: .other),
                    .upload("/v2/images/{image}/stage", "hello", as: .nobody),
                    .upload("/v2/images/nope/stage", "hello"),
                    .post("/v2/images/{image}/actions/deactivate"),
                    .delete("/v2/images/{image}"),
                    .post("/v2/images", "{}", keep: "plain"),
                    .upload("/v2/images/{plain}/stage", "hello"),
                    .get("/v2/images/{plain}"),
                    .post("/v2/images", #"{"disk_format":"qcow2","container_format":"bare"}"#, keep: "qcow"),
                    .upload("/v2/images/{qcow}/stage", "hello"),
                    .get("/v2/images/{qcow}"),
                    .post("/v2/images", #"{"disk_format":"raw","container_format":"bare"}"#, keep: "empty"),
                    .upload("/v2/images/{empty}/stage", ""),
                    .get("/v2/images/{empty}"),
                    .post("/v2/images", #"{"disk_format":"raw","container_format":"bare"}"#, keep: "active"),
                    .upload("/v2/images/{active}/file", "hello"),
                    .upload("/v2/images/{active}/stage", "hello"),
                    .post("/v2/images", #"{"visibility":"community"}"#, keep: "community"),
                    .upload("/v2/images/{community}/stage", "hello", as: .other),
                ]),
        ]

        @Test("data comes in and goes out as Glance takes and gives it", arguments: scenarios)
        func agrees(_ scenario: Scenario) async throws {
            try await expectAgreement(on: scenario)
        }
    }
}
