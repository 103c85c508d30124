import Foundation
import TestSupport
import Testing

@testable import gaze

/// `gaze inspect`, as it is run.
@Suite(.atMost(3, of: "terminals")) struct InspectTests {
    private func inspect(_ arguments: String..., locale: String = "C.UTF-8") async throws -> Command {
        try await Command.run(
            [Program.path, "inspect"] + arguments, environment: ["PATH": "/usr/bin:/bin", "LC_ALL": locale])
    }

    private func disk(_ name: String, _ arguments: [String], in folder: TestFolder) async throws -> String {
        let path = folder.path + "/" + name
        let command = try await Command.run(["qemu-img", "create", "-q"] + arguments + [path, "3G"])
        try #require(command.status == 0, "\(command.errors)")
        return path
    }

    @Test("--help tells the exit statuses")
    func help() async throws {
        let command = try await inspect("--help")
        #expect(command.status == 0)
        for word in ["1 MiB", "65", "66", "--json"] { #expect(command.output.contains(word)) }
    }

    @Test("an address and standard input are looked at by their beginnings")
    func streams() async throws {
        try await TestFolder.use { folder in
            let path = try await disk("disk.qcow2", ["-f", "qcow2"], in: folder)
            let piped = try await Command.run(
                ["sh", "-c", #"cat "$1" | "$0" inspect -"#, Program.path, path],
                environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"])
            #expect(piped.status == 0 && piped.output.hasPrefix("-\n"), "\(piped.errors)")
            #expect(piped.output.contains("disk format   qcow2") && piped.output.contains("virtual size  3 GiB"))
            let empty = try await Command.run(
                ["sh", "-c", #""$0" inspect - </dev/null"#, Program.path], environment: ["PATH": "/usr/bin:/bin"])
            #expect(empty.status == 66 && empty.errors == "Standard input is empty.\n")
            try await folder.serving { web in
                let address = web + "/disk.qcow2"
                let command = try await inspect(address)
                #expect(command.status == 0 && command.output.hasPrefix(address + "\n"), "\(command.errors)")
                #expect(command.output.contains("min disk      3 GB"), "\(command.output)")
                let gone = try await inspect(web + "/gone")
                #expect(gone.status == 66 && gone.errors == "\(web)/gone answers 404, not with data.\n")
                let secret = try await inspect(web.replacing("://", with: "://me:s3cret@") + "/gone?signature=x")
                #expect(secret.errors == gone.errors)
            }
        }
    }

    @Test("a sound disk is told in words, with status 0")
    func sound() async throws {
        try await TestFolder.use { folder in
            let path = try await disk("disk.qcow2", ["-f", "qcow2"], in: folder)
            let command = try await inspect(path)
            #expect(command.status == 0)
            #expect(command.errors == "")
            let lines = command.output.split(separator: "\n").map(String.init)
            #expect(lines.first == path)
            for line in [
                "  what it is    QEMU copy-on-write disk, version 3", "  disk format   qcow2", "  container     bare",
                "  virtual size  3 GiB (3,221,225,472 bytes)", "  min disk      3 GB",
                "  Glance        takes it as qcow2",
            ] { #expect(lines.contains(line)) }
        }
    }

    @Test("dangers are told with what to do, with status 65")
    func dangers() async throws {
        try await TestFolder.use { folder in
            let base = try await disk("base", ["-f", "qcow2"], in: folder)
            let sound = try await inspect(base)
            #expect(sound.status == 0)
            let overlay = try await disk("overlay", ["-f", "qcow2", "-b", base, "-F", "qcow2"], in: folder)
            let command = try await inspect(base, overlay)
            #expect(command.status == 65)
            #expect(command.output.hasPrefix(sound.output + "\n" + overlay))
            for words in ["! Backing file", "from another file, \(base)", "qemu-img convert", "refuses it as qcow2"] {
                #expect(command.output.contains(words))
            }
        }
    }

    @Test("a file that cannot be read has status 66, and the others are told all the same")
    func unreadable() async throws {
        try await TestFolder.use { folder in
            let path = try await disk("disk.qed", ["-f", "qed"], in: folder)
            let missing = folder.path + "/none"
            let command = try await inspect(missing, path, folder.path)
            #expect(command.status == 66)
            #expect(command.errors == "There is no file \(missing).\n\(folder.path) is not a file.\n")
            #expect(command.output.contains("never takes it"))
            #expect(command.output.contains("disk format   none that an image can have"))
        }
    }

    @Test("without a file, the command line is wrong")
    func usage() async throws {
        #expect(try await inspect().status == 64)
    }

    @Test("--json prints an object a line, for files that cannot be read too")
    func json() async throws {
        struct Object: Decodable {
            struct Danger: Decodable { let code, title, explanation, remedy: String }
            let file: String
            let error, disk_format, container_format, architecture, refusal: String?
            let size, virtual_size, min_disk: Int64?
            let dangers: [Danger]?
        }
        try await TestFolder.use { folder in
            let path = try await disk("disk.vhd", ["-f", "vpc", "-o", "force_size=on"], in: folder)
            let disc = try folder.write("empty", Data())
            let command = try await inspect("--json", path, disc)
            #expect(command.status == 66)
            #expect(command.errors == "")
            let objects = try command.output.split(separator: "\n").map {
                try JSONDecoder().decode(Object.self, from: Data($0.utf8))
            }
            try #require(objects.count == 2)
            #expect(objects[0].file == path)
            #expect(objects[0].disk_format == "vhd")
            #expect(objects[0].container_format == "bare")
            #expect(objects[0].virtual_size == 3 << 30)
            #expect(objects[0].min_disk == 3)
            #expect(objects[0].dangers?.isEmpty == true)
            #expect(command.output.contains(#""architecture":null"#))
            #expect(objects[1].file == disc)
            #expect(objects[1].error == "\(disc) is empty.")
            let cut = try folder.write("cut.qcow2", Data(contentsOf: URL(filePath: path)).prefix(5000))
            let object = try JSONDecoder().decode(
                Object.self, from: Data(try await inspect("--json", cut).output.utf8))
            #expect(object.dangers?.map(\.code) == ["truncated"])
        }
    }

    @Test(
        "names from outside reach a terminal as text, and a program as they are",
        arguments: [("C.UTF-8", "␛[31mé<U+202E>\u{2423}"), ("C", "^[[31m?<U+202E>?")])
    func hostileNames(locale: String, shown: String) async throws {
        try await TestFolder.use { folder in
            let path = folder.path + "/\u{1B}[31mé\u{202E}\u{2423}"
            let base = folder.path + "/\u{9B}2Jbase"
            _ = try await disk("\u{9B}2Jbase", ["-f", "raw"], in: folder)
            let overlay = try await disk("overlay", ["-f", "qcow2", "-b", base, "-F", "raw"], in: folder)
            try FileManager.default.moveItem(atPath: overlay, toPath: path)
            let command = try await inspect(path, locale: locale)
            #expect(command.status == 65)
            #expect(command.output.hasPrefix(folder.path + "/" + shown + "\n"))
            #expect(command.output.contains("<U+009B>2Jbase"))
            #expect(command.output.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0 != "\u{9B}" })
            let missing = try await inspect(path + "x", locale: locale)
            #expect(missing.errors == "There is no file \(folder.path)/\(shown)x.\n")
            let json = try await inspect("--json", path, locale: locale)
            #expect(json.output.utf8.allSatisfy { $0 == 0x0A || (0x20..<0x7F).contains($0) })
            let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
            #expect(object?["file"] as? String == path)
        }
    }
}
