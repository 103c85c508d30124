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
        #expect(general.mouse == false)
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
        #expect(production.mouse == false && production.views.count == 2)
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

    @Test("the lines of a piece are those of the whole")
    func pieces() {
        let pieces = YAMLPiece.pieces(of: "# x\na: 1\nb:\n- 2\n\nc: {\n}\n")
        #expect(pieces.map(\.line) == [2, 3, 6])
        #expect(pieces.map(\.text) == ["\na: 1", "\n\nb:\n- 2\n", "\n\n\n\n\nc: {\n}\n"])
    }
}
