import Foundation
import ImageModel
import TestSupport
import Testing

@testable import gaze

/// `gaze list`, `show`, `set` and `delete` on the embedded service.
@Suite(.atMost(3, of: "terminals"), .timeLimit(.minutes(30))) struct ScriptTests {
    private static let id = "b2173dd3-7ad6-4362-baa6-a68bce3565cb"

    @Test("a list has what the filter leaves, in the order and with the columns that are asked for")
    func list() async throws {
        try await TestFolder.use { home in
            try await home.fill([
                #"{"name": "debian-12", "tags": ["lts"], "os_distro": "debian", "min_disk": 3}"#,
                #"{"name": "debian-11", "os_distro": "debian", "min_disk": 2}"#,
                #"{"name": "hidden", "os_hidden": true}"#, #"{"name": "a,\"b\"", "visibility": "private"}"#,
            ])
            let all = try await home.gaze("list", "--format", "json")
            #expect(all.status == 0, "\(all.errors)")
            #expect(try all.objects.map { $0["name"]?.string } == ["a,\"b\"", "debian-11", "debian-12"])
            #expect(try all.objects.last?["os_distro"] == .string("debian"))
            let found = try await home.gaze(
                "list", "name:debian*", "owner:me", "--sort", "name", "--format", "csv", "--columns",
                "name, tags,min_disk , none")
            #expect(found.output == "name,tags,min_disk,none\r\ndebian-11,[],2,\r\ndebian-12,\"[\"\"lts\"\"]\",3,\r\n")
            // A filter may be one argument or several.
            let one = try await home.gaze(
                "list", "tag:lts name:debian-12", "--columns", "name", "--no-header", "--limit", "1")
            #expect(one.output == "debian-12\n")
            let hidden = try await home.gaze("list", "hidden:yes", "--format", "yaml", "--columns", "name,os_hidden")
            #expect(hidden.output == "- name: hidden\n  os_hidden: true\n")
            let none = try await home.gaze("list", "nothing-has-this", "--format", "json")
            #expect(none.output == "[]\n" && none.status == 0)
            let slip = try await home.gaze("list", "status:activ", "--format", "csv", "--columns", "name")
            #expect(slip.output == "name\r\n" && slip.status == 0)
            #expect(slip.errors.hasPrefix("no image is ever “activ”: there are "), "\(slip.errors)")
            let key = try await home.gaze("list", "statu:active", "--format", "csv", "--columns", "name")
            #expect(key.output == "name\r\n" && key.status == 0)
            #expect(key.errors.hasPrefix("“statu” is looked for as a property; is status meant?"), "\(key.errors)")
            let explained = try await home.gaze("list", "tag:lts", "name:debian*", "--explain")
            #expect(explained.output.contains("GET /v2/images?sort=created_at:desc&tag=lts\n"))
            #expect(explained.output.contains("Looked for here: name:debian*\n"))
        }
    }

    @Test(
        "a command line that makes no sense is refused before anything is sent",
        arguments: [
            (["list", "status:"], "a value has to follow"), (["list", "size>big"], "size>big"),
            (["list", "--limit", "0"], "from 1 on"), (["list", "--sort", "colour"], "colour"),
            (["list", "--format", "xml"], "xml"), (["list", "--columns", "a,,b"], "a,,b"),
            (["set", "x"], "Say what is to be changed"), (["set", "x", "--tag", "a", "--untag", "a"], "at once"),
            (["delete", "x"], "gaze delete --yes"), (["show"], "image"),
        ])
    func usage(arguments: [String], words: String) async throws {
        try await TestFolder.use { home in
            let command = try await Command.run(
                [Program.path] + arguments, environment: ["HOME": home.path, "PATH": "/usr/bin:/bin"])
            #expect(command.status == ScriptExit.usage.rawValue)
            #expect(command.errors.contains(words), "\(command.errors)")
            #expect(!FileManager.default.fileExists(atPath: home.path + "/.local/share/gaze/catalogue.sqlite"))
        }
    }

    @Test("a view is listed as it was saved, or as config.yaml has it, unless the options say otherwise")
    func views() async throws {
        try await TestFolder.use { home in
            try await home.fill([
                #"{"name": "b", "tags": ["lts"], "os_distro": "debian"}"#, #"{"name": "a", "tags": ["lts"]}"#,
                #"{"name": "c", "os_distro": "debian"}"#,
            ])
            for folder in [".local/state/gaze/clouds/local", ".config/gaze"] {
                try FileManager.default.createDirectory(
                    atPath: home.path + "/" + folder, withIntermediateDirectories: true)
            }
            let saved = #"{"columns":["name","os_distro"],"filter":"tag:lts","name":"long term","sort":"name:asc"}"#
            _ = try home.write(".local/state/gaze/clouds/local/views", Data((saved + "\n").utf8))
            _ = try home.write(
                ".config/gaze/config.yaml", Data("views: {mine: {filter: \"owner:me\", sort: \"name:desc\"}}\n".utf8))
            let table = try await home.gaze("list", "--view", "long term", "--no-header")
            let rows = table.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
            #expect(rows == [["a", "-"], ["b", "debian"]] && table.status == 0, "\(table.output)\(table.errors)")
            let narrowed = try await home.gaze(
                "list", "--view", "long term", "os_distro:debian", "--columns", "name", "--no-header")
            #expect(narrowed.output == "b\n")
            let turned = try await home.gaze("list", "--view", "long term", "--sort", "name:desc", "--format", "json")
            #expect(try turned.objects.map { $0["name"]?.string } == ["b", "a"])
            #expect(try turned.objects.first?["id"] != nil)
            let mine = try await home.gaze("list", "--view", "mine", "--format", "csv", "--columns", "name")
            #expect(mine.output == "name\r\nc\r\nb\r\na\r\n")
            let none = try await home.gaze("list", "--view", "other")
            #expect(none.status == ScriptExit.usage.rawValue)
            #expect(none.errors.contains("There is no view “other” of this cloud. There are: long term, mine."))
        }
    }

    @Test("a record is shown by name or id; a name of several images is none, and tells their ids")
    func show() async throws {
        try await TestFolder.use { home in
            let other = "00000000-0000-4000-8000-000000000001"
            try await home.fill([
                #"{"name": "alpine", "id": "\#(Self.id)", "hw_disk_bus": "virtio"}"#, #"{"name": "twin"}"#,
                #"{"name": "twin", "id": "\#(other)", "os_hidden": true}"#,
            ])
            for image in ["alpine", Self.id] {
                let shown = try await home.gaze("show", image, "--format", "json")
                #expect(shown.status == 0)
                let object = try shown.object
                #expect(object["id"] == .string(Self.id) && object["hw_disk_bus"] == .string("virtio"))
                #expect(object["self"] == .string("/v2/images/\(Self.id)"))
                let listed = try await home.gaze("list", "id:\(Self.id)", "--format", "json").objects
                #expect(listed == [object])
            }
            let table = try await home.gaze("show", "alpine", "--columns", "name,size")
            #expect(table.output == "name  alpine\nsize  -\n")
            let twins = try await home.gaze("show", "twin")
            #expect(twins.status == ScriptExit.conflict.rawValue && twins.output == "")
            #expect(twins.errors.contains("2 images are called “twin”") && twins.errors.contains(other))
            let none = try await home.gaze("show", "nobody")
            #expect(none.status == ScriptExit.conflict.rawValue)
            #expect(none.errors.contains("No image has the name or the id “nobody”"))
        }
    }

    @Test("a change sends what differs and prints nothing, the patch, or the record")
    func set() async throws {
        try await TestFolder.use { home in
            try await home.fill([#"{"name": "alpine", "tags": ["old", "kept"], "os_distro": "alpine", "gone": "x"}"#])
            let say = [
                "set", "alpine", "os_distro=debian", "hw_disk_bus=virtio", "min_ram=512", "name=debian", "--tag", "new",
                "--untag", "old", "--unset", "gone", "--visibility", "private", "--protected", "--hidden",
            ]
            func set(_ more: String...) async throws -> Command {
                try await Command.run(
                    [Program.path] + say + more, environment: ["HOME": home.path, "PATH": "/usr/bin:/bin"])
            }
            let patch = try await set("--dry-run").objects
            #expect(patch.count == 9)
            #expect(patch.contains(["op": .string("remove"), "path": .string("/gone")]))
            #expect(try await home.gaze("show", "alpine", "--columns", "os_distro").output == "os_distro  alpine\n")
            let changed = try await set()
            #expect(changed.status == 0 && changed.output == "" && changed.errors == "", "\(changed.errors)")
            let record = try await home.gaze("show", "debian", "--format", "json").object
            let fields: [String: JSONValue] = [
                "os_distro": .string("debian"), "hw_disk_bus": .string("virtio"), "min_ram": .integer(512),
                "visibility": .string("private"), "protected": .bool(true), "os_hidden": .bool(true),
            ]
            for (name, value) in fields { #expect(record[name] == value, "\(name)") }
            #expect(record["gone"] == nil)
            #expect(Swift.Set(record["tags"]?.array ?? []) == [.string("kept"), .string("new")])
            // What is so already is not sent, and is no failure.
            let same = try await home.gaze("set", "debian", "min_ram=512", "--tag", "new", "--format", "json")
            #expect(try same.object == record)
            let wrong = try await home.gaze("set", "debian", "min_disk=-1")
            #expect(wrong.status == ScriptExit.usage.rawValue && wrong.errors.hasPrefix("Nothing was sent. "))
            let refused = try await home.gaze("set", "debian", "visibility=nobody")
            #expect(refused.status == ScriptExit.data.rawValue)
            #expect(refused.errors.contains("run the command again") && !refused.errors.contains("F2"))
        }
    }

    @Test("a delete has a result for each image, and fails where one has")
    func delete() async throws {
        try await TestFolder.use { home in
            try await home.fill([
                #"{"name": "one", "id": "\#(Self.id)"}"#, #"{"name": "two", "protected": true}"#, #"{"name": "three"}"#,
            ])
            let deleted = try await home.gaze("delete", "--yes", "one", Self.id, "two", "nobody", "three")
            #expect(deleted.status == ScriptExit.conflict.rawValue)
            let lines = deleted.output.split(separator: "\n")
            #expect(lines.count == 2)
            #expect(lines.first == "deleted \(Self.id) one" && lines.last?.hasSuffix(" three") == true)
            #expect(deleted.errors.contains("nobody was not deleted"))
            #expect(deleted.errors.contains(/gaze set [0-9a-f-]{36} --unprotected/))
            #expect(try await home.gaze("list", "--columns", "name", "--no-header").output == "two\n")
            let protected = try await home.gaze("delete", "--yes", "two")
            #expect(protected.status == ScriptExit.permission.rawValue)
        }
    }

    @Test("a delete says in each form what came of every image that was named", arguments: RecordFormat.allCases)
    func deleteFormats(format: RecordFormat) async throws {
        try await TestFolder.use { home in
            try await home.fill([
                #"{"name": "one", "id": "\#(Self.id)"}"#, #"{"name": "two", "protected": true}"#,
            ])
            let deleted = try await home.gaze(
                "delete", "--yes", "--format", format.rawValue, "nobody", "one", "two")
            #expect(deleted.status == ScriptExit.conflict.rawValue)
            #expect(deleted.errors.contains("nobody was not deleted") && deleted.errors.contains("--unprotected"))
            let lines = deleted.output.split(whereSeparator: \.isNewline)
            switch format {
            case .json:
                let results = try deleted.objects
                #expect(results.map { $0["name"]?.string } == ["nobody", "one", "two"])
                #expect(results.map { $0["result"]?.string } == ["failed", "deleted", "failed"])
                #expect(results[0]["id"] == .null && results[1]["id"] == .string(Self.id))
                #expect(results[1]["error"] == .null && results[2]["error"]?.string?.contains("protected") == true)
            case .csv:
                try #require(lines.count == 4)
                #expect(lines[0] == "id,name,result,error" && lines[1].hasPrefix(",nobody,failed,"))
                #expect(lines[2] == "\(Self.id),one,deleted,")
            case .yaml:
                #expect(deleted.output.contains("- id: \(Self.id)\n  name: one\n  result: deleted\n  error: null\n"))
            case .table:
                #expect(lines.first?.hasPrefix("ID ") == true && lines.count == 4)
                #expect(lines.contains { $0.contains(/one +deleted +-/) })
            }
            #expect(try await home.gaze("list", "--columns", "name", "--no-header").output == "two\n")
        }
    }

    @Test("what may not be changed is not said to be the service's words, and a doubtful readonly is told")
    func readOnly() async throws {
        try await TestFolder.use { home in
            try await home.fill([#"{"name": "one"}"#])
            let refused = try await home.gaze("--readonly", "set", "one", "a=b")
            #expect(refused.status == ScriptExit.permission.rawValue)
            #expect(refused.errors.contains("(--readonly)") && !refused.errors.contains("The service says"))
            _ = try home.write(".config/gaze/config.yaml", Data("theme: light\nreadonly: yse\n".utf8))
            let words = "~/.config/gaze/config.yaml, line 2: “readonly” is true or false"
            for arguments in [["list"], ["set", "one", "a=b"], ["delete", "-y", "one"], ["create", "x"]] {
                let command = try await Command.run(
                    [Program.path] + arguments,
                    environment: ["HOME": home.path, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"])
                #expect(command.errors.contains(words), "\(arguments): \(command.errors)")
                #expect(command.status == (arguments == ["list"] ? 0 : 77))
                guard arguments.first == "create" else { continue }
                // A program reads them line by line.
                let events = try command.errors.split(separator: "\n").map {
                    try JSONDecoder().decode([String: JSONValue].self, from: Data($0.utf8))
                }
                #expect(events.first?["event"] == .string("configuration"))
                #expect(events.last?["answer"] == nil)
            }
        }
    }

    @Test("on a terminal, a delete shows what goes and asks for its number, and a table is no wider than the terminal")
    func terminal() async throws {
        try await TestFolder.use { home in
            try await home.fill([#"{"name": "first"}"#, #"{"name": "second-\#(String(repeating: "x", count: 80))"}"#])
            try await TmuxTerminal.use(home: home.path) { terminal in
                func run(_ line: String) async throws {
                    try await terminal.type("clear; \(try Program.path) \(line); echo \"status $?.\"")
                    try await terminal.press("Enter")
                    // What is waited for next is not to be what the line before has left in sight.
                    try await terminal.wait(for: "a clear screen") { !$0.contains(/status \d+\./) }
                }
                try await run("list")
                let list = try await terminal.wait(for: "status 0.")
                #expect(list.contains("first ") && list.contains(/second-x+…/) && list.contains("STATUS"))
                try await run("delete first")
                let question = try await terminal.wait(for: "Type 1 to delete it")
                #expect(question.contains("first (queued)"))
                try await terminal.press("Enter")
                try await terminal.wait(for: "Nothing was deleted.")
                try await terminal.wait(for: "status 1.")
                try await run("delete first")
                try await terminal.wait(for: "Type 1 to delete it")
                try await terminal.press("C-c")
                try await terminal.wait(for: "status 130.")
                try await run("delete first")
                try await terminal.wait(for: "Type 1 to delete it")
                try await terminal.type("1")
                try await terminal.press("Enter")
                let done = try await terminal.wait(for: "status 0.")
                #expect(done.replacing("\n", with: "").contains(/deleted [0-9a-f-]{36} first/))
            }
        }
    }

    @Test("what somebody else changes while its delete is asked about stays as it is, and that is told")
    func changedMeanwhile() async throws {
        try await TestFolder.use { home in
            try await home.fill([#"{"name": "first"}"#, #"{"name": "second"}"#, #"{"name": "third"}"#])
            try await TmuxTerminal.use(home: home.path) { terminal in
                try await terminal.type("clear; \(try Program.path) delete first second third; echo \"status $?.\"")
                try await terminal.press("Enter")
                try await terminal.wait(for: "Type 3 to delete them")
                let other = try await home.gaze("set", "first", "--protected")
                #expect(other.status == 0, "\(other.errors)")
                let another = try await home.gaze("delete", "--yes", "second")
                #expect(another.status == 0, "\(another.errors)")
                try await terminal.type("3")
                try await terminal.press("Enter")
                let done = try await terminal.wait(for: "status \(ScriptExit.conflict.rawValue).")
                    .replacing("\n", with: "")
                #expect(done.contains("first was not deleted. protected was changed by somebody else"))
                #expect(done.contains("second was not deleted. Somebody else has deleted it meanwhile."))
                #expect(done.contains(/deleted [0-9a-f-]{36} third/))
            }
            #expect(try await home.gaze("list", "--columns", "name", "--no-header").output == "first\n")
        }
    }

    @Test("who has read enough of a list ends it quietly, and a disk that is full is told")
    func closedOutput() async throws {
        try await TestFolder.use { home in
            try await home.fill(
                (0..<150).map { #"{"name": "image-\#($0)", "x": "\#(String(repeating: "y", count: 2000))"}"# })
            func shell(_ line: String) async throws -> Command {
                try await Command.run(
                    ["bash", "-c", line, "bash", try Program.path],
                    environment: ["HOME": home.path, "PATH": "/usr/bin:/bin"])
            }
            let head = try await shell(#""$1" list --format json | head -n 2; echo "${PIPESTATUS[0]}""#)
            #expect(head.errors == "")
            #expect(head.output.hasPrefix("[\n{") && head.output.hasSuffix("\n141\n"))
            let full = try await shell(#""$1" list > /dev/full"#)
            #expect(full.status == ScriptExit.output.rawValue)
            #expect(full.errors.contains("The output cannot be written: No space left on device."))
        }
    }

    @Test(
        "no command loses its output without a word",
        arguments: [
            "list", "show one", "set --format json one a=b", "config", "config --path", "completions bash", "man",
            "inspect disk.raw", "inspect --json disk.raw", "create --no-data x", "create --dry-run --no-data x",
            "save one f", "save --format json one f",
        ])
    func fullOutput(line: String) async throws {
        try await TestFolder.use { home in
            let file = try home.write("disk.raw", Data((0..<1000).map { UInt8(truncatingIfNeeded: $0) }))
            let made = try await home.gaze(
                "create", "--data", file, "--disk-format", "raw", "--container-format", "bare", "one")
            #expect(made.status == 0, "\(made.errors)")
            func shell(_ before: String, _ after: String) async throws -> Command {
                try await Command.run(
                    ["bash", "-c", before + #"cd "$HOME"; "$1" "# + line + after, "bash", try Program.path],
                    environment: ["HOME": home.path, "PATH": "/usr/bin:/bin"])
            }
            let full = try await shell("", " > /dev/full < /dev/null")
            #expect(full.status == ScriptExit.output.rawValue, "\(full.errors)")
            #expect(full.errors.contains("The output cannot be written: No space left on device."), "\(full.errors)")
            #expect(!full.errors.contains(#""event":"done""#))
            try? FileManager.default.removeItem(atPath: home.path + "/f")
            // A pipe whose reader has ended.
            let closed = try await shell("exec 3> >(:); wait $!; ", " < /dev/null >&3; echo $?")
            #expect(closed.output == "141\n" && !closed.errors.contains("cannot be written"), "\(closed.errors)")
        }
    }

    @Test(
        "a signal ends a command while it looks for the image, and nothing but that is told",
        arguments: [
            ("list", ""), ("show x", ""), ("set x a=b", ""), ("delete --yes x", ""),
            ("save x", "Cancelled."), ("upload x --data /dev/null", "Cancelled. Nothing was sent."),
            ("create --like x y", "Cancelled. Nothing was made."),
        ], [(SIGINT, Int32(130)), (SIGTERM, Int32(143))])
    func calledOff(_ command: (String, String), _ signal: (Int32, Int32)) async throws {
        let (line, words) = command
        let (number, status) = signal
        try await TestFolder.use { home in
            let errors = home.path + "/errors"
            let ended = try await gazeSignalledAtLogin(line + #" 2>"$1""#, errors, by: number, home: home)
            #expect(ended == status)
            let told = try String(contentsOfFile: errors, encoding: .utf8)
            let event = #"{"event":"cancelled","message":"\#(words)"}"# + "\n"
            #expect(told == (words.isEmpty ? "" : event))
        }
    }

    @Test(
        "standard input that cannot be read keeps a create from being sent, and says why in the system's words",
        arguments: [("< /tmp", "is a directory"), ("<&-", "bad file descriptor")])
    func unreadableInput(input: String, reason: String) async throws {
        try await TestFolder.use { home in
            func shell(_ arguments: String) async throws -> Command {
                try await Command.run(
                    ["bash", "-c", #""$1" "# + arguments + " " + input, "bash", try Program.path],
                    environment: ["HOME": home.path, "PATH": "/usr/bin:/bin"])
            }
            let create = try await shell("create --data - --disk-format raw --container-format bare x")
            #expect(create.status == CreateExit.source.rawValue, "\(create.errors)")
            #expect(create.errors.contains(#""event":"held""#) && !create.errors.contains(#""event":"created""#))
            let inspect = try await shell("inspect -")
            #expect(inspect.status == 66)
            for command in [create, inspect] {
                #expect(command.errors.contains("Standard input cannot be read: \(reason)."), "\(command.errors)")
            }
            #expect(try await home.gaze("list", "--format", "json").objects.isEmpty)
        }
    }

    @Test("the formats of an image with data are a matter of its state, and another image is advised")
    func keptFormats() async throws {
        try await TestFolder.use { home in
            let file = try home.write("disk.raw", Data((0..<1000).map { UInt8(truncatingIfNeeded: $0) }))
            let made = try await home.gaze(
                "create", "--data", file, "--disk-format", "raw", "--container-format", "bare", "one")
            #expect(made.status == 0, "\(made.errors)")
            let set = try await home.gaze("set", "one", "disk_format=qcow2")
            #expect(set.status == ScriptExit.conflict.rawValue)
            #expect(set.errors.contains("keeps its formats once it has data"), "\(set.errors)")
            #expect(set.errors.contains("gaze create --like"))
        }
    }

    @Test("every failure has the status that gaze create has for it, and the help tells all of them")
    func statuses() async throws {
        for status in ScriptExit.allCases { #expect(CreateExit(rawValue: status.rawValue) != nil) }
        for command in ["list", "show", "set", "delete"] {
            let help = try await Command.run([Program.path, command, "--help"], environment: ["PATH": "/usr/bin:/bin"])
            for (status, words) in ScriptExit.meanings { #expect(help.output.contains("\(status)  \(words)\n")) }
        }
    }

    @Test("a cloud that is not known, and one that cannot be reached, are told apart")
    func clouds() async throws {
        try await TestFolder.use { home in
            let unknown = try await home.gaze("list", "--cloud", "nowhere")
            #expect(unknown.status == ScriptExit.configuration.rawValue && unknown.errors.contains("nowhere"))
            let variables = [
                "OS_AUTH_URL": "http://127.0.0.1:1/v3", "OS_USERNAME": "u", "OS_PASSWORD": "s3cret",
                "OS_PROJECT_NAME": "p",
            ]
            for arguments in [
                ["list"], ["list", "owner:me"], ["show", "x"], ["set", "x", "a=b"], ["delete", "-y", "x"],
            ] {
                let unreachable = try await Command.run(
                    [Program.path] + arguments,
                    environment: variables.merging(["HOME": home.path, "PATH": "/usr/bin:/bin"]) { $1 })
                #expect(unreachable.status == ScriptExit.unavailable.rawValue, "\(arguments)")
                #expect(unreachable.errors.contains("cannot be reached") && !unreachable.errors.contains("s3cret"))
            }
        }
    }
}
