import Testing

extension DifferentialTests {
    /// `--image-size-cap` and Glance's `image_size_cap`.
    @Suite struct SizeCap {
        /// As `Tests/openstack/run` has it.
        private static let cap = 1000
        private static let enough = String(repeating: "x", count: cap)
        private static let tooMuch = String(repeating: "x", count: cap + 1)

        static let scenarios: [Scenario] = [
            Scenario(
                "an upload",
                [
                    .post("/v2/images", #"{"disk_format":"raw","container_format":"bare"}"#, keep: "image"),
                    .upload("/v2/images/{image}/file", tooMuch, differs: .boundOfData),
                    .get("/v2/images/{image}"),
                    .get("/v2/images/{image}/file"),
                    .upload("/v2/images/{image}/file", tooMuch, as: .nobody),
                    .upload("/v2/images/{image}/file", tooMuch, as: .other),
                    .upload("/v2/images/nope/file", tooMuch),
                    .upload("/v2/images/{image}/file", tooMuch, headers: ["Content-Type": "text/plain"]),
                    .upload("/v2/images/{image}/file", tooMuch, headers: ["x-image-meta-store": "nope"]),
                    .upload("/v2/images/{image}/file", "x", headers: ["x-openstack-image-size": "1001"]),
                    .upload("/v2/images/{image}/file", enough),
                    .get("/v2/images/{image}"),
                    .upload("/v2/images/{image}/file", tooMuch),
                ]),
            Scenario(
                "staged data",
                [
                    .post("/v2/images", #"{"disk_format":"raw","container_format":"bare"}"#, keep: "image"),
                    .upload("/v2/images/{image}/stage", tooMuch, differs: .boundOfData),
                    .get("/v2/images/{image}"),
                    .upload("/v2/images/{image}/stage", enough),
                    .post("/v2/images/{image}/import", #"{"method":{"name":"glance-direct"}}"#),
                    .get("/v2/images/{image}", until: .field("os_glance_import_task", is: nil)),
                    .get("/v2/images/{image}/tasks", until: .field("tasks.0.status", is: "success")),
                ]),
        ]

        @Test("no more data is taken than Glance takes", arguments: scenarios)
        func agrees(_ scenario: Scenario) async throws {
            #expect(try await Reference.running.value.capped.imageSizeCap == Int64(Self.cap))
            try await expectAgreement(on: scenario, isCapped: true)
        }
    }
}
