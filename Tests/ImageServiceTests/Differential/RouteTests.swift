import Testing

extension DifferentialTests {
    /// Paths and methods: what is there, what is not, and the documents about it.
    @Suite struct Route {
        static let scenarios: [Scenario] = [
            Scenario(
                "methods that a resource does not know",
                [
                    .post("/v2/images", "{}", keep: "image"),
                    Request("HEAD", "/v2/images"),
                    .put("/v2/images"),
                    .delete("/v2/images"),
                    .patch("/v2/images", "[]"),
                    Request("FOO", "/v2/images"),
                    Request("HEAD", "/v2/images/{image}"),
                    .post("/v2/images/{image}"),
                    .put("/v2/images/{image}"),
                    Request("HEAD", "/v2/images/{image}/file"),
                    .post("/v2/images/{image}/file"),
                    .delete("/v2/images/{image}/file"),
                    .patch("/v2/images/{image}/file", "[]"),
                    .post("/v2/schemas/image"),
                    .delete("/v2/schemas/images"),
                    .delete("/v2/images", as: .nobody),
                ]),
            Scenario(
                "options",
                [
                    Request("OPTIONS", "/v2/images"),
                    Request("OPTIONS", "/v2/images", as: .nobody),
                    Request("OPTIONS", "/", as: .nobody),
                ]),
            Scenario(
                "paths that are nothing",
                [
                    .post("/v2/images", "{}", keep: "image"),
                    .get("/v2"),
                    .get("/v2/"),
                    .get("/v2/nope"),
                    .get("/v2/Images"),
                    .get("/v2/images/"),
                    .get("/v2/images/{image}/"),
                    .get("/v2/images/{image}/file/"),
                    .get("/v2/images/{image}/nope"),
                    .get("/v2/schemas"),
                    .get("/v2/schemas/"),
                    .get("/v2/schemas/nope"),
                    .get("/v2", as: .nobody),
                    .get("/v2/", as: .nobody),
                    .get("/v2/nope", as: .nobody),
                    .get("//v2/images?limit=0"),
                    .get("/v2//images?limit=0"),
                    .get("/v2/nope", headers: ["Accept": "text/html"]),
                    .get("/v2/nope", headers: ["Accept": ""]),
                ]),
            Scenario(
                "versions",
                [
                    .get("/", as: .nobody),
                    .get("/"),
                    .get("/versions", as: .nobody),
                    .get("/versions/", as: .nobody),
                    .get("/v1", as: .nobody),
                    .get("/v3/images", as: .nobody),
                    .get("/nope", as: .nobody),
                    Request("HEAD", "/", as: .nobody),
                    .post("/", as: .nobody),
                    .get("/", as: .nobody, headers: ["Host": "images.example:9292"]),
                    .get("/versions", as: .nobody, headers: ["Host": "images.example"]),
                    .get("/v2.0/images?limit=0"),
                    .get("/v2.9/images?limit=0"),
                    .get("/v2.17/images?limit=0"),
                    .get("/v2.18/images?limit=0"),
                    .get("/v2.17/images", as: .nobody),
                ]),
            Scenario(
                "health",
                [
                    .get("/healthcheck", as: .nobody),
                    .get("/healthcheck", as: .nobody, headers: ["Accept": "text/plain"]),
                    Request("HEAD", "/healthcheck", as: .nobody),
                ]),
            Scenario(
                "schemas of images",
                [
                    .get("/v2/schemas/image"),
                    .get("/v2/schemas/images"),
                    .get("/v2/schemas/image", as: .nobody),
                    .get("/v2/schemas/member"),
                    .get("/v2/schemas/members"),
                    .get("/v2/schemas/task"),
                    .get("/v2/schemas/tasks"),
                ]),
            Scenario(
                "schemas of metadata definitions",
                [
                    .get("/v2/schemas/metadefs/namespace"),
                    .get("/v2/schemas/metadefs/namespaces"),
                    .get("/v2/schemas/metadefs/resource_type"),
                    .get("/v2/schemas/metadefs/resource_types"),
                    .get("/v2/schemas/metadefs/property"),
                    .get("/v2/schemas/metadefs/properties"),
                    .get("/v2/schemas/metadefs/object"),
                    .get("/v2/schemas/metadefs/objects"),
                    .get("/v2/schemas/metadefs/tag"),
                    .get("/v2/schemas/metadefs/tags"),
                    .get("/v2/schemas/metadefs/nope"),
                    .delete("/v2/schemas/metadefs/tag"),
                ]),
        ]

        @Test("each path answers as Glance's does", arguments: scenarios)
        func agrees(_ scenario: Scenario) async throws {
            try await expectAgreement(on: scenario)
        }
    }
}
