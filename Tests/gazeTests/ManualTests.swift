import Foundation
import TestSupport
import Testing

@testable import gaze

/// `gaze man`, as formatters of manual pages read it.
@Suite(.atMost(3, of: "terminals")) struct ManualTests {
    private func page() async throws -> Command {
        try await Command.run([Program.path, "man"], environment: ["PATH": "/usr/bin:/bin"])
    }

    @Test("the page tells every command with its options, the keys, the exit statuses, the environment and the files")
    func whole() async throws {
        try await TestFolder.use { folder in
            let page = try await page()
            #expect(page.status == 0)
            let file = try folder.write("gaze.1", page.data)
            let shown = try await Command.run(
                ["groff", "-man", "-Tutf8", "-P-cbou", "-K", "utf8", "-rLL=100n", file],
                environment: ["PATH": "/usr/bin:/bin"])
            #expect(shown.status == 0 && shown.errors == "", "\(shown.errors)")
            let text = shown.output.replacing(/\s+/, with: " ")
            for words in [
                "NAME gaze - create, fill and browse images", "gaze list [FILTER ...] [--view NAME] [--format FORMAT]",
                "--columns NAMES",
                "gaze create [NAME] [", "--min-disk GB", "gaze serve", "KEYS", "Images (the list)", "EXIT STATUS",
                "the service refuses the request or the data", "the same command goes on", "ENVIRONMENT",
                "OS_CLIENT_CONFIG_FILE", "FILES",
                "presets of your own", "OS_APPLICATION_CREDENTIAL_ID", "Commands (the line after :)",
                ":theme NAME show a theme while", ":open NAME-OR-ID open an image",
                "where config.yaml gives you others", "gaze list tag:lts 'updated<7d' --format json | jq -r '.[].id'",
            ] { #expect(text.contains(words), "\(words)") }
            #expect(!text.contains("--experimental"))
        }
    }

    @Test("formatters have nothing to say against it")
    func warnings() async throws {
        try await TestFolder.use { folder in
            let file = try folder.write("gaze.1", try await page().data)
            for command in [
                ["groff", "-man", "-Tutf8", "-K", "utf8", "-ww", "-z", file],
                ["mandoc", "-Tlint", "-W", "warning", file],
            ] {
                let lint = try await Command.run(command, environment: ["PATH": "/usr/bin:/bin"])
                #expect(lint.output + lint.errors == "")
                #expect(lint.status == 0)
            }
        }
    }

    @Test(
        "text is nothing but text",
        arguments: [
            (".br", "\\&.br"), ("'x", "\\(aqx"), ("a\\fB-b", "a\\efB\\-b"), ("~/`^`", "\\(ti/\\(ga\\(ha\\(ga"),
        ])
    func escaped(text: String, source: String) { #expect(Roff.plain(text) == source) }

    @Test("what it says of files is in the README too")
    func files() throws {
        let readme = try String(
            contentsOf: URL(filePath: #filePath).appending(path: "../../../README.md").standardized, encoding: .utf8
        ).replacing("`", with: "")
        for (path, words) in FileLocations.described { #expect(readme.contains("| \(path) | \(words) |"), "\(path)") }
    }
}
