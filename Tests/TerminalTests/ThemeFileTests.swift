import Foundation
import Testing

@testable import Terminal

@Suite("Theme files")
struct ThemeFileTests {
    private func theme(_ yaml: String) throws -> Theme {
        try ThemeFile.theme(named: "mine", yaml: yaml, path: "/themes/mine.yaml")
    }

    @Test("colours are numbers, names or default; attributes are lists")
    func reading() throws {
        let theme = try theme(
            """
            # a comment
            roles:
              title: { fg: 81, bg: bright-white, attributes: [bold, underline], mono: [reverse, dim] }
              error: { fg: default }
              text:  {}
            """)
        #expect(theme.name == "mine")
        #expect(
            theme.style(of: .title)
                == Style(
                    foreground: .palette(81), background: .palette(15), attributes: [.bold, .underline],
                    monochromeAttributes: [.reverse, .dim]))
        #expect(theme.style(of: .error) == Style())
        #expect(theme.style(of: .text) == Style())
    }

    @Test("every name of a colour, and every number", arguments: Array(Colour.names.enumerated()).map { ($0, $1) })
    func names(index: Int, name: String) throws {
        let theme = try theme("roles: { title: { fg: \(name), bg: \(index) } }")
        #expect(theme.style(of: .title).foreground == .palette(UInt8(index)))
        #expect(theme.style(of: .title).background == .palette(UInt8(index)))
        #expect(try self.theme("roles: { title: { fg: 255 } }").style(of: .title).foreground == .palette(255))
    }

    @Test(
        "what is wrong is named, with its line",
        arguments: [
            ("roles:\n  titel: { fg: 1 }", 2, "“titel” is not a role"),
            ("\n\nroles:\n\n  title: { fg: 1 }\n  error: { fg: purple }", 6, "“purple” is not a colour"),
            ("roles:\n  title: { fg: 256 }", 2, "“256” is not a colour"), ("roles:\n  title:\n    bg: -1", 3, "“-1”"),
            (
                "roles:\n  title: { attributes: [bold, blink] }", 2,
                "“blink” is not one of bold, dim, underline, reverse"
            ),
            ("roles:\n  title:\n    mono: bold", 3, "a list such as"),
            ("roles:\n  title:\n    fg: 1\n    colour: 2", 4, "“colour” is not one of fg, bg, attributes, mono"),
            ("roles:\n  title: 81", 2, "a role is a mapping"), ("roles:\n  title:", 2, "a role is a mapping"),
            ("rolls:\n  title: {}", 1, "no mapping named “roles”"),
            ("# first\nroles: 5", 2, "no mapping named “roles”"),
            ("- a", 1, "no mapping named “roles”"), ("roles:\n  title: { fg: [1] }", 2, "“” is not a colour"),
            ("roles:\n  title: { fg: 1", 3, "expected"), ("roles:\n\ttitle: {}", 2, "cannot start any token"),
            ("", nil, "no mapping named “roles”"), ("roles:\n  title: { fg: 1 }\u{0}", nil, "it is not YAML"),
        ] as [(String, Int?, String)])
    func wrong(yaml: String, line: Int?, reason: String) throws {
        let error = try #require(throws: ThemeError.self) { try theme(yaml) }
        guard case .wrong(let path, let faults) = error, let fault = faults.first else {
            Issue.record("\(error)")
            return
        }
        #expect(path == "/themes/mine.yaml" && faults.count == 1)
        if let line { #expect(fault.line == line) }
        #expect(fault.reason.contains(reason))
        #expect(error.description.contains("/themes/mine.yaml"))
        #expect(error.description.contains(reason))
        // At the end of a line that is too short, the path would be all that is seen.
        if let line { #expect(error.description.hasPrefix("line \(line): ")) }
    }

    @Test("all that is wrong is told at once")
    func allFaults() {
        let yaml = "roles:\n  titel: {}\n  error: { fg: purple, bg: 300 }\n  text: 5\n  key: { mono: [bold, blink] }"
        #expect(
            throws: ThemeError.wrong(
                path: "/themes/mine.yaml",
                faults: [
                    ThemeFault(line: 2, reason: "“titel” is not a role"),
                    ThemeFault(
                        line: 3,
                        reason:
                            "“purple” is not a colour: a number from 0 to 255, a name such as bright-blue, or default"),
                    ThemeFault(
                        line: 3,
                        reason: "“300” is not a colour: a number from 0 to 255, a name such as bright-blue, or default"),
                    ThemeFault(line: 4, reason: "a role is a mapping such as { fg: 81 }"),
                    ThemeFault(line: 5, reason: "“blink” is not one of bold, dim, underline, reverse"),
                ])
        ) { try theme(yaml) }
    }

    @Test("a role that is there twice is found at one of its lines")
    func twice() throws {
        let error = try #require(throws: ThemeError.self) {
            try theme("roles:\n  title: {}\n  error: {}\n  title: {}")
        }
        guard case .wrong(_, let faults) = error, let fault = faults.first else {
            Issue.record("\(error)")
            return
        }
        #expect(fault.reason == "“title” is there more than once")
        #expect(fault.line == 2 || fault.line == 4)
    }

    @Test("the first folder that has a theme wins; folders that are not there have none")
    func folders() throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "gaze-themes-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        for (folder, name, colour) in [("own", "mine", 1), ("shared", "mine", 2), ("shared", "other", 3)] {
            let folder = root.appending(path: folder)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data("roles: { title: { fg: \(colour) } }".utf8).write(to: folder.appending(path: "\(name).yaml"))
        }
        try Data().write(to: root.appending(path: "shared/notes.txt"))
        let file = ThemeFile(folders: ["none", "own", "shared"].map { root.appending(path: $0).path() })
        #expect(file.names() == ["mine", "other"])
        #expect(try file.theme(named: "mine").style(of: .title).foreground == .palette(1))
        #expect(try file.theme(named: "other").style(of: .title).foreground == .palette(3))
        for name in ["third", "", "../shared/other", "/etc/passwd"] {
            #expect(throws: ThemeError.notFound(name: name, available: ["mine", "other"])) {
                try file.theme(named: name)
            }
        }
    }

    @Test("an error of a name tells the names there are")
    func notFound() {
        let error = ThemeError.notFound(name: "x", available: ["dark", "light"])
        #expect(error.description == "There is no theme named “x”. Choose one of: dark, light.")
        #expect(ThemeError.notFound(name: "x", available: []).description.contains("copy gaze's folder of themes"))
    }
}
