import Testing

extension DifferentialTests {
    /// Real disks in `PUT …/file` and `…/stage`, under the formats that are theirs and under others.
    @Suite struct Disk {
        private static let formats = ["raw", "qcow2", "vmdk", "vdi", "vhd", "vhdx", "iso", "ploop", "ami"]

        private static func record(_ format: String) -> String {
            #"{"disk_format":"\#(format)","container_format":"\#(format == "ami" ? "ami" : "bare")"}"#
        }

        static let uploads = RealDisk.allCases.map { disk in
            Scenario(
                "an upload of \(disk)",
                formats.flatMap { format -> [Request] in
                    [
                        .post("/v2/images", record(format), keep: format),
                        .upload("/v2/images/{\(format)}/file", disk),
                        .get(
                            "/v2/images/{\(format)}",
                            differs: disk.records.contains(format) ? nil : .dataOfRefusedUpload),
                    ]
                })
        }

        static let imports = RealDisk.allCases.map { disk in
            Scenario(
                "an import of \(disk)",
                ["raw", "qcow2", "vmdk", "vhd", "iso"].flatMap { format -> [Request] in
                    let isTaken = disk.records.contains(format)
                    return [
                        .post("/v2/images", record(format), keep: format),
                        .upload("/v2/images/{\(format)}/stage", disk),
                        .post("/v2/images/{\(format)}/import", #"{"method":{"name":"glance-direct"}}"#),
                        .get(
                            "/v2/images/{\(format)}/tasks",
                            until: .field("tasks.0.status", is: isTaken ? "success" : "failure"),
                            differs: isTaken ? nil : .reasonOfFailure),
                        .get(
                            "/v2/images/{\(format)}", until: .field("os_glance_import_task", is: nil),
                            differs: isTaken ? nil : .stuckImport),
                    ]
                })
        }

        @Test("a disk is taken, measured and refused as Glance does it", arguments: uploads + imports)
        func agrees(_ scenario: Scenario) async throws {
            try await expectAgreement(on: scenario)
        }
    }
}
