import Testing

/// The language of a change in JSON schema draft 4.
private let draft4 = "application/openstack-images-v2.0-json-patch"

extension DifferentialTests {
    /// `PATCH /v2/images/{id}`: what it is made of.
    @Suite struct Patch {
        static let scenarios: [Scenario] = [
            Scenario(
                "the media types and the shape of the body",
                [
                    .post("/v2/images", #"{"name":"a","foo":"bar","tags":["x"]}"#, keep: "image"),
                    .patch("/v2/images/{image}", "[]", type: "application/json"),
                    .patch("/v2/images/{image}", "[]", type: "application/json-patch+json"),
                    .patch("/v2/images/{image}", "[]", type: "", differs: .pythonMessage),
                    .patch(
                        "/v2/images/{image}", "[]", type: "application/openstack-images-v2.1-json-patch; charset=utf-8"),
                    .patch("/v2/images/{image}", "[]", type: "Application/OpenStack-images-v2.1-json-patch"),
                    .patch("/v2/images/{image}", "@empty", type: "application/openstack-images-v2.1-json-patch"),
                    Request(
                        "PATCH", "/v2/images/{image}",
                        headers: ["Content-Type": "application/openstack-images-v2.1-json-patch"]),
                    .patch("/v2/images/{image}", "[]"),
                    .patch("/v2/images/{image}", "{}"),
                    .patch("/v2/images/{image}", #"{"op":"add","path":"/a","value":"b"}"#),
                    .patch("/v2/images/{image}", #""x""#),
                    .patch("/v2/images/{image}", "{bad"),
                    .patch("/v2/images/{image}", "[5]"),
                    .patch("/v2/images/{image}", "[[]]"),
                    .patch("/v2/images/{image}", #"["x"]"#),
                    .patch("/v2/images/{image}", "[{}]"),
                    .patch("/v2/images/nope", "[]"),
                    .patch("/v2/images/nope", #"[{"op":"add","path":"/a","value":"b"}]"#),
                    .patch("/v2/images/nope", #"[{"op":"add","path":"/status","value":"b"}]"#),
                    .patch("/v2/images/{image}", "[]", as: .nobody),
                    .patch("/v2/images/{image}", "[]", as: .other),
                    .patch("/v2/images/{image}", #"[{"op":"add","path":"/a","value":"b"}]"#, as: .other),
                ]),
            Scenario(
                "operations and pointers",
                [
                    .post("/v2/images", #"{"name":"a","foo":"bar","tags":["x"]}"#, keep: "image"),
                    .patch("/v2/images/{image}", #"[{"op":null,"path":"/a","value":"b"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"move","from":"/a","path":"/b"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"copy","from":"/a","path":"/b"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"test","path":"/name","value":"a"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":5,"path":"/name","value":"a"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"Add","path":"/name","value":"a"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"add","value":"b"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"add","path":"/a"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/a"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"add","path":"a","value":"b"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"add","path":"","value":"b"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"add","path":"/","value":"b"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"add","path":"/a/","value":"b"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"add","path":"/a//b","value":"b"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"add","path":"//a","value":"b"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"add","path":"//","value":"b"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"add","path":"/a~2","value":"b"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"add","path":"/a~","value":"b"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"add","path":"/a~1b","value":"slash"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"add","path":"/a~0b","value":"tilde"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"add","path":"/ sp ","value":"trimmed"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"add","path":"/a/b","value":"b"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"add","path":"/tags/-","value":"b"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"remove","path":"/tags/0"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"add","path":5,"value":"b"}]"#, differs: .badInput),
                    .patch("/v2/images/{image}", #"[{"op":"add","path":null,"value":"b"}]"#, differs: .badInput),
                ]),
            Scenario(
                "properties",
                [
                    .post("/v2/images", #"{"name":"a","foo":"bar","tags":["x"]}"#, keep: "image"),
                    .patch("/v2/images/{image}", #"[{"op":"add","path":"/p","value":"1"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"add","path":"/p","value":"2"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/p","value":"3"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/q","value":"3"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"remove","path":"/q"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"remove","path":"/p"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"remove","path":"/p","value":"x"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"add","path":"/p","value":5}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"add","path":"/p","value":null}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"add","path":"/p","value":["a"]}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"add","path":"/p","value":{}}]"#),
                    .patch(
                        "/v2/images/{image}",
                        #"[{"op":"add","path":"/\#(String(repeating: "k", count: 255))","value":"v"}]"#),
                    .patch(
                        "/v2/images/{image}", #"[{"op":"remove","path":"/\#(String(repeating: "k", count: 255))"}]"#),
                    .patch(
                        "/v2/images/{image}",
                        #"[{"op":"add","path":"/\#(String(repeating: "k", count: 256))","value":"v"}]"#),
                    .get("/v2/images/{image}"),
                    .patch(
                        "/v2/images/{image}",
                        #"[{"op":"add","path":"/p","value":"\#(String(repeating: "v", count: 70000))"}]"#),
                    .patch(
                        "/v2/images/{image}",
                        #"[{"op":"add","path":"/r","value":"1"},{"op":"replace","path":"/nothere","value":"3"}]"#),
                    .get("/v2/images/{image}"),
                    .patch(
                        "/v2/images/{image}",
                        #"[{"op":"add","path":"/r","value":"1"},{"op":"replace","path":"/r","value":"2"},{"op":"remove","path":"/foo"}]"#
                    ),
                ]),
            Scenario(
                "read-only and reserved attributes",
                [
                    .post("/v2/images", #"{"name":"a","foo":"bar","tags":["x"]}"#, keep: "image"),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/status","value":"active"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/id","value":"x"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/size","value":1}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"remove","path":"/size"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/virtual_size","value":1}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/checksum","value":"x"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/os_hash_algo","value":"x"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/os_hash_value","value":"x"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/created_at","value":"x"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/updated_at","value":"x"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/self","value":"x"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/file","value":"x"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/schema","value":"x"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/direct_url","value":"x"}]"#),
                    .patch(
                        "/v2/images/{image}", #"[{"op":"replace","path":"/stores","value":"x"}]"#,
                        differs: .storesByPatch),
                    .patch(
                        "/v2/images/{image}", #"[{"op":"add","path":"/stores","value":"x"}]"#, differs: .storesByPatch),
                    .patch("/v2/images/{image}", #"[{"op":"remove","path":"/stores"}]"#, differs: .storesByPatch),
                    .patch("/v2/images/{image}", #"[{"op":"add","path":"/location","value":"x"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"add","path":"/deleted","value":"x"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"add","path":"/deleted_at","value":"x"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"add","path":"/os_glance_x","value":"x"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"remove","path":"/os_glance_x"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"add","path":"/os_glance","value":"x"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"remove","path":"/os_glancex"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"replace","path":"/locations","value":[]}]"#),
                    .patch(
                        "/v2/images/{image}",
                        #"[{"op":"replace","path":"/locations","value":[{"url":"file:///x","metadata":{}}]}]"#),
                    .patch(
                        "/v2/images/{image}",
                        #"[{"op":"add","path":"/locations/-","value":{"url":"file:///x","metadata":{}}}]"#),
                    .patch(
                        "/v2/images/{image}",
                        #"[{"op":"add","path":"/locations/-","value":{"url":"x","metadata":{},"validation_data":{}}}]"#),
                    .patch(
                        "/v2/images/{image}",
                        #"[{"op":"add","path":"/locations/-","value":{"url":"x","metadata":{},"validation_data":{"checksum":"a"}}}]"#
                    ),
                    .patch(
                        "/v2/images/{image}",
                        #"[{"op":"replace","path":"/locations","value":[{"url":"x","metadata":{},"validation_data":{}}]}]"#
                    ),
                    .patch("/v2/images/{image}", #"[{"op":"add","path":"/locations","value":[]}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"remove","path":"/locations/0"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"remove","path":"/locations"}]"#),
                    .patch("/v2/images/{image}", #"[{"op":"add","path":"/locations/-","value":5}]"#),
                    .get("/v2/images/{image}"),
                ]),
            Scenario(
                "draft 4",
                [
                    .post("/v2/images", #"{"name":"a","foo":"bar"}"#, keep: "four"),
                    .patch("/v2/images/{four}", #"[{"add":"/x","value":"1"}]"#, type: draft4),
                    .patch("/v2/images/{four}", #"[{"add":"/x","value":"1"}]"#, type: draft4),
                    .patch("/v2/images/{four}", #"[{"add":"/name","value":"1"}]"#, type: draft4),
                    .patch("/v2/images/{four}", #"[{"replace":"/name","value":"1"}]"#, type: draft4),
                    .patch("/v2/images/{four}", #"[{"remove":"/foo"}]"#, type: draft4),
                    .patch("/v2/images/{four}", #"[{"remove":"/foo"}]"#, type: draft4),
                    .patch("/v2/images/{four}", #"[{"op":"add","path":"/x","value":"1"}]"#, type: draft4),
                    .patch("/v2/images/{four}", #"[{"add":"/y","remove":"/y","value":"1"}]"#, type: draft4),
                    .patch("/v2/images/{four}", #"[{"replace":"/name"}]"#, type: draft4),
                    .patch("/v2/images/{four}", "[{}]", type: draft4),
                ]),
        ]

        @Test("a change is read as Glance reads it", arguments: scenarios)
        func agrees(_ scenario: Scenario) async throws {
            try await expectAgreement(on: scenario)
        }
    }
}
