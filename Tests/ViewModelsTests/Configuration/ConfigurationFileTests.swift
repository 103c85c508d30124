import ImageModel
import Testing

@testable import ViewModels

@Suite struct ConfigurationFileTests {
    private func configuration(_ yaml: String) -> Configuration { Configuration(yaml: yaml, path: "~/config.yaml") }

    @Test("a file is read with all that it may set")
    func whole() {
        let configuration = configuration(
            """
            # A comment.
            theme: light
            readonly: yes
            mouse: off
            columns: [name: 30, status, os_distro, tags, updated: 9]
            keys:
              list: {delete: D, quit: [q, ^Q]}
            views:
              lts: {filter: "tag:lts size>1G", sort: "name:desc", columns: [name]}
              all: {}
            commands:
            - {key: F9, name: boot, run: 'echo "$GAZE_IMAGE_ID"'}
            - {key: b, run: ls}
            clouds:
              production: {theme: mono, readonly: false}
            """)
        #expect(configuration.complaints.isEmpty, "\(configuration.complaints)")
        let general = configuration.general
        #expect(general.theme == .init("light", line: 2))
        #expect(general.readonly == .init(true, line: 3))
        #expect(general.mouse == .init(false, line: 4))
        #expect(
            general.columns == [
                .init(.name, width: 30), .init(.status), .init("os_distro"), .init(.tags),
                .init(.updatedAt, width: 9),
            ])
        #expect(
            general.keys == [
                .init(place: "list", action: "delete", keys: ["D"], line: 7),
                .init(place: "list", action: "quit", keys: ["q", "^Q"], line: 7),
            ])
        #expect(
            general.views == [
                SavedView(
                    name: "lts", filter: "tag:lts size>1G", order: ImageOrder(.name, isAscending: false),
                    columns: [ListColumn(.name)]),
                SavedView(name: "all"),
            ])
        #expect(
            general.commands == [
                OwnCommand(key: "F9", name: "boot", run: #"echo "$GAZE_IMAGE_ID""#, line: 12),
                OwnCommand(key: "b", name: "ls", run: "ls", line: 13),
            ])
        let production = configuration.settings(for: "production")
        #expect(production.theme?.value == "mono" && production.readonly?.value == false)
        #expect(production.mouse?.value == false && production.views.count == 2)
        #expect(configuration.settings(for: "other") == general)
    }

    @Test("a file of comments, and an empty one, say nothing", arguments: ["", "\n", "# theme: light\n", "---\n"])
    func nothing(yaml: String) {
        #expect(configuration(yaml) == Configuration(path: "~/config.yaml"))
    }

    @Test(
        "a wrong line is named, and the rest counts",
        arguments: [
            ("thme: dark", "“thme” is not one of theme, readonly, mouse, columns, keys, views, commands, clouds"),
            ("readonly: maybe", "“readonly” is true or false"), ("mouse: [on]", "“mouse” is true or false"),
            ("readonly:", "true or false"), ("columns: name", "columns are a list"),
            ("columns: [name: wide]", "a column's width is a number from 3 to 200"),
            ("columns: [name: 2]", "a column's width"), ("columns: [[name]]", "a column is the name"),
            ("columns: [size, size]", "there more than once"), ("keys: [d]", "keys are a mapping"),
            ("keys: {list: D}", "the keys of a place"), ("keys: {list: {delete: }}", "a key is a name"),
            ("keys: {list: {delete: [D, {a: b}]}}", "a key is a name"), ("views: [lts]", "views are a mapping"),
            ("views: {lts: tag:lts}", "a view is a mapping"),
            ("views: {lts: {filter: 'size>big'}}", "size>big: a size"),
            ("views: {lts: {sort: colour}}", "“colour” is no order: one of created_at, name"),
            ("views: {lts: {order: name}}", "“order” is not one of filter"),
            ("commands: {F9: ls}", "commands are a list"),
            ("commands: [ls]", "a command is a mapping"), ("commands: [{key: F9}]", "needs a key, and what to run"),
            ("commands: [{key: F9, run: ls, cmd: x}]", "“cmd” is not one of key, name, run"),
            ("clouds: [production]", "clouds are a mapping"), ("clouds: {production: readonly}", "is a mapping"),
            ("clouds: {production: {clouds: {}}}", "“clouds” is not one of"), ("just words", "the file is a mapping"),
            ("mouse: \"on", "it is not YAML"), ("mouse: {a: b", "it is not YAML"),
            ("keys: {list: {a: b}, list: {}}", "there more than once"), ("theme: light", "there more than once"),
        ])
    func wrongLine(line: String, words: String) throws {
        // What is no key makes the whole no mapping, whose pieces are read.
        let configuration = configuration(
            "theme: light\n\n\(line)\n" + (line.hasPrefix("views") ? "mouse: true\n" : "views: {all: {}}\n"))
        let complaint = try #require(configuration.complaints.first)
        #expect(configuration.complaints.count == 1, "\(configuration.complaints)")
        #expect(complaint.description.contains(words), "\(complaint)")
        #expect(complaint.description.hasPrefix("~/config.yaml, line 3: "), "\(complaint)")
        #expect(configuration.general.theme?.value == "light")
        #expect(line.hasPrefix("views") || configuration.general.views.map(\.name) == ["all"])
    }

    @Test("what a cloud says is over what holds everywhere, name by name and key by key")
    func overlay() {
        let settings = configuration(
            """
            views: {a: {sort: name}, b: {sort: name}}
            keys: {list: {delete: D, quit: Q}}
            commands: [{key: F9, run: one}, {key: F10, run: two}]
            clouds:
              c:
                views: {b: {sort: size}}
                keys: {list: {quit: X}}
                commands: [{key: F9, run: three}]
            """
        ).settings(for: "c")
        #expect(settings.views.map(\.order.key) == [.name, .size])
        #expect(settings.keys.map(\.keys) == [["D"], ["X"]])
        #expect(settings.commands.map(\.run) == ["two", "three"])
    }

    /// Clouds as a person writes them, with a slip in one line.
    private static func clouds(_ line: String) -> String {
        """
        theme: light
        clouds:
          local:
            theme: dark
          \(line)
          production:
            readonly: true
            theme: mono
          lab: {readonly: false}
        """
    }

    @Test(
        "a slip in one line under clouds leaves every other cloud as it is",
        arguments: [
            ("  mouse: [on", 5, ["local"]), ("  theme: \"dark", 5, ["local"]), ("  theme dark", 5, ["local"]),
            ("  theme: {", 5, ["local"]), ("test: {theme: \"x}", 5, ["test"]), ("\"test\": {theme: \"x}", 5, ["test"]),
            ("test: &x {readonly: false, readonly: true}", 5, ["test"]), ("test: {readonly: true}}", 5, ["test"]),
            ("production: {theme: light}", 7, ["production"]),
            // What has no name may be of any cloud, but for those that say clearly what they are.
            ("test {readonly: true", 5, ["local", "test", "other"]), ("- test", 5, ["local", "test", "other"]),
            ("{test: {readonly: true}", 5, ["local", "test", "other"]),
        ])
    func slip(line: String, number: Int, held: [String]) throws {
        let configuration = configuration(Self.clouds(line))
        for cloud in ["local", "test", "other", "production"] {
            let isHeld = held.contains(cloud) || cloud == "production"
            #expect(configuration.settings(for: cloud).readonly?.value == (isHeld ? true : nil), "\(cloud)")
        }
        #expect(configuration.settings(for: "lab").readonly == .init(false, line: 9))
        #expect(configuration.general.theme?.value == "light")
        if held != ["production"] {
            #expect(configuration.settings(for: "production").readonly == .init(true, line: 7))
            #expect(configuration.settings(for: "production").theme?.value == "mono")
        }
        let complaint = try #require(configuration.complaints.first { $0.holdsBack })
        #expect(complaint.reason.contains("read-only"), "\(complaint)")
        #expect(configuration.complaints.contains { $0.line == number }, "\(configuration.complaints)")
    }

    @Test(
        "where nothing under clouds can be read, all of them are read-only, and the line is said",
        arguments: [
            ("theme: dark\nclouds: {production: {readonly: true}\n", 2),
            ("clouds:\nproduction:\n  readonly: true\n", 1), ("clouds: [production]\n", 1),
            ("clouds:\n  production:\n  readonly: true\n", 2), ("cluods: {production: {readonly: true}}\n", 1),
            ("clouds: {a: {}}\nclouds: {production: {readonly: true}}\n", 2), ("\t- readonly: true\n", 1),
            ("theme: &a {\n", nil),
        ] as [(String, Int?)])
    func allClouds(yaml: String, line: Int?) {
        let configuration = configuration(yaml)
        guard let line else {
            // What is about something else holds nothing back.
            #expect(configuration.settings(for: "production").readonly == nil)
            return
        }
        #expect(configuration.settings(for: "production").readonly == .init(true, line: line))
        #expect(configuration.complaints.contains { $0.holdsBack && $0.line == line }, "\(configuration.complaints)")
    }

    @Test(
        "a readonly that is not understood counts as true, for all clouds or for one",
        arguments: ["", "clouds: {c: {"],
        [
            "readonly: yse", "readonly: 1", "readonly: ", "readonly: [true]", "readonyl: true", "read-only: true",
            "readOnly: true", "<<: {readonly: true}",
        ])
    func notUnderstood(before: String, setting: String) throws {
        let configuration = configuration("theme: dark\n\(before)\(setting)\(before.isEmpty ? "" : "}}")\n")
        #expect(configuration.settings(for: "c").readonly == .init(true, line: 2))
        #expect((configuration.settings(for: "other").readonly != nil) == before.isEmpty)
        let complaint = try #require(configuration.complaints.first)
        #expect(configuration.complaints.count == 1 && complaint.holdsBack && complaint.line == 2, "\(complaint)")
        #expect(complaint.reason.contains("counts as true"))
    }

    @Test(
        "a readonly that cannot be read, or is there twice, counts as true",
        arguments: [
            ("readonly: \"true\ntheme: dark\n", 1), ("readonly: false\nreadonly: true\n", 2),
            ("theme: \"dark\n  readonly: true\n", 2),
            ("clouds:\n  c:\n    readonly: false\n    readonly: true\n", 4),
            ("clouds:\n  c: {theme: dark}\n  c: {readonly: true}\n", 3),
        ])
    func twice(yaml: String, line: Int) {
        let configuration = configuration(yaml)
        #expect(configuration.settings(for: "c").readonly?.value == true)
        #expect(configuration.complaints.contains { $0.holdsBack && $0.line == line }, "\(configuration.complaints)")
    }

    @Test("a key of a cloud that cannot be read leaves the cloud's other keys, and a clear no stays one")
    func keyOfCloud() {
        let clear = configuration("clouds:\n  c:\n    theme: \"x\n    readonly: no\n    mouse: off\n")
        #expect(clear.settings(for: "c").readonly == .init(false, line: 4))
        #expect(clear.settings(for: "c").mouse?.value == false)
        #expect(clear.complaints.map(\.line) == [3] && clear.complaints.allSatisfy { !$0.holdsBack })
    }

    @Test("the pieces below a key end where the next line is indented no more than the first of them")
    func parts() {
        let piece = YAMLPiece(line: 2, text: "\nclouds: # mine\n\n   a:\n    - 1\n  b: {\n  }\n   # x\n c: 3\n")
        #expect(piece.key == "clouds")
        #expect(piece.parts(hasLists: true).map(\.line) == [4, 6, 9])
        #expect(piece.parts(hasLists: true).map(\.key) == ["a", "b", "c"])
        #expect(YAMLPiece(line: 1, text: "clouds: {a:\n  b}").parts(hasLists: true).isEmpty)
    }

    @Test("the lines of a piece are those of the whole")
    func pieces() {
        let pieces = YAMLPiece.pieces(of: "# x\na: 1\nb:\n- 2\n\nc: {\n}\n")
        #expect(pieces.map(\.line) == [2, 3, 6])
        #expect(pieces.map(\.text) == ["\na: 1", "\n\nb:\n- 2\n", "\n\n\n\n\nc: {\n}\n"])
    }
}
