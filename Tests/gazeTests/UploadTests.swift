import Foundation
import ImageModel
import TestSupport
import Testing

@testable import gaze

/// `gaze upload` on the embedded service: data for a record that is there.
@Suite(.atMost(3, of: "terminals"), .timeLimit(.minutes(30))) struct UploadTests {
    private static let bytes = Data((0..<3_000_001).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 13) })

    private func upload(
        in folder: TestFolder, _ arguments: [String], input: Data? = nil
    ) async throws -> CreateProcess {
        try await CreateProcess.run(in: folder, arguments, input: input, command: "upload")
    }

    /// Where data comes from.
    enum Source: CaseIterable {
        case file, standardInput, staged, web
    }

    @Test("a record that is queued gets its data by its name and by its id, proven", arguments: Source.allCases)
    func data(source: Source) async throws {
        try await TestFolder.use { folder in
            let file = try folder.write("disk.raw", Self.bytes)
            try await folder.serving { web in
                let made = try await CreateProcess.run(in: folder, ["queued"])
                let id = try #require(made.record?["id"]?.string)
                let (image, arguments, input) =
                    switch source {
                    case .file: ("queued", ["--data", file], nil as Data?)
                    case .standardInput: (id, ["--data", "-"], Self.bytes)
                    case .staged: (id, ["--data", file, "--method", "glance-direct"], nil)
                    case .web: (id, ["--data", web + "/disk.raw", "--method", "upload"], nil)
                    }
                let upload = try await upload(in: folder, arguments + [image], input: input)
                #expect(upload.status == 0, "\(upload.errors)")
                #expect(upload.names == ["progress", "done"])
                #expect(upload.last["verdict"] == .string("size and SHA-512 match what was sent"))
                #expect(upload.last["id"] == .string(id))
                // The record said nothing of what its data is.
                let fields: [String: JSONValue] = [
                    "id": .string(id), "status": .string("active"), "disk_format": .string("raw"),
                    "container_format": .string("bare"), "size": .integer(Int64(Self.bytes.count)),
                ]
                for (name, value) in fields { #expect(upload.record?[name] == value, "\(name)") }
                let again = try await self.upload(in: folder, ["--data", file, id])
                #expect(again.status == CreateExit.conflict.rawValue && again.names == ["held"])
                #expect(again.errors.contains("is active"))
            }
        }
    }

    @Test("data of another format is held back; refused, it comes to the same record with the right word")
    func format() async throws {
        try await TestFolder.use { folder in
            let file = try folder.write("disk.raw", Self.bytes)
            let made = try await CreateProcess.run(
                in: folder, ["--disk-format", "qcow2", "--container-format", "bare", "queued"])
            let id = try #require(made.record?["id"]?.string)
            let held = try await upload(in: folder, ["--data", file, id])
            #expect(held.status == CreateExit.data.rawValue && held.names == ["held"])
            for method in ["upload", "glance-direct"] {
                let refused = try await upload(in: folder, ["--force", "--data", file, "--method", method, id])
                #expect(refused.status == CreateExit.data.rawValue, "\(method): \(refused.errors)")
                #expect(refused.names.last == "failed" && refused.record?["status"] == .string("queued"))
                #expect(
                    refused.last["advice"]?.string?.contains("gaze upload \(id) --data … --disk-format raw") == true)
            }
            let right = try await upload(in: folder, ["--data", file, "--disk-format", "raw", id])
            #expect(right.status == 0, "\(right.errors)")
            #expect(right.record?["disk_format"] == .string("raw") && right.record?["status"] == .string("active"))
        }
    }

    @Test("what makes no sense is refused, and nothing is sent by a review")
    func refusals() async throws {
        try await TestFolder.use { folder in
            let file = try folder.write("disk.raw", Self.bytes)
            let made = try await CreateProcess.run(in: folder, ["queued"])
            #expect(made.status == 0)
            for arguments in [
                ["queued"], ["--data", file], ["--data", file, "--store", "a", "--all-stores", "queued"],
            ] {
                let usage = try await upload(in: folder, arguments)
                #expect(usage.status == CreateExit.usage.rawValue && usage.errors.contains("Usage: gaze upload"))
            }
            let nobody = try await upload(in: folder, ["--data", file, "nobody"])
            #expect(nobody.status == CreateExit.conflict.rawValue && nobody.names == ["held"])
            let none = try await upload(in: folder, ["--data", folder.path + "/none", "queued"])
            #expect(none.status == CreateExit.source.rawValue && none.names == ["held"])
            let review = try await Command.run(
                [Program.path, "upload", "--dry-run", "--data", file, "queued"],
                environment: ["HOME": folder.path, "PATH": "/usr/bin:/bin"])
            #expect(review.status == 0, "\(review.errors)")
            for words in [
                "- The record is changed first: disk_format is \"raw\", container_format is \"bare\", min_disk is 1 then.\n",
                "Content-Length: 3000001",
            ] { #expect(review.output.contains(words), "\(review.output)") }
            let shown = try await Command.run(
                [Program.path, "show", "queued"], environment: ["HOME": folder.path, "PATH": "/usr/bin:/bin"])
            #expect(shown.output.contains("queued") && !shown.output.contains("raw"))
        }
    }
}
