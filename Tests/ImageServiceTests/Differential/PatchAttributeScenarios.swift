import Testing

extension DifferentialTests {
    /// `PATCH /v2/images/{id}`: what it may change, and who may.
    @Suite struct PatchAttribute {
        static let scenarios: [Scenario] = [
            Scenario(
                "attributes",
                [
                    .post("/v2/images", #"{"name":"a","foo":"bar","tags":["x"]}"#, keep: "image"),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/name","value":"b"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/name","value":null}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"add","path":"/name","value":"c"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"remove","path":"/name"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/name","value":5}]"#),
                    .patch(
                        "/v2/images/{image}",
                        #"[{"op":"replace","path":"/name","value":"\#(String(repeating: "x", count: 256))"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/name","value":"😀"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/disk_format","value":"raw"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/disk_format","value":null}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/disk_format","value":"foo"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"remove","path":"/disk_format"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/container_format","value":"bare"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/min_disk","value":1}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/min_disk","value":-1}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/min_disk","value":"1"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/min_disk","value":2147483648}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/min_ram","value":2147483648}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/min_ram","value":1.0}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/min_ram","value":null}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"remove","path":"/min_ram"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/protected","value":true}]"#),
                    .delete("/v2/images/{image}"),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/protected","value":"false"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/protected","value":false}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/os_hidden","value":true}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"remove","path":"/os_hidden"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/tags","value":["a","b","a"]}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"add","path":"/tags","value":[]}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/tags","value":"a"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/tags","value":[5]}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/tags","value":[""]}]"#),
                    .patch(
                        "/v2/images/{image}",
                        #"[{"op":"replace","path":"/tags","value":["\#(String(repeating: "x", count: 256))"]}]"#),
                    .patch(
                        "/v2/images/{image}",
                        #"[{"op":"replace","path":"/tags","value":[\#(series(129) { #""t\#($0)""# })]}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"remove","path":"/tags"}]"#),
                ]),
            Scenario(
                "visibility and owner",
                [
                    .post("/v2/images", #"{"name":"a","foo":"bar","tags":["x"]}"#, keep: "image"),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/visibility","value":"private"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/visibility","value":"community"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/visibility","value":"public"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"add","path":"/visibility","value":"public"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/visibility","value":"foo"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/visibility","value":null}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"remove","path":"/visibility"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/owner","value":"{other}"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/owner","value":"{demo}"}]"#),
                    .get("/v2/images/{image}"),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/owner","value":"{demo}"}]"#, as: .admin),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/owner","value":"nobody's"}]"#, as: .admin),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/owner","value":null}]"#, as: .admin),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/owner","value":""}]"#, as: .admin),
                    .get("/v2/images/{image}", as: .admin),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/owner","value":5}]"#, as: .admin),
                    .patch("/v2/images/{image}", #"[{"op":"remove","path":"/owner"}]"#, as: .admin),
                    .patch(
                        "/v2/images/{image}", #"[{"op":"replace","path":"/visibility","value":"public"}]"#, as: .admin),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/owner","value":"{demo}"}]"#, as: .admin),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/name","value":"mine and public"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/name","value":"z"}]"#, as: .other),
                    .patch(
                        "/v2/images/{image}", #"[{"op":"replace","path":"/visibility","value":"community"}]"#,
                        as: .other),
                    .patch(
                        "/v2/images/{image}", #"[{"op":"replace","path":"/visibility","value":"private"}]"#, as: .other),
                    .patch("/v2/images/{image}", "[]", as: .other),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/visibility","value":"shared"}]"#),
                ]),
            Scenario(
                "how many properties and tags",
                [
                    .post("/v2/images", #"{"tags":["x"]}"#, keep: "image"),
                    .patch(
                        "/v2/images/{image}", #"[\#(series(129) { #"{"op":"add","path":"/k\#($0)","value":"v"}"# })]"#),
                    .patch(
                        "/v2/images/{image}", #"[\#(series(128) { #"{"op":"add","path":"/k\#($0)","value":"v"}"# })]"#),
                    .patch("/v2/images/{image}", #"[\#(series(100) { #"{"op":"remove","path":"/k\#($0)"}"# })]"#),
                    .patch(
                        "/v2/images/{image}",
                        #"[{"op":"replace","path":"/tags","value":[\#(series(128) { #""t\#($0)""# })]}]"#),
                ]),
            Scenario(
                "an image that has data",
                [
                    .post("/v2/images", #"{"disk_format":"raw","container_format":"bare"}"#, keep: "image"),
                    .upload("/v2/images/{image}/file", "hello"),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/disk_format","value":"qcow2"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/disk_format","value":"raw"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/container_format","value":"ovf"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/name","value":"on"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"remove","path":"/locations/0"}]"#),
                    .post("/v2/images/{image}/actions/deactivate", as: .admin),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/name","value":"off"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"add","path":"/p","value":"off"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"remove","path":"/p"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/disk_format","value":"raw"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/visibility","value":"private"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/protected","value":false}]"#),
                    .delete("/v2/images/{image}"),
                ]),
            Scenario(
                "the owner is guarded",
                [
                    .post("/v2/images", "{}", keep: "image"),
                    .patch(
                        "/v2/images/{image}", #"[{"op":"add","path":"/owner","value":"{other}"}]"#, differs: .ownerByAdd
                    ),
                ]),
        ]

        @Test("a record changes as Glance changes it", arguments: scenarios)
        func agrees(_ scenario: Scenario) async throws {
            try await expectAgreement(on: scenario)
        }
    }
}
