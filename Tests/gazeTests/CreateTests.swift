import Foundation
import ImageModel
import TestSupport
import Testing
import ViewModels

@testable import gaze

/// `gaze create` on the embedded service: each source, what it prints, and how it ends.
@Suite(.atMost(3, of: "terminals"), .timeLimit(.minutes(30))) struct CreateTests {
    private static let bytes = Data((0..<3_000_001).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 13) })
    private static let id = "b2173dd3-7ad6-4362-baa6-a68bce3565cb"
    private static let raw = ["--disk-format", "raw", "--container-format", "bare"]

    @Test("a record alone is made, and printed as a line of JSON")
    func record() async throws {
        try await TestFolder.use { folder in
            let create = try await CreateProcess.run(in: folder, ["it's “é”"])
            #expect(create.status == 0)
            #expect(create.names == ["created", "done"])
            #expect(create.record?["name"] == .string("it's “é”"))
            #expect(create.record?["status"] == .string("queued"))
            #expect(create.last["id"] == create.record?["id"])
        }
    }

    @Test("every field has an option, and the record says what they say")
    func everyField() async throws {
        try await TestFolder.use { folder in
            let create = try await CreateProcess.run(
                in: folder,
                [
                    "--id", Self.id, "--disk-format", "qcow2", "--container-format", "bare", "--visibility",
                    "community",
                    "--tag", "lts", "--tag=-x", "--property", "os_distro=alpine", "--property", "a b=c=d", "--min-disk",
                    "2", "--min-ram", "512", "--protected", "--hidden", "alpine",
                ])
            #expect(create.status == 0, "\(create.errors)")
            let fields: [String: JSONValue] = [
                "id": .string(Self.id), "disk_format": .string("qcow2"), "container_format": .string("bare"),
                "visibility": .string("community"), "os_distro": .string("alpine"), "a b": .string("c=d"),
                "min_disk": .integer(2), "min_ram": .integer(512), "protected": .bool(true), "os_hidden": .bool(true),
                "name": .string("alpine"),
            ]
            for (name, value) in fields { #expect(create.record?[name] == value, "\(name)") }
            let tags = create.record?["tags"]?.array?.compactMap(\.string)
            #expect(tags?.sorted() == ["-x", "lts"])
        }
    }

    /// Where data comes from.
    enum Source: CaseIterable {
        case file, standardInput, staged
    }

    @Test("data is brought from each source, told as it goes, and proven", arguments: Source.allCases)
    func data(source: Source) async throws {
        try await TestFolder.use { folder in
            let file = try folder.write("disk.raw", Self.bytes)
            let (arguments, input) =
                switch source {
                case .file: (["--data", file], nil as Data?)
                case .standardInput: (["--data", "-"], Self.bytes)
                case .staged: (["--data", file, "--method", "glance-direct"], nil)
                }
            let create = try await CreateProcess.run(in: folder, arguments + Self.raw + ["disk"], input: input)
            #expect(create.status == 0, "\(create.errors)")
            #expect(create.names == ["created", "progress", "done"])
            #expect(create.last["verdict"] == .string("size and SHA-512 match what was sent"))
            #expect(create.record?["status"] == .string("active"))
            #expect(create.record?["size"] == .integer(Int64(Self.bytes.count)))
            let states = Set(create.events.compactMap { $0["state"]?.string })
            #expect(states.isSuperset(of: source == .staged ? ["sending", "importing"] : ["sending", "verifying"]))
        }
    }

    @Test("an address of the web is read and sent on; one that is not there is told before there is a record")
    func web() async throws {
        try await TestFolder.use { folder in
            _ = try folder.write("disk.raw", Self.bytes)
            try await folder.serving { web in
                let arguments = ["--method", "upload"] + Self.raw + ["web"]
                let create = try await CreateProcess.run(in: folder, ["--data", web + "/disk.raw"] + arguments)
                #expect(create.status == 0, "\(create.errors)")
                #expect(create.record?["size"] == .integer(Int64(Self.bytes.count)))
                let gone = try await CreateProcess.run(in: folder, ["--data", web + "/gone.raw"] + arguments)
                #expect(gone.status == CreateExit.source.rawValue)
                #expect(gone.names == ["held"] && gone.record == nil)
                #expect(gone.errors.contains("answers 404"))
                // The service reads nothing of this machine by itself.
                let download = try await CreateProcess.run(
                    in: folder, ["--data", web + "/disk.raw", "--method", "web-download"] + Self.raw + ["web"])
                #expect(download.status != 0)
                #expect(download.last["kind"] == .string("importing") || download.last["kind"] == .string("data"))
                #expect(download.record?["status"] == .string("queued"))
            }
        }
    }

    @Test("what the file says fills in what no option does")
    func suggestions() async throws {
        try await TestFolder.use { folder in
            let file = folder.path + "/alpine-3.20.qcow2"
            try await Command.run(["qemu-img", "create", "-q", "-f", "qcow2", file, "3G"])
            let create = try await CreateProcess.run(in: folder, ["--data", file])
            #expect(create.status == 0, "\(create.errors)")
            let fields: [String: JSONValue] = [
                "name": .string("alpine-3.20"), "disk_format": .string("qcow2"), "container_format": .string("bare"),
                "min_disk": .integer(3), "virtual_size": .integer(3 << 30),
            ]
            for (name, value) in fields { #expect(create.record?[name] == value, "\(name)") }
        }
    }

    @Test(
        "what breaks a rule is not sent, and each field that does is named",
        arguments: [
            (["--id", "x", "--min-disk", "many", "n"], ["id", "min_disk"]),
            (["--visibility", "nobody", "n"], ["visibility"]), ([], ["name"]),
            (["--tag", "🐧", "--property", "a=🐧", "n"], ["tags", "properties"]),
            (["--data", "ftp://example.org/x"] + raw + ["n"], ["data"]),
            (["--property", "status=active", "n"], ["properties"]), (["--tag", "a", "--tag", "a", "n"], ["tags"]),
            (["--data", "http:///x"] + raw + ["n"], ["data"]),
            (["--data", "-", "--store", "slow"] + raw + ["n"], ["stores"]),
            (["--data", "-", "--method", "web-download"] + raw + ["n"], ["method"]),
            (["--data", "glance://Two/7"] + raw + ["n"], ["data"]),
        ])
    func rules(arguments: [String], fields: [String]) async throws {
        try await TestFolder.use { folder in
            let create = try await CreateProcess.run(in: folder, arguments)
            #expect(create.status == CreateExit.usage.rawValue, "\(create.errors)")
            #expect(create.names == ["held"])
            let named = create.last["problems"]?.array?.compactMap { $0.object?["field"]?.string }
            #expect(named.map(Set.init) == Set(fields))
            #expect(create.record == nil)
        }
    }

    @Test(
        "an image of a region or a cloud that there is not is no data, and the reason is told",
        arguments: [
            ("glance://Two/\(id)", "gaze's own service has no other region"), ("glance://lab:Two/\(id)", "lab"),
        ])
    func elsewhere(data: String, words: String) async throws {
        try await TestFolder.use { folder in
            let create = try await CreateProcess.run(in: folder, ["--data", data] + Self.raw + ["n"])
            #expect(create.status == CreateExit.source.rawValue, "\(create.errors)")
            #expect(create.names == ["held"] && create.errors.contains(words), "\(create.errors)")
        }
    }

    @Test(
        "a command line that makes no sense is refused",
        arguments: [
            ["--data", "x", "--all-stores", "--store", "a", "n"], ["--store", "a", "n"], ["--all-or-none", "n"],
            ["--method", "upload", "n"], ["--data", "", "n"], ["--data", "x", "--no-data", "n"],
            ["--protected", "--unprotected", "n"], ["--nonsense"],
        ])
    func usage(arguments: [String]) async throws {
        try await TestFolder.use { folder in
            let create = try await CreateProcess.run(in: folder, arguments)
            #expect(create.status == CreateExit.usage.rawValue)
            #expect(create.errors.contains("Usage: gaze create"))
        }
    }

    @Test(
        "a name that is given as glance takes it is refused with the way to give it",
        arguments: ["--name=n", "--name n"])
    func name(argument: String) async throws {
        try await TestFolder.use { folder in
            let create = try await CreateProcess.run(in: folder, argument.split(separator: " ").map(String.init))
            #expect(create.status == CreateExit.usage.rawValue)
            #expect(create.errors.contains("without --name: gaze create NAME"), "\(create.errors)")
            let help = try await Command.run([Program.path, "create", "--help"], environment: ["HOME": folder.path])
            #expect(help.status == 0 && !help.output.contains("--name"), "\(help.output)")
        }
    }

    @Test("what streams in is looked at: it fills in what no option says, and is held where it is another format")
    func streams() async throws {
        try await TestFolder.use { folder in
            let file = folder.path + "/alpine-3.20.qcow2"
            try await Command.run(["qemu-img", "create", "-q", "-f", "qcow2", file, "3G"])
            let disk = try Data(contentsOf: URL(filePath: file))
            try await folder.serving { web in
                for (data, input) in [("-", disk), (web + "/alpine-3.20.qcow2", nil)] as [(String, Data?)] {
                    let arguments = ["--data", data, "--method", "upload"]
                    let create = try await CreateProcess.run(
                        in: folder, arguments + (input == nil ? [] : ["alpine-3.20"]), input: input)
                    #expect(create.status == 0, "\(create.errors)")
                    let fields: [String: JSONValue] = [
                        "name": .string("alpine-3.20"), "disk_format": .string("qcow2"), "min_disk": .integer(3),
                        "size": .integer(Int64(disk.count)),
                    ]
                    for (name, value) in fields { #expect(create.record?[name] == value, "\(name)") }
                    let wrong = ["--disk-format", "vmdk", "--container-format", "bare", "n"]
                    let held = try await CreateProcess.run(in: folder, arguments + wrong, input: input)
                    #expect(held.status == CreateExit.data.rawValue && held.names == ["held"], "\(held.errors)")
                    // Where the service says it, the way on is named.
                    let sent = try await CreateProcess.run(in: folder, ["--force"] + arguments + wrong, input: input)
                    #expect(sent.status == CreateExit.data.rawValue && sent.names.last == "failed")
                    #expect(sent.last["advice"]?.string?.contains("--disk-format qcow2") == true, "\(sent.last)")
                }
            }
            let empty = try await CreateProcess.run(in: folder, ["--data", "-"] + Self.raw + ["n"], input: Data())
            #expect(empty.status == CreateExit.source.rawValue && empty.names == ["held"])
        }
    }

    /// What standard input is, where no data is named.
    enum Input: CaseIterable {
        case pipe, file, emptyPipe, emptyFile, null
    }

    @Test(
        "what comes in without --data is not lost: it is refused, and a record alone is made where that is said",
        arguments: Input.allCases)
    func pipedInput(input: Input) async throws {
        try await TestFolder.use { folder in
            let file = try folder.write("names", input == .file ? Data("one\ntwo\n".utf8) : Data())
            let program = try Program.path
            func create(_ options: String) async throws -> Command {
                let line =
                    switch input {
                    case .pipe: "echo data | '\(program)' create \(options) n"
                    case .emptyPipe: ": | '\(program)' create \(options) n"
                    case .file, .emptyFile: "'\(program)' create \(options) n < '\(file)'"
                    case .null: "'\(program)' create \(options) n < /dev/null"
                    }
                return try await Command.run(
                    ["sh", "-c", line], environment: ["HOME": folder.path, "PATH": "/usr/bin:/bin"])
            }
            let plain = try await create("")
            if input == .pipe || input == .file {
                #expect(plain.status == CreateExit.usage.rawValue)
                #expect(plain.errors.contains("--data -") && plain.errors.contains("--no-data"))
                #expect(plain.output.isEmpty)
            } else {
                #expect(plain.status == 0, "\(plain.errors)")
            }
            let alone = try await create("--no-data")
            #expect(alone.status == 0, "\(alone.errors)")
        }
    }

    @Test("a loop over names makes a record of each, and swallows none")
    func loop() async throws {
        try await TestFolder.use { folder in
            let names = try folder.write("names", Data("one\ntwo\nthree\n".utf8))
            let line = "while read n; do '\(try Program.path)' create --no-data \"$n\"; done < '\(names)'"
            let loop = try await Command.run(
                ["sh", "-c", line], environment: ["HOME": folder.path, "PATH": "/usr/bin:/bin"])
            let made = try loop.output.split(separator: "\n").map {
                try JSONDecoder().decode([String: JSONValue].self, from: Data($0.utf8))["name"]?.string
            }
            #expect(made == ["one", "two", "three"], "\(loop.errors)")
        }
    }

    @Test("data that its publisher's checksum does not fit ends in a state of its own, and the image stays queued")
    func checksum() async throws {
        try await TestFolder.use { folder in
            let file = try folder.write("disk.raw", Self.bytes)
            let sums = try await Command.run([
                "sh", "-c", "cd '\(folder.path)' && sha512sum disk.raw && sha256sum disk.raw",
            ])
            _ = try folder.write("SUMS", sums.data)
            let sha256 = try #require(sums.output.split(separator: "\n").last?.split(separator: " ").first)
            for (data, checksum, input) in [
                (file, "@\(folder.path)/SUMS", nil), (file, "sha256:\(sha256)", nil), ("-", String(sha256), Self.bytes),
            ] as [(String, String, Data?)] {
                let create = try await CreateProcess.run(
                    in: folder, ["--data", data, "--checksum", checksum] + Self.raw + ["disk"], input: input)
                #expect(create.status == 0, "\(create.errors)")
                #expect(create.last["verdict"]?.string?.contains("is the one that was given") == true)
            }
            let wrong = String(repeating: "0", count: 64)
            for (data, method, input) in [
                (file, "upload", nil), ("-", "upload", Self.bytes), (file, "glance-direct", nil),
            ] as [(String, String, Data?)] {
                let arguments = ["--data", data, "--method", method, "--checksum", wrong] + Self.raw
                let create = try await CreateProcess.run(in: folder, arguments + ["disk"], input: input)
                #expect(create.status == CreateExit.checksum.rawValue, "\(create.errors)")
                #expect(create.names.last == "failed" && create.last["kind"] == .string("checksum"))
                #expect(create.last["reason"]?.string?.contains(sha256) == true)
                #expect(create.record?["status"] == .string("queued"), "\(method)")
                #expect(create.record?["size"] == .null)
            }
        }
    }

    @Test(
        "a checksum that is none is held back, and so is a list that has none of the data",
        arguments: [
            ("abc", CreateExit.usage, "hexadecimal"), ("crc32:abcd", .usage, "crc32"),
            ("@none", .source, "/none cannot be read: no such file or directory."),
            ("@.", .source, "cannot be read: is a directory."), ("@disk.raw", .source, "/disk.raw: "),
        ])
    func noChecksum(checksum: String, status: CreateExit, words: String) async throws {
        try await TestFolder.use { folder in
            let file = try folder.write("disk.raw", Self.bytes)
            let named = checksum.hasPrefix("@") ? "@\(folder.path)/\(checksum.dropFirst())" : checksum
            let create = try await CreateProcess.run(
                in: folder, ["--data", file, "--checksum", named] + Self.raw + ["n"])
            #expect(create.status == status.rawValue, "\(create.errors)")
            #expect(create.errors.contains(words), "\(create.errors)")
            #expect(create.names == ["held"] && create.record == nil)
            let alone = try await CreateProcess.run(in: folder, ["--checksum", checksum, "n"])
            #expect(alone.status == CreateExit.usage.rawValue && alone.errors.contains("Usage: gaze create"))
        }
    }

    @Test("a preset and an image that is there fill in what no option says")
    func presets() async throws {
        try await TestFolder.use { folder in
            let like = try await CreateProcess.run(
                in: folder,
                ["--disk-format", "raw", "--tag", "a", "--property", "os_distro=debian", "--property", "x=1", "first"])
            #expect(like.status == 0, "\(like.errors)")
            _ = try folder.write("mine.yaml", Data())
            let presets = folder.path + "/.config/gaze/presets"
            try FileManager.default.createDirectory(atPath: presets, withIntermediateDirectories: true)
            try Data("container_format: bare\ndisk_format: qcow2\nvisibility: community\nprotected: true\n".utf8)
                .write(to: URL(filePath: presets + "/mine.yaml"))
            let create = try await CreateProcess.run(
                in: folder,
                ["--like", "first", "--preset", "mine", "--tag", "b", "--property", "x=2", "--unprotected", "second"])
            #expect(create.status == 0, "\(create.errors)")
            let fields: [String: JSONValue] = [
                "name": .string("second"), "disk_format": .string("raw"), "container_format": .string("bare"),
                "os_distro": .string("debian"), "x": .string("2"), "protected": .bool(false),
                // The image that it is like says it.
                "visibility": .string("shared"),
            ]
            for (name, value) in fields { #expect(create.record?[name] == value, "\(name)") }
            #expect(create.record?["tags"]?.array?.compactMap(\.string).sorted() == ["a", "b"])
            let preset = try await CreateProcess.run(in: folder, ["--preset", "mine", "third"])
            #expect(preset.record?["visibility"] == .string("community"))
            #expect(preset.record?["protected"] == .bool(true))
            let wrong = try await CreateProcess.run(in: folder, ["--preset", "none", "fourth"])
            #expect(wrong.status == CreateExit.usage.rawValue && wrong.errors.contains("linux-cloud"))
            let nobody = try await CreateProcess.run(in: folder, ["--like", "nobody", "fourth"])
            #expect(nobody.status == CreateExit.conflict.rawValue)
        }
    }

    @Test("what the data is decides its formats, and a preset the rest")
    func presetOfData() async throws {
        try await TestFolder.use { folder in
            let file = folder.path + "/disk.vmdk"
            try await Command.run(["qemu-img", "create", "-q", "-f", "vmdk", file, "3G"])
            let create = try await CreateProcess.run(in: folder, ["--preset", "linux-cloud", "--data", file])
            #expect(create.status == 0, "\(create.errors)")
            let fields: [String: JSONValue] = [
                "disk_format": .string("vmdk"), "container_format": .string("bare"), "min_disk": .integer(3),
                "hw_vif_model": .string("virtio"), "os_type": .string("linux"),
            ]
            for (name, value) in fields { #expect(create.record?[name] == value, "\(name)") }
            let alone = try await CreateProcess.run(in: folder, ["--preset", "linux-cloud", "alone"])
            #expect(alone.record?["disk_format"] == .string("qcow2"))
        }
    }

    @Test("a file that cannot be read is another kind of failure than a rule")
    func noFile() async throws {
        try await TestFolder.use { folder in
            for path in [folder.path + "/none", folder.path] {
                let create = try await CreateProcess.run(in: folder, ["--data", path] + Self.raw + ["n"])
                #expect(create.status == CreateExit.source.rawValue)
                #expect(create.names == ["held"])
            }
        }
    }

    @Test("a file of which there is a warning is held back, and sent by --force, whatever the service says then")
    func dangers() async throws {
        try await TestFolder.use { folder in
            let file = try folder.write("disk.raw", Self.bytes)
            let arguments = ["--data", file, "--disk-format", "qcow2", "--container-format", "bare", "n"]
            let held = try await CreateProcess.run(in: folder, arguments)
            #expect(held.status == CreateExit.data.rawValue)
            #expect(held.names == ["held"])
            #expect(held.errors.contains("--force"))
            let sent = try await CreateProcess.run(in: folder, ["--force"] + arguments)
            #expect(sent.status == CreateExit.data.rawValue)
            #expect(sent.names.last == "failed")
            #expect(sent.last["code"] == .integer(415))
            #expect(sent.record?["status"] == .string("queued"))
            #expect(sent.last["id"] == sent.record?["id"])
        }
    }

    @Test("of a packed file, it is said that it is packed, and not only that a format is missing")
    func packed() async throws {
        try await TestFolder.use { folder in
            let file = try folder.write("disk.raw", Self.bytes)
            try await Command.run(["xz", "-0", file])
            let held = try await CreateProcess.run(in: folder, ["--data", file + ".xz", "n"])
            #expect(held.status == CreateExit.usage.rawValue && held.names == ["held"])
            #expect(held.errors.contains("Packed. It is packed by xz"), "\(held.errors)")
        }
    }

    @Test(
        "an empty file, and a container that is not the file's, are held back like other warnings",
        arguments: [(0, "bare", "Empty."), (512, "docker", "Another container.")])
    func warnings(size: Int, container: String, title: String) async throws {
        try await TestFolder.use { folder in
            let file = try folder.write("disk.raw", Data(repeating: 7, count: size))
            let held = try await CreateProcess.run(
                in: folder, ["--data", file, "--disk-format", "raw", "--container-format", container, "n"])
            #expect(held.status == CreateExit.data.rawValue)
            #expect(held.names == ["held"])
            #expect(held.errors.contains(title))
        }
    }

    @Test("an id in use is a conflict")
    func conflict() async throws {
        try await TestFolder.use { folder in
            let first = try await CreateProcess.run(in: folder, ["--id", Self.id, "n"])
            #expect(first.status == 0)
            let second = try await CreateProcess.run(in: folder, ["--id", Self.id, "n"])
            #expect(second.status == CreateExit.conflict.rawValue)
            #expect(second.names == ["failed"])
            #expect(second.last["kind"] == .string("conflict"))
            #expect(second.record == nil)
        }
    }

    @Test("a cloud that is not known, and one that cannot be reached, are told apart")
    func clouds() async throws {
        try await TestFolder.use { folder in
            for arguments in [["create", "--cloud", "nowhere", "n"], ["--cloud", "nowhere", "create", "n"]] {
                let unknown = try await Command.run(
                    [Program.path] + arguments, environment: ["HOME": folder.path, "PATH": "/usr/bin:/bin"])
                #expect(unknown.status == CreateExit.configuration.rawValue)
                #expect(unknown.errors.contains("nowhere"))
            }
            for (command, arguments) in [("create", ["n"]), ("upload", ["n", "--data", "/dev/null"]), ("save", ["n"])] {
                let unknown = try await CreateProcess.run(
                    in: folder, arguments + ["--cloud", "nowhere"], command: command)
                #expect(unknown.status == CreateExit.configuration.rawValue && unknown.names == ["failed"])
                #expect(unknown.last["kind"] == .string("configuration"), "\(unknown.errors)")
                #expect(unknown.last["reason"]?.string?.contains("“nowhere”") == true)
                #expect(unknown.last["message"] != nil && unknown.last["advice"] != nil)
            }
            let variables = [
                "OS_AUTH_URL": "http://127.0.0.1:1/v3", "OS_USERNAME": "u", "OS_PASSWORD": "s3cret",
                "OS_PROJECT_NAME": "p",
            ]
            let unreachable = try await CreateProcess.run(in: folder, ["n"], environment: variables)
            #expect(unreachable.status == CreateExit.unavailable.rawValue)
            #expect(unreachable.names == ["failed"])
            #expect(!unreachable.errors.contains("s3cret"))
        }
    }

    @Test("every kind of failure has a status, and the help and the README tell all of them")
    func statuses() async throws {
        let kinds: [(APIError.Kind, CreateExit)] = [
            (.badRequest, .data), (.unsupportedMediaType, .data), (.unauthorized, .permission),
            (.forbidden, .permission),
            (.notFound, .conflict), (.conflict, .conflict), (.gone, .conflict), (.tooLarge, .quota),
            (.unavailable, .unavailable), (.noAnswer, .unavailable), (.timedOut, .unavailable),
            (.tls(.untrusted), .unavailable),
            (.otherStatus, .answer), (.notUnderstood, .answer), (.source, .source), (.noLogin, .unavailable),
            (.noService, .configuration),
        ]
        for (kind, status) in kinds { #expect(CreateExit(.request(kind)) == status) }
        #expect(CreateExit(.unproven) == .data && CreateExit(.importing) == .importing)
        #expect(CreateExit(.checksum(isStored: true)) == .checksum)
        let help = try await Command.run([Program.path, "create", "--help"], environment: ["PATH": "/usr/bin:/bin"])
        let readme = try String(
            contentsOf: URL(filePath: #filePath).appending(path: "../../../README.md").standardized, encoding: .utf8)
        for (status, words) in CreateExit.meanings {
            #expect(help.output.contains("\(status)  \(words)\n"))
            #expect(readme.contains("| \(status) | \(words) |"))
        }
    }

    @Test("a review is printed and nothing is made, with the status that a create would be held back with")
    func dryRun() async throws {
        try await TestFolder.use { folder in
            let file = try folder.write("disk.raw", Self.bytes)
            func review(_ arguments: String...) async throws -> Command {
                try await Command.run(
                    [Program.path, "create", "--dry-run"] + arguments + ["n"],
                    environment: ["HOME": folder.path, "PATH": "/usr/bin:/bin"])
            }
            let good = try await review(
                "--data", file, "--disk-format", "raw", "--container-format", "bare", "--id", Self.id)
            #expect(good.status == 0)
            #expect(good.errors == "")
            for words in [
                "What will happen\n\n- The record is made at once.", "PUT /v2/images/\(Self.id)/file",
                "Content-Length: 3000001", "As curl\n\n", "openstack image create --id \(Self.id)", "--file \(file)",
            ] { #expect(good.output.contains(words), "\(words)") }
            // A danger holds a create back, and a review ends as that does.
            let format = "qcow2"
            let held = try await review("--data", file, "--disk-format", format, "--container-format", "bare")
            #expect(held.status == CreateExit.data.rawValue, "\(held.output)")
            let forced = try await review(
                "--force", "--data", file, "--disk-format", format, "--container-format", "bare")
            #expect(forced.status == 0, "\(forced.output)")
            let bad = try await review("--id", "x")
            #expect(bad.status == CreateExit.usage.rawValue)
            #expect(bad.output.hasPrefix("Not sent as it is\n\n- ID: An id is a UUID"))
            let free = try await CreateProcess.run(in: folder, ["--id", Self.id, "n"])
            #expect(free.status == 0)
        }
    }

    @Test(
        "a signal calls it off, the record stays queued, and its id is printed",
        arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143))])
    func signals(signal: Int32, status: Int32) async throws {
        try await TestFolder.use { folder in
            let file = try folder.sparse("disk.raw", gibibytes: 8)
            let records = folder.path + "/record"
            // Its errors are what is read here, and its output goes to a file.
            let line = "exec '\(try Program.path)' create --data '\(file)' --disk-format raw --container-format bare n"
            var id = ""
            let ended = try await Command.running(
                ["sh", "-c", "exec 3>'\(records)'; " + line + " 2>&1 1>&3"],
                environment: ["HOME": folder.path, "PATH": "/usr/bin:/bin"]
            ) { program in
                let made = try JSONDecoder().decode([String: JSONValue].self, from: Data(program.firstLine.utf8))
                #expect(made["event"] == .string("created"))
                id = try #require(made["id"]?.string)
                let incoming = folder.path + "/.local/share/gaze/incoming"
                try await wait(for: "some of the data in the service") {
                    let files = try FileManager.default.contentsOfDirectory(atPath: incoming)
                    return try files.contains {
                        let size = try FileManager.default.attributesOfItem(atPath: incoming + "/" + $0)[.size]
                        return (size as? NSNumber)?.int64Value ?? 0 > 1 << 20
                    }
                }
                try program.send(signal)
                try await wait(for: "the record") {
                    FileManager.default.contents(atPath: records)?.last == UInt8(ascii: "\n")
                }
            }
            #expect(ended == status)
            let text = try #require(FileManager.default.contents(atPath: records))
            let record = try JSONDecoder().decode([String: JSONValue].self, from: text)
            #expect(record["id"] == .string(id))
            #expect(record["status"] == .string("queued"))
        }
    }

    @Test("before anything is sent, a signal ends it at once")
    func signalBefore() async throws {
        try await TestFolder.use { folder in
            let (output, errors) = (folder.path + "/output", folder.path + "/errors")
            let status = try await gazeSignalledAtLogin(
                #"create n >"$1" 2>"$2""#, output, errors, home: folder)
            #expect(try String(contentsOfFile: errors, encoding: .utf8).contains("Nothing was made."))
            #expect(status == 130)
            let printed = try String(contentsOfFile: output, encoding: .utf8)
            #expect(printed == "")
        }
    }

    @Test("on a terminal there are a bar and words; ^C calls it off")
    func terminal() async throws {
        try await TestFolder.use { home in
            _ = try home.write("small.raw", Self.bytes)
            _ = try home.sparse("large.raw", gibibytes: 8)
            try await TmuxTerminal.use(home: home.path) { terminal in
                func create(_ arguments: String) async throws {
                    try await terminal.type(
                        "clear; \(try Program.path) create --disk-format raw --container-format bare \(arguments); echo \"status $?.\""
                    )
                    try await terminal.press("Enter")
                }
                try await create("--data ~/small.raw 'a b'")
                let small = try await terminal.wait(for: "status 0.")
                #expect(small.contains("The record is made: "))
                #expect(small.contains("a b is active, 2.9 MiB: size and SHA-512 match what was sent."))
                #expect(small.contains(/\n  id  [0-9a-f-]{36}/))
                try await create("--data ~/large.raw large")
                try await terminal.wait(for: "a bar", isAtRest: false) {
                    $0.contains(/▕█*░*▏ [1-9][0-9]? % +.* of 8 GiB/)
                }
                try await terminal.press("C-c")
                let off = try await terminal.wait(for: "status 130.")
                #expect(off.contains("Cancelled."))
                #expect(off.contains("large is queued."))
                #expect(!off.contains("Press"))
                try await create("--id x --data - n")
                let refused = try await terminal.wait(for: "status 64.")
                #expect(refused.contains("reads standard input, and that is a terminal"))
                try await create("--id x n")
                try await terminal.wait(for: "status 64.")
                try await terminal.wait(for: "  ID: An id is a UUID")
            }
        }
    }
}
