import Testing

extension DifferentialTests {
    /// `/v2/metadefs/namespaces`.
    @Suite struct MetadefNamespace {
        /// What a read answers, with another description.
        private static let again = """
            {"namespace":"{unique}","visibility":"public","description":"Again",
            "resource_type_associations":[{"name":"OS::Test::{unique}","prefix":"p_","created_at":"x","updated_at":"x"}],
            "properties":{"size":{"title":"Size","type":"integer","minimum":1,"maximum":9}},
            "objects":[{"name":"thing","required":[],"properties":{},"self":"x","schema":"x","created_at":"x",
            "updated_at":"x"}],"tags":[{"name":"one","created_at":"x","updated_at":"x"}]}
            """
        private static let withUnknown =
            #"{"namespace":"{unique}","visibility":"public","objects":[{"name":"thing","foo":"bar"}]}"#

        static let scenarios: [Scenario] = [
            Scenario(
                "a namespace",
                [
                    .post("/v2/metadefs/namespaces", #"{"namespace":"{unique}"}"#, as: .admin),
                    .post("/v2/metadefs/namespaces", #"{"namespace":"{unique}"}"#, as: .admin),
                    .get("/v2/metadefs/namespaces/{unique}", as: .admin),
                    .get("/v2/metadefs/namespaces/{unique}", differs: .hiddenNamespace),
                    .get("/v2/metadefs/namespaces/{unique}", as: .nobody),
                    .post("/v2/metadefs/namespaces", #"{"namespace":"x{unique}"}"#),
                    .post("/v2/metadefs/namespaces", #"{"namespace":"x{unique}"}"#, as: .nobody),
                    .put(
                        "/v2/metadefs/namespaces/{unique}",
                        #"{"namespace":"{unique}","display_name":"Shown","description":"Described","visibility":"public","protected":true}"#,
                        as: .admin),
                    .get("/v2/metadefs/namespaces/{unique}"),
                    .get("/v2/metadefs/namespaces/{unique}", as: .other),
                    .put("/v2/metadefs/namespaces/{unique}", #"{"namespace":"{unique}"}"#),
                    .delete("/v2/metadefs/namespaces/{unique}"),
                    .delete("/v2/metadefs/namespaces/{unique}", as: .admin),
                    .put(
                        "/v2/metadefs/namespaces/{unique}", #"{"namespace":"{unique}","description":"😀"}"#, as: .admin),
                    .put("/v2/metadefs/namespaces/{unique}", #"{"namespace":"{unique}","owner":"{demo}"}"#, as: .admin),
                    .get("/v2/metadefs/namespaces/{unique}"),
                    .get("/v2/metadefs/namespaces/{unique}", as: .other, differs: .hiddenNamespace),
                    .put(
                        "/v2/metadefs/namespaces/{unique}", #"{"namespace":"{unique}two","visibility":"public"}"#,
                        as: .admin),
                    .get("/v2/metadefs/namespaces/{unique}", as: .admin),
                    .get("/v2/metadefs/namespaces/{unique}two", as: .admin),
                    .put("/v2/metadefs/namespaces/nope-{unique}", #"{"namespace":"x"}"#, as: .admin),
                    .delete("/v2/metadefs/namespaces/nope-{unique}", as: .admin),
                    .get("/v2/metadefs/namespaces/nope-{unique}", as: .admin),
                    .post("/v2/metadefs/namespaces", #"{"namespace":"{unique}three"}"#, as: .admin),
                    .put("/v2/metadefs/namespaces/{unique}three", #"{"namespace":"{unique}two"}"#, as: .admin),
                    .delete("/v2/metadefs/namespaces/{unique}two", as: .admin),
                    .delete("/v2/metadefs/namespaces/{unique}two", as: .admin),
                    .delete("/v2/metadefs/namespaces/{unique}three", as: .admin),
                ]),
            Scenario(
                "namespaces that are refused",
                [
                    .post("/v2/metadefs/namespaces", as: .admin),
                    .post("/v2/metadefs/namespaces", "{bad", as: .admin),
                    .post("/v2/metadefs/namespaces", "[]", as: .admin, differs: .badInput),
                    .post("/v2/metadefs/namespaces", #""x""#, as: .admin),
                    .post("/v2/metadefs/namespaces", "{}", as: .admin),
                    .post("/v2/metadefs/namespaces", #"{"namespace":5}"#, as: .admin),
                    .post(
                        "/v2/metadefs/namespaces", #"{"namespace":"\#(String(repeating: "x", count: 81))"}"#, as: .admin
                    ),
                    .post(
                        "/v2/metadefs/namespaces",
                        #"{"namespace":"{unique}","display_name":"\#(String(repeating: "x", count: 81))"}"#, as: .admin),
                    .post(
                        "/v2/metadefs/namespaces",
                        #"{"namespace":"{unique}","description":"\#(String(repeating: "x", count: 501))"}"#, as: .admin),
                    .post("/v2/metadefs/namespaces", #"{"namespace":"{unique}","visibility":"shared"}"#, as: .admin),
                    .post("/v2/metadefs/namespaces", #"{"namespace":"{unique}","protected":"yes"}"#, as: .admin),
                    .post("/v2/metadefs/namespaces", #"{"namespace":"{unique}","owner":5}"#, as: .admin),
                    .post("/v2/metadefs/namespaces", #"{"namespace":"{unique}","foo":"bar"}"#, as: .admin),
                    .post("/v2/metadefs/namespaces", #"{"namespace":"{unique}","self":"x"}"#, as: .admin),
                    .post("/v2/metadefs/namespaces", #"{"namespace":"{unique}","schema":"x"}"#, as: .admin),
                    .post("/v2/metadefs/namespaces", #"{"namespace":"{unique}","created_at":"x"}"#, as: .admin),
                    .post("/v2/metadefs/namespaces", #"{"namespace":"{unique}","updated_at":"x"}"#, as: .admin),
                    .post("/v2/metadefs/namespaces", #"{"namespace":"x-{unique}","description":"😀"}"#, as: .admin),
                    .put("/v2/metadefs/namespaces/{unique}", as: .admin),
                    .put("/v2/metadefs/namespaces/{unique}", "{}", as: .admin),
                    .put("/v2/metadefs/namespaces/{unique}", #"{"namespace":"x","self":"y"}"#, as: .admin),
                    .post("/v2/metadefs/namespaces/{unique}", "{}", as: .admin),
                    .patch("/v2/metadefs/namespaces/{unique}", "{}", as: .admin),
                    .put("/v2/metadefs/namespaces", "{}", as: .admin),
                    .delete("/v2/metadefs/namespaces", as: .admin),
                    .get("/v2/metadefs", as: .admin),
                ]),
            Scenario(
                "a namespace with all its parts",
                [
                    .post(
                        "/v2/metadefs/namespaces",
                        #"{"namespace":"{unique}","visibility":"public","owner":"{demo}","resource_type_associations":[{"name":"OS::Test::{unique}","prefix":"p_"}],"properties":{"size":{"title":"Size","type":"integer","minimum":1,"maximum":9},"kind":{"title":"Kind","type":"string","enum":["a","b"],"default":"a"}},"objects":[{"name":"thing","description":"A thing","required":["speed"],"properties":{"speed":{"title":"Speed","type":"string"}}}],"tags":[{"name":"one"},{"name":"two"}]}"#,
                        as: .admin),
                    .get("/v2/metadefs/namespaces/{unique}"),
                    .get("/v2/metadefs/namespaces/{unique}?resource_type=OS::Test::{unique}"),
                    .get("/v2/metadefs/namespaces/{unique}?resource_type=nope"),
                    .get("/v2/metadefs/namespaces?resource_types=OS::Test::{unique}"),
                    .get("/v2/metadefs/namespaces?resource_types=OS::Test::{unique},nope"),
                    .get("/v2/metadefs/namespaces?resource_types=OS::Test::{unique}&visibility=public"),
                    .get("/v2/metadefs/namespaces?visibility=foo"),
                    .get("/v2/metadefs/namespaces?resource_types=nope-{unique}"),
                    .get("/v2/metadefs/namespaces?resource_types=OS::Test::{unique}&limit=1"),
                    .get("/v2/metadefs/namespaces?resource_types=OS::Test::{unique}&limit=1&marker={unique}"),
                    .get("/v2/metadefs/namespaces?limit=x", differs: .badInput),
                    .get("/v2/metadefs/namespaces?limit=-1"),
                    .get("/v2/metadefs/namespaces?limit=0"),
                    .get("/v2/metadefs/namespaces?marker=nope"),
                    .get("/v2/metadefs/namespaces?sort_key=nope&limit=1", differs: .badInput),
                    .get("/v2/metadefs/namespaces?sort_dir=nope"),
                    .get("/v2/metadefs/namespaces?resource_types=OS::Test::{unique}&sort_key=namespace&sort_dir=asc"),
                    .get("/v2/metadefs/namespaces", as: .nobody),
                    .put("/v2/metadefs/namespaces/{unique}", again, as: .admin),
                    .put("/v2/metadefs/namespaces/{unique}", withUnknown, as: .admin, differs: .badInput),
                    .get("/v2/metadefs/namespaces/{unique}/objects"),
                    .get("/v2/metadefs/namespaces/{unique}/properties"),
                    .get("/v2/metadefs/namespaces/{unique}/tags"),
                    .get("/v2/metadefs/namespaces/{unique}/resource_types"),
                    .delete("/v2/metadefs/namespaces/{unique}/objects"),
                    .delete("/v2/metadefs/namespaces/{unique}/properties"),
                    .delete("/v2/metadefs/namespaces/{unique}/tags"),
                    .delete("/v2/metadefs/namespaces/{unique}/objects", as: .admin),
                    .delete("/v2/metadefs/namespaces/{unique}/properties", as: .admin),
                    .delete("/v2/metadefs/namespaces/{unique}/tags", as: .admin),
                    .get("/v2/metadefs/namespaces/{unique}"),
                    .delete("/v2/metadefs/namespaces/nope-{unique}/objects", as: .admin),
                    .delete("/v2/metadefs/namespaces/nope-{unique}/properties", as: .admin),
                    .delete("/v2/metadefs/namespaces/nope-{unique}/tags", as: .admin),
                    .delete("/v2/metadefs/namespaces/{unique}", as: .admin),
                ]),
            Scenario(
                "a protected namespace",
                [
                    .post(
                        "/v2/metadefs/namespaces", #"{"namespace":"{unique}","visibility":"public","protected":true}"#,
                        as: .admin),
                    .post(
                        "/v2/metadefs/namespaces/{unique}/resource_types", #"{"name":"OS::Test::{unique}"}"#, as: .admin
                    ),
                    .post("/v2/metadefs/namespaces/{unique}/objects", #"{"name":"thing"}"#, as: .admin),
                    .post(
                        "/v2/metadefs/namespaces/{unique}/properties",
                        #"{"name":"size","title":"Size","type":"integer"}"#, as: .admin),
                    .post("/v2/metadefs/namespaces/{unique}/tags/one", as: .admin),
                    .delete("/v2/metadefs/namespaces/{unique}/objects/thing", as: .admin),
                    .delete("/v2/metadefs/namespaces/{unique}/properties/size", as: .admin),
                    .delete("/v2/metadefs/namespaces/{unique}/tags/one", as: .admin),
                    .delete("/v2/metadefs/namespaces/{unique}/objects", as: .admin),
                    .delete("/v2/metadefs/namespaces/{unique}/properties", as: .admin),
                    .delete("/v2/metadefs/namespaces/{unique}/tags", as: .admin),
                    .delete("/v2/metadefs/namespaces/{unique}/resource_types/OS::Test::{unique}", as: .admin),
                    .delete("/v2/metadefs/namespaces/{unique}", as: .admin),
                    .put(
                        "/v2/metadefs/namespaces/{unique}",
                        #"{"namespace":"{unique}","visibility":"public","protected":false}"#, as: .admin),
                    .delete("/v2/metadefs/namespaces/{unique}", as: .admin),
                ]),
            Scenario(
                "a private namespace",
                [
                    .post("/v2/metadefs/namespaces", #"{"namespace":"{unique}","owner":"{demo}"}"#, as: .admin),
                    .post("/v2/metadefs/namespaces/{unique}/objects", #"{"name":"thing"}"#, as: .admin),
                    .post(
                        "/v2/metadefs/namespaces/{unique}/properties",
                        #"{"name":"size","title":"Size","type":"integer"}"#, as: .admin),
                    .post("/v2/metadefs/namespaces/{unique}/tags/one", as: .admin),
                    .get("/v2/metadefs/namespaces/{unique}"),
                    .get("/v2/metadefs/namespaces/{unique}", as: .other, differs: .hiddenNamespace),
                    .get("/v2/metadefs/namespaces/{unique}/objects", as: .other, differs: .hiddenNamespace),
                    .get("/v2/metadefs/namespaces/{unique}/objects/thing", as: .other, differs: .hiddenNamespace),
                    .get("/v2/metadefs/namespaces/{unique}/properties", as: .other),
                    .get("/v2/metadefs/namespaces/{unique}/properties/size", as: .other),
                    .get("/v2/metadefs/namespaces/{unique}/tags", as: .other),
                    .get("/v2/metadefs/namespaces/{unique}/tags/one", as: .other),
                    .get("/v2/metadefs/namespaces/{unique}/resource_types", as: .other),
                    .put("/v2/metadefs/namespaces/{unique}", #"{"namespace":"x"}"#, as: .other),
                    .delete("/v2/metadefs/namespaces/{unique}", as: .other),
                    .delete("/v2/metadefs/namespaces/{unique}/objects/thing", as: .other, differs: .hiddenNamespace),
                    .post(
                        "/v2/metadefs/namespaces/{unique}/objects", #"{"name":"x"}"#, as: .other,
                        differs: .hiddenNamespace),
                    .post("/v2/metadefs/namespaces/{unique}/tags/x", as: .other),
                    .put("/v2/metadefs/namespaces/{unique}", #"{"namespace":"{unique}"}"#),
                    .delete("/v2/metadefs/namespaces/{unique}/tags/one"),
                    .delete("/v2/metadefs/namespaces/{unique}", as: .admin),
                ]),
        ]

        @Test("namespaces are kept as Glance keeps them", arguments: scenarios)
        func agrees(_ scenario: Scenario) async throws {
            try await expectAgreement(on: scenario)
        }
    }
}
