import ArgumentParser
import DiskFormats
import Foundation
import Terminal

/// `gaze inspect`: reports what a file is, and what is wrong with it, before it is uploaded.
struct Inspect: AsyncParsableCommand, Subcommand {
    static let field = CommandField.none
    static let configuration = CommandConfiguration(
        abstract: "Say what disk files are, and what a cloud would make of them.",
        discussion: """
            Only headers are read, at most 1 MiB of each file, and the first 64 KiB of an address or of standard input. \
            Told are the formats that an image's record should have, the size that a machine would see, the smallest disk \
            that it fits on, where the file says so the processor and the system it is for, and every danger: what \
            Glance would refuse, and what no hypervisor should be given.

            The exit status is 0 where no file has a danger, 65 where one has, 66 where one cannot be read, 64 where \
            the command line is wrong, and 74 where the output cannot be written.
            """)

    /// The exit statuses, as defined in sysexits.h.
    enum Status {
        /// A file has dangers.
        static let danger = ExitCode(65)
        /// A file cannot be read, whatever the other files contain.
        static let unreadable = ExitCode(66)
    }

    @Flag(help: "Print a JSON object for each file, one a line.")
    var json = false

    @Argument(help: "The files, addresses (https://HOST/PATH), or - for standard input.", completion: .file())
    var files: [String]

    /// The parent command, whose options may appear on the command line too.
    @ParentCommand var gaze: Gaze

    func run() async throws {
        let text = InspectionText(charset: .ofEnvironment())
        var isUnreadable = false
        var isDangerous = false
        for (number, file) in files.enumerated() {
            let report = await InspectedData(name: file).report()
            switch report.result {
            case .success(let inspection): isDangerous = isDangerous || !inspection.dangers.isEmpty
            case .failure(let error):
                isUnreadable = true
                guard json else {
                    await Console.errors.write(text.plain(error.description))
                    continue
                }
            }
            let words: String
            if json {
                words = try report.json
            } else {
                words = (number > 0 ? "\n" : "") + text.lines(of: report).joined(separator: "\n")
            }
            try await StandardOutput.print(words + "\n")
        }
        if isUnreadable { throw Status.unreadable }
        if isDangerous { throw Status.danger }
    }
}
