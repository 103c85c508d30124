import Testing

extension DifferentialTests {
    /// Objects, properties, tags and resource types below `/v2/metadefs/namespaces`.
    @Suite struct MetadefPart {
        static let scenarios: [Scenario] = [
            Scenario(
                "objects",
                [
                    .post("/v2/metadefs/namespaces", #"{"namespace":"{unique}","visibility":"public"}"#, as: .admin),
                    .post(
                        "/v2/metadefs/namespaces/{unique}/objects",
                        #"{"name":"thing","description":"A thing","required":["speed"],"properties":{"speed":{"title":"Speed","type":"integer","minimum":0}}}"#,
                        as: .admin),
                    .post("/v2/metadefs/namespaces/{unique}/objects", #"{"name":"thing"}"#, as: .admin),
                    .post("/v2/metadefs/namespaces/{unique}/objects", #"{"name":"plain"}"#, as: .admin),
                    .post("/v2/metadefs/namespaces/{unique}/objects", "{}", as: .admin),
                    .post("/v2/metadefs/namespaces/{unique}/objects", "[]", as: .admin, differs: .badInput),
                    .post("/v2/metadefs/namespaces/{unique}/objects", "{bad", as: .admin),
                    .post(
                        "/v2/metadefs/namespaces/{unique}/objects", #"{"name":"x","description":"😀"}"#, as: .admin),
                    .put(
                        "/v2/metadefs/namespaces/{unique}/objects/plain", #"{"name":"plain","description":"😀"}"#,
                        as: .admin),
                    .post("/v2/metadefs/namespaces/{unique}/objects", as: .admin),
                    .post("/v2/metadefs/namespaces/{unique}/objects", #"{"name":5}"#, as: .admin),
                    .post(
                        "/v2/metadefs/namespaces/{unique}/objects",
                        #"{"name":"\#(String(repeating: "x", count: 81))"}"#, as: .admin),
                    .post("/v2/metadefs/namespaces/{unique}/objects", #"{"name":"x","foo":"bar"}"#, as: .admin),
                    .post("/v2/metadefs/namespaces/{unique}/objects", #"{"name":"x","self":"bar"}"#, as: .admin),
                    .post("/v2/metadefs/namespaces/{unique}/objects", #"{"name":"x","required":"speed"}"#, as: .admin),
                    .post("/v2/metadefs/namespaces/{unique}/objects", #"{"name":"x","properties":[]}"#, as: .admin),
                    .post(
                        "/v2/metadefs/namespaces/{unique}/objects", #"{"name":"x","properties":{"a":{"title":"A"}}}"#,
                        as: .admin),
                    .post(
                        "/v2/metadefs/namespaces/{unique}/objects",
                        #"{"name":"x","properties":{"a":{"title":"A","type":"foo"}}}"#, as: .admin),
                    .post("/v2/metadefs/namespaces/{unique}/objects", #"{"name":"y"}"#),
                    .post("/v2/metadefs/namespaces/{unique}/objects", #"{"name":"y"}"#, as: .nobody),
                    .post("/v2/metadefs/namespaces/nope-{unique}/objects", #"{"name":"y"}"#, as: .admin),
                    .get("/v2/metadefs/namespaces/{unique}/objects"),
                    .get("/v2/metadefs/namespaces/{unique}/objects?limit=1"),
                    .get("/v2/metadefs/namespaces/{unique}/objects?sort_key=name&sort_dir=asc"),
                    .get("/v2/metadefs/namespaces/{unique}/objects?limit=1&sort_key=name&sort_dir=asc&marker=plain"),
                    .get("/v2/metadefs/namespaces/{unique}/objects?marker=nope"),
                    .get("/v2/metadefs/namespaces/{unique}/objects/thing"),
                    .get("/v2/metadefs/namespaces/{unique}/objects/nope"),
                    .get("/v2/metadefs/namespaces/nope-{unique}/objects/thing"),
                    .get("/v2/metadefs/namespaces/nope-{unique}/objects"),
                    .put(
                        "/v2/metadefs/namespaces/{unique}/objects/thing", #"{"name":"thing","description":"Another"}"#,
                        as: .admin),
                    .get("/v2/metadefs/namespaces/{unique}/objects/thing"),
                    .put("/v2/metadefs/namespaces/{unique}/objects/thing", #"{"name":"renamed"}"#, as: .admin),
                    .get("/v2/metadefs/namespaces/{unique}/objects/thing"),
                    .put(
                        "/v2/metadefs/namespaces/{unique}/objects/renamed", #"{"name":"plain"}"#, as: .admin,
                        differs: .duplicateName),
                    .put("/v2/metadefs/namespaces/{unique}/objects/renamed", "{}", as: .admin),
                    .put("/v2/metadefs/namespaces/{unique}/objects/nope", #"{"name":"x"}"#, as: .admin),
                    .put("/v2/metadefs/namespaces/{unique}/objects/renamed", #"{"name":"x"}"#),
                    .delete("/v2/metadefs/namespaces/{unique}/objects/renamed"),
                    .delete("/v2/metadefs/namespaces/{unique}/objects/renamed", as: .admin),
                    .delete("/v2/metadefs/namespaces/{unique}/objects/renamed", as: .admin),
                    .patch("/v2/metadefs/namespaces/{unique}/objects/plain", "{}", as: .admin),
                    .put("/v2/metadefs/namespaces/{unique}/objects", "{}", as: .admin),
                    .delete("/v2/metadefs/namespaces/{unique}", as: .admin),
                ]),
            Scenario(
                "properties",
                [
                    .post("/v2/metadefs/namespaces", #"{"namespace":"{unique}","visibility":"public"}"#, as: .admin),
                    .post(
                        "/v2/metadefs/namespaces/{unique}/properties",
                        #"{"name":"size","title":"Size","type":"integer","description":"How big","minimum":1,"maximum":9,"default":5,"operators":["<or>"]}"#,
                        as: .admin),
                    .post(
                        "/v2/metadefs/namespaces/{unique}/properties",
                        #"{"name":"size","title":"Size","type":"integer"}"#, as: .admin),
                    .post(
                        "/v2/metadefs/namespaces/{unique}/properties",
                        #"{"name":"list","title":"List","type":"array","items":{"type":"string","enum":["a","b"]},"uniqueItems":true,"minItems":1,"maxItems":2,"additionalItems":false}"#,
                        as: .admin),
                    .post(
                        "/v2/metadefs/namespaces/{unique}/properties",
                        #"{"name":"word","title":"Word","type":"string","pattern":"^a","minLength":1,"maxLength":3,"enum":["a","ab"],"readonly":true}"#,
                        as: .admin),
                    .post(
                        "/v2/metadefs/namespaces/{unique}/properties",
                        #"{"name":"flag","title":"Flag","type":"boolean"}"#, as: .admin),
                    .post("/v2/metadefs/namespaces/{unique}/properties", "{}", as: .admin),
                    .post("/v2/metadefs/namespaces/{unique}/properties", "[]", as: .admin, differs: .badInput),
                    .post("/v2/metadefs/namespaces/{unique}/properties", as: .admin),
                    .post("/v2/metadefs/namespaces/{unique}/properties", #"{"name":"x"}"#, as: .admin),
                    .post("/v2/metadefs/namespaces/{unique}/properties", #"{"name":"x","title":"X"}"#, as: .admin),
                    .post("/v2/metadefs/namespaces/{unique}/properties", #"{"name":"x","type":"string"}"#, as: .admin),
                    .post("/v2/metadefs/namespaces/{unique}/properties", #"{"title":"X","type":"string"}"#, as: .admin),
                    .post(
                        "/v2/metadefs/namespaces/{unique}/properties", #"{"name":"x","title":"X","type":"foo"}"#,
                        as: .admin),
                    .post(
                        "/v2/metadefs/namespaces/{unique}/properties",
                        #"{"name":"x","title":"X","type":"string","foo":1}"#, as: .admin),
                    .post(
                        "/v2/metadefs/namespaces/{unique}/properties",
                        #"{"name":"x","title":"X","type":"string","minLength":-1}"#, as: .admin),
                    .post(
                        "/v2/metadefs/namespaces/{unique}/properties",
                        #"{"name":"\#(String(repeating: "x", count: 81))","title":"X","type":"string"}"#, as: .admin),
                    .post("/v2/metadefs/namespaces/{unique}/properties", #"{"name":"y","title":"Y","type":"string"}"#),
                    .post(
                        "/v2/metadefs/namespaces/nope-{unique}/properties",
                        #"{"name":"y","title":"Y","type":"string"}"#, as: .admin),
                    .get("/v2/metadefs/namespaces/{unique}/properties"),
                    .get("/v2/metadefs/namespaces/{unique}/properties/size"),
                    .get("/v2/metadefs/namespaces/{unique}/properties/list"),
                    .get("/v2/metadefs/namespaces/{unique}/properties/nope"),
                    .get("/v2/metadefs/namespaces/{unique}/properties/size?resource_type=nope"),
                    .get("/v2/metadefs/namespaces/nope-{unique}/properties"),
                    .get("/v2/metadefs/namespaces/nope-{unique}/properties/size"),
                    .put(
                        "/v2/metadefs/namespaces/{unique}/properties/size",
                        #"{"name":"size","title":"Bigger","type":"number"}"#, as: .admin),
                    .get("/v2/metadefs/namespaces/{unique}/properties/size"),
                    .put(
                        "/v2/metadefs/namespaces/{unique}/properties/size",
                        #"{"name":"renamed","title":"Bigger","type":"number"}"#, as: .admin),
                    .put(
                        "/v2/metadefs/namespaces/{unique}/properties/renamed",
                        #"{"name":"flag","title":"Bigger","type":"number"}"#, as: .admin, differs: .duplicateName),
                    .put(
                        "/v2/metadefs/namespaces/{unique}/properties/nope",
                        #"{"name":"x","title":"X","type":"string"}"#, as: .admin),
                    .put("/v2/metadefs/namespaces/{unique}/properties/renamed", "{}", as: .admin),
                    .put(
                        "/v2/metadefs/namespaces/{unique}/properties/renamed",
                        #"{"name":"x","title":"X","type":"string"}"#),
                    .delete("/v2/metadefs/namespaces/{unique}/properties/renamed"),
                    .delete("/v2/metadefs/namespaces/{unique}/properties/renamed", as: .admin),
                    .delete("/v2/metadefs/namespaces/{unique}/properties/renamed", as: .admin),
                    .delete("/v2/metadefs/namespaces/{unique}", as: .admin),
                ]),
            Scenario(
                "tags",
                [
                    .post("/v2/metadefs/namespaces", #"{"namespace":"{unique}","visibility":"public"}"#, as: .admin),
                    .post("/v2/metadefs/namespaces/{unique}/tags/one", as: .admin),
                    .post("/v2/metadefs/namespaces/{unique}/tags/one", as: .admin),
                    .post("/v2/metadefs/namespaces/{unique}/tags/two", "{}", as: .admin),
                    .post(#"/v2/metadefs/namespaces/{unique}/tags/\#(String(repeating: "x", count: 81))"#, as: .admin),
                    .post("/v2/metadefs/namespaces/{unique}/tags/a%20b", as: .admin),
                    .post("/v2/metadefs/namespaces/{unique}/tags/three"),
                    .post("/v2/metadefs/namespaces/{unique}/tags/three", as: .nobody),
                    .post("/v2/metadefs/namespaces/nope-{unique}/tags/one", as: .admin),
                    .get("/v2/metadefs/namespaces/{unique}/tags"),
                    .get("/v2/metadefs/namespaces/{unique}/tags/one"),
                    .get("/v2/metadefs/namespaces/{unique}/tags/nope"),
                    .get("/v2/metadefs/namespaces/nope-{unique}/tags"),
                    .get("/v2/metadefs/namespaces/{unique}/tags?limit=1&sort_key=name&sort_dir=asc"),
                    .get("/v2/metadefs/namespaces/{unique}/tags?limit=1&sort_key=name&sort_dir=asc&marker=a%20b"),
                    .get("/v2/metadefs/namespaces/{unique}/tags?marker=nope"),
                    .put("/v2/metadefs/namespaces/{unique}/tags/one", #"{"name":"uno"}"#, as: .admin),
                    .put("/v2/metadefs/namespaces/{unique}/tags/one", #"{"name":"uno"}"#, as: .admin),
                    .put("/v2/metadefs/namespaces/{unique}/tags/uno", #"{"name":"a b"}"#, as: .admin),
                    .put("/v2/metadefs/namespaces/{unique}/tags/uno", "{}", as: .admin),
                    .put("/v2/metadefs/namespaces/{unique}/tags/uno", #"{"name":"x","foo":1}"#, as: .admin),
                    .put("/v2/metadefs/namespaces/{unique}/tags/uno", as: .admin),
                    .put("/v2/metadefs/namespaces/{unique}/tags/uno", #"{"name":"x"}"#),
                    .delete("/v2/metadefs/namespaces/{unique}/tags/uno"),
                    .delete("/v2/metadefs/namespaces/{unique}/tags/uno", as: .admin),
                    .delete("/v2/metadefs/namespaces/{unique}/tags/uno", as: .admin),
                    .post(
                        "/v2/metadefs/namespaces/{unique}/tags", #"{"tags":[{"name":"p"},{"name":"q"}]}"#, as: .admin),
                    .get("/v2/metadefs/namespaces/{unique}/tags?sort_key=name&sort_dir=asc"),
                    .post(
                        "/v2/metadefs/namespaces/{unique}/tags", #"{"tags":[{"name":"r"}]}"#, as: .admin,
                        headers: ["X-Openstack-Append": "true"]),
                    .get("/v2/metadefs/namespaces/{unique}/tags?sort_key=name&sort_dir=asc"),
                    .post(
                        "/v2/metadefs/namespaces/{unique}/tags", #"{"tags":[{"name":"r"}]}"#, as: .admin,
                        headers: ["X-Openstack-Append": "true"]),
                    .post(
                        "/v2/metadefs/namespaces/{unique}/tags", #"{"tags":[{"name":"s"},{"name":"s"}]}"#, as: .admin),
                    .post("/v2/metadefs/namespaces/{unique}/tags", #"{"tags":[]}"#, as: .admin),
                    .post("/v2/metadefs/namespaces/{unique}/tags", "{}", as: .admin, differs: .badInput),
                    .post("/v2/metadefs/namespaces/{unique}/tags", "[]", as: .admin, differs: .badInput),
                    .post("/v2/metadefs/namespaces/{unique}/tags", #"{"tags":["x"]}"#, as: .admin),
                    .post("/v2/metadefs/namespaces/{unique}/tags", #"{"tags":[{}]}"#, as: .admin),
                    .post("/v2/metadefs/namespaces/{unique}/tags", #"{"tags":[{"name":"p"}]}"#),
                    .get("/v2/metadefs/namespaces/{unique}/tags"),
                    .delete("/v2/metadefs/namespaces/{unique}", as: .admin),
                ]),
            Scenario(
                "resource types",
                [
                    .post("/v2/metadefs/namespaces", #"{"namespace":"{unique}","visibility":"public"}"#, as: .admin),
                    .post(
                        "/v2/metadefs/namespaces/{unique}/resource_types",
                        #"{"name":"OS::Test::{unique}","prefix":"p_","properties_target":"image"}"#, as: .admin),
                    .post(
                        "/v2/metadefs/namespaces/{unique}/resource_types", #"{"name":"OS::Test::{unique}"}"#, as: .admin
                    ),
                    .post(
                        "/v2/metadefs/namespaces/{unique}/resource_types", #"{"name":"OS::Other::{unique}"}"#,
                        as: .admin),
                    .post("/v2/metadefs/namespaces/{unique}/resource_types", "{}", as: .admin),
                    .post("/v2/metadefs/namespaces/{unique}/resource_types", "[]", as: .admin, differs: .badInput),
                    .post("/v2/metadefs/namespaces/{unique}/resource_types", as: .admin),
                    .post("/v2/metadefs/namespaces/{unique}/resource_types", #"{"name":5}"#, as: .admin),
                    .post(
                        "/v2/metadefs/namespaces/{unique}/resource_types",
                        #"{"name":"\#(String(repeating: "x", count: 81))"}"#, as: .admin),
                    .post(
                        "/v2/metadefs/namespaces/{unique}/resource_types",
                        #"{"name":"x","prefix":"\#(String(repeating: "x", count: 81))"}"#, as: .admin),
                    .post("/v2/metadefs/namespaces/{unique}/resource_types", #"{"name":"x","foo":1}"#, as: .admin),
                    .post(
                        "/v2/metadefs/namespaces/{unique}/resource_types", #"{"name":"x","created_at":"y"}"#, as: .admin
                    ),
                    .post("/v2/metadefs/namespaces/{unique}/resource_types", #"{"name":"x"}"#),
                    .post("/v2/metadefs/namespaces/nope-{unique}/resource_types", #"{"name":"x"}"#, as: .admin),
                    .get("/v2/metadefs/namespaces/{unique}/resource_types"),
                    .get("/v2/metadefs/namespaces/nope-{unique}/resource_types"),
                    .get("/v2/metadefs/resource_types", as: .nobody),
                    .post("/v2/metadefs/resource_types", "{}", as: .admin),
                    .delete("/v2/metadefs/namespaces/{unique}/resource_types/OS::Test::{unique}"),
                    .delete("/v2/metadefs/namespaces/{unique}/resource_types/OS::Test::{unique}", as: .admin),
                    .delete("/v2/metadefs/namespaces/{unique}/resource_types/OS::Test::{unique}", as: .admin),
                    .get("/v2/metadefs/namespaces/{unique}/resource_types/x", as: .admin),
                    .put("/v2/metadefs/namespaces/{unique}/resource_types", "{}", as: .admin),
                    .delete("/v2/metadefs/namespaces/{unique}", as: .admin),
                ]),
            Scenario(
                "a default that is no text",
                [
                    .post("/v2/metadefs/namespaces", #"{"namespace":"{unique}","visibility":"public"}"#, as: .admin),
                    .post(
                        "/v2/metadefs/namespaces/{unique}/properties",
                        #"{"name":"flag","title":"Flag","type":"boolean","default":true}"#, as: .admin),
                    .delete("/v2/metadefs/namespaces/{unique}", as: .admin),
                ]),
        ]

        @Test("the parts of a namespace are kept as Glance keeps them", arguments: scenarios)
        func agrees(_ scenario: Scenario) async throws {
            try await expectAgreement(on: scenario)
        }
    }
}
