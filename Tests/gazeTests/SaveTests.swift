import Foundation
import ImageModel
import TestSupport
import Testing

@testable import gaze

/// `gaze save` on the embedded service.
@Suite(.atMost(3, of: "terminals"), .timeLimit(.minutes(30))) struct SaveTests {
    private static let bytes = Data((0..<3_000_001).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 13) })

    /// Makes an image of the bytes, whose name leads elsewhere.
    private func made(in folder: TestFolder, name: String = "../disk") async throws -> String {
        let file = try folder.write("source", Self.bytes)
        let create = try await CreateProcess.run(
            in: folder, ["--data", file, "--disk-format", "raw", "--container-format", "bare", name])
        #expect(create.status == 0, "\(create.errors)")
        return try #require(create.record?["id"]?.string)
    }

    private func content(_ path: String) throws -> Data { try Data(contentsOf: URL(filePath: path)) }

    @Test("data is saved by name or by id, to a file, a folder, and where nothing is said, and is what was sent")
    func saved() async throws {
        try await TestFolder.use { folder in
            let id = try await made(in: folder)
            try FileManager.default.createDirectory(atPath: folder.path + "/images", withIntermediateDirectories: true)
            for (arguments, path) in [
                (["../disk"], "_disk.raw"), ([id, "copy.raw"], "copy.raw"), ([id, "images"], "images/_disk.raw"),
            ] {
                let save = try await SaveProcess.run(in: folder, arguments)
                #expect(save.status == 0, "\(save.errors)")
                #expect(save.line.hasSuffix("/" + path))
                #expect(save.last["event"] == .string("done"))
                #expect(save.last["verdict"] == .string("size and SHA-512 match the record"))
                #expect(try content(folder.path + "/" + path) == Self.bytes)
            }
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(!names.contains { $0.hasSuffix(".part") || $0.hasSuffix(".json") })
        }
    }

    @Test("what was saved is printed in the form that is asked for")
    func formats() async throws {
        try await TestFolder.use { folder in
            let id = try await made(in: folder)
            let save = try await SaveProcess.run(in: folder, ["--format", "json", id, "disk.raw"])
            #expect(save.status == 0 && save.last["event"] == .string("done"), "\(save.errors)")
            let result = try JSONDecoder().decode([String: JSONValue].self, from: save.output)
            #expect(result["id"] == .string(id) && result["bytes"] == .integer(Int64(Self.bytes.count)))
            #expect(result["path"]?.string?.hasSuffix("/disk.raw") == true)
            #expect(result["hash"]?.string?.wholeMatch(of: /sha512:[0-9a-f]{128}/) != nil)
            let table = try await SaveProcess.run(in: folder, ["--format", "table", id, "other.raw"])
            #expect(table.line.contains(/id +[0-9a-f-]{36}\n/) && table.line.contains("bytes  3000001"))
            let usage = try await SaveProcess.run(in: folder, ["--format", "json", id, "-"])
            #expect(usage.status == SaveExit.usage.rawValue)
        }
    }

    @Test("- is standard output, and nothing else is there")
    func standardOutput() async throws {
        try await TestFolder.use { folder in
            let id = try await made(in: folder)
            let save = try await SaveProcess.run(in: folder, [id, "-"])
            #expect(save.status == 0)
            #expect(save.output == Self.bytes)
            let reader = try await Command.run(
                ["sh", "-c", #""$0" save "$1" - | head -c 10 | wc -c"#, Program.path, id],
                environment: ["HOME": folder.path, "PATH": "/usr/bin:/bin"])
            #expect(reader.output.contains("10"))
            #expect(reader.errors.contains(#""kind":"output""#) || reader.errors.contains(#""event":"done""#))
        }
    }

    @Test("a file that is there stays as it is, unless that is said")
    func existing() async throws {
        try await TestFolder.use { folder in
            let id = try await made(in: folder)
            let file = try folder.write("disk.raw", Data("mine".utf8))
            let refused = try await SaveProcess.run(in: folder, [id, "disk.raw"])
            #expect(refused.status == SaveExit.conflict.rawValue)
            #expect(refused.last["reason"]?.string?.contains("There is a file \(file) already.") == true)
            #expect(refused.last["advice"]?.string?.contains("--overwrite") == true)
            #expect(try content(file) == Data("mine".utf8))
            let save = try await SaveProcess.run(in: folder, ["--overwrite", id, "disk.raw"])
            #expect(save.status == 0)
            #expect(try content(file) == Self.bytes)
        }
    }

    @Test("what has come before is gone on from, and data that has become another is not taken for the image's")
    func resumed() async throws {
        try await TestFolder.use { folder in
            let id = try await made(in: folder)
            let limited = {
                try await Command.run(
                    [
                        "sh", "-c", #"cd "$HOME"; trap '' XFSZ; ulimit -f 2000; exec "$0" save "$1" disk.raw"#,
                        Program.path, id,
                    ],
                    environment: ["HOME": folder.path, "PATH": "/usr/bin:/bin"])
            }
            // A limit to the size of files stands for a disk that is full.
            let full = try await limited()
            #expect(full.status == SaveExit.output.rawValue, "\(full.errors)")
            #expect(full.errors.contains("There is no room left"))
            let part = try content(folder.path + "/disk.raw.part")
            #expect(!part.isEmpty && Self.bytes.starts(with: part))
            let save = try await SaveProcess.run(in: folder, [id, "disk.raw"])
            #expect(save.status == 0, "\(save.errors)")
            #expect(save.hasKept(part.count))
            #expect(try content(folder.path + "/disk.raw") == Self.bytes)
        }
    }

    @Test("what cannot be saved is told by its status")
    func refused() async throws {
        try await TestFolder.use { folder in
            let id = try await made(in: folder, name: "twin")
            _ = try await made(in: folder, name: "twin")
            let empty = try await CreateProcess.run(in: folder, ["empty"])
            #expect(empty.status == 0)
            for (arguments, status) in [
                (["nothing"], SaveExit.conflict), (["twin"], .conflict), (["empty"], .empty),
                ([id, "none/disk.raw"], .conflict),
                ([id, "/dev/null"], .conflict), (["--cloud", "nowhere", id], .configuration),
                ([id, String(repeating: "n", count: 300)], .conflict),
            ] {
                let save = try await SaveProcess.run(in: folder, arguments)
                #expect(save.status == status.rawValue, "\(arguments): \(save.errors)")
                #expect(save.last["event"] == .string("failed") && save.last["kind"] == .string(status.word))
            }
            let missing = try await SaveProcess.run(in: folder, ["nothing"])
            #expect(missing.last["message"]?.string?.contains("gaze list shows which there are.") == true)
            let full = try await Command.run(
                ["sh", "-c", #"exec "$0" save "$1" - > /dev/full"#, Program.path, id],
                environment: ["HOME": folder.path, "PATH": "/usr/bin:/bin"])
            #expect(full.status == SaveExit.output.rawValue)
            #expect(full.errors.contains("Standard output cannot be written: no space left on device."))
            #expect(!full.errors.contains("kept"), "\(full.errors)")
            let usage = try await SaveProcess.run(in: folder, ["--overwrite", id, "-"])
            #expect(usage.status == SaveExit.usage.rawValue)
        }
    }

    @Test("the README has the exit statuses")
    func readme() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
        let table = SaveExit.meanings.map { "| \($0.status) | \($0.words) |" }.joined(separator: "\n")
        #expect(text.contains(table), "It should say:\n\(table)")
    }
}
