import Foundation
import Testing

@testable import gaze

/// A command of a person's own, by itself.
struct ShellRunTests {
    @Test("a command has nothing open of gaze's but the terminal")
    func descriptors() async throws {
        try await TestFolder.use { folder in
            // As a connection is: another program has it too, unless somebody sees to it.
            let inherited = fcntl(STDERR_FILENO, F_DUPFD, 100)
            defer { close(inherited) }
            let run = ShellRun(
                command: "ls /proc/self/fd > '\(folder.path)/open'", environment: ["PATH": "/usr/bin:/bin"])
            #expect(await run.perform() == .exited(0))
            let open = try String(contentsOfFile: folder.path + "/open", encoding: .utf8).split(separator: "\n")
            #expect(open.contains("2") && !open.contains("\(inherited)"))
        }
    }
}
