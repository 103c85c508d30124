import Foundation
import ImageModel
import ScriptedServer
import TestSupport
import Testing
import ViewModels

@testable import gaze

/// `gaze create` on the embedded service: each source, what it prints, and how it ends.
@Suite(.atMost(4, of: "terminals"), .timeLimit(.minutes(30))) struct CreateTests {
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
                case .file: (["--data", file], Data())
                case .standardInput: (["--data", "-"], Self.bytes)
                case .staged: (["--data", file, "--method", "glance-direct"], Data())
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

    @Test("an address of the web is read and sent on; one that is not there is told, and the record stays queued")
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
                #expect(gone.names == ["created", "progress", "failed"] || gone.names == ["created", "failed"])
                #expect(gone.record?["status"] == .string("queued"))
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
            (["--visibility", "nobody", "n"], ["visibility"]),
            (["--property", "status=active", "n"], ["properties"]), (["--tag", "a", "--tag", "a", "n"], ["tags"]),
            (["--data", "-", "n"], ["disk_format", "container_format"]),
            (["--data", "http:///x"] + raw + ["n"], ["data"]),
            (["--data", "-", "--store", "slow"] + raw + ["n"], ["stores"]),
            (["--data", "-", "--method", "web-download"] + raw + ["n"], ["method"]),
            (["--data", "glance://Two/\(id)"] + raw + ["n"], ["data"]),
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
        "a command line that makes no sense is refused",
        arguments: [
            ["--data", "x", "--all-stores", "--store", "a", "n"], ["--store", "a", "n"], ["--all-or-none", "n"],
            ["--method", "upload", "n"], ["--data", "", "n"], ["--protected", "--unprotected", "n"], ["--nonsense"],
        ])
    func usage(arguments: [String]) async throws {
        try await TestFolder.use { folder in
            let create = try await CreateProcess.run(in: folder, arguments)
            #expect(create.status == CreateExit.usage.rawValue)
            #expect(create.errors.contains("Usage: gaze create"))
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
            (.unavailable, .unavailable), (.noAnswer, .unavailable), (.timedOut, .unavailable), (.tls, .unavailable),
            (.otherStatus, .answer), (.notUnderstood, .answer), (.source, .source),
        ]
        for (kind, status) in kinds { #expect(CreateExit(.request(kind)) == status) }
        #expect(CreateExit(.unproven) == .data && CreateExit(.importing) == .importing)
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
            let status = try await ScriptedServer.use { _, _ in
                .stall("")
            } while: { server in
                let variables = [
                    "OS_AUTH_URL": server.url, "OS_USERNAME": "u", "OS_PASSWORD": "p", "OS_PROJECT_NAME": "p",
                    "HOME": folder.path, "PATH": "/usr/bin:/bin",
                ]
                let command = try await Command.run(
                    ["timeout", "--preserve-status", "--signal", "INT", "3", try Program.path, "create", "n"],
                    environment: variables)
                #expect(command.errors.contains("Nothing was made."))
                #expect(command.output == "")
                return command.status
            }
            #expect(status == 130)
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
                try await terminal.wait(for: "a bar") { $0.contains(/▕█*░*▏ [1-9][0-9]? % +.* of 8 GiB/) }
                try await terminal.press("C-c")
                let off = try await terminal.wait(for: "status 130.")
                #expect(off.contains("Called off."))
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
