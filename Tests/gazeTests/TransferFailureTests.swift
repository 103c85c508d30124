import Foundation
import ScriptedServer
import TestSupport
import Testing

/// What a person is told when data does not get to the service, on the embedded service and on one that is in trouble.
@Suite(.atMost(3, of: "terminals")) struct TransferFailureTests {
    @Test("a disk that is full is said to be, nothing of the data stays on it, and the record is queued")
    func fullDisk() async throws {
        try await TestFolder.use { home in
            _ = try home.sparse("disk.raw", gibibytes: 1)
            let data = home.path + "/.local/share/gaze"
            try await TmuxTerminal.use(home: home.path) { terminal in
                // A disk of its own, which goes with the program; whoever may not mount may in a namespace.
                try await terminal.type(
                    "mkdir -p \(data); unshare -rm sh -c 'mount -t tmpfs -o size=64m full \(data) && exec \(Program.path)'"
                )
                try await terminal.press("Enter")
                try await terminal.wait(for: "There are no images here yet.")
                try await terminal.fillForm(name: "too much", diskFormat: "r", file: "~/disk.raw")
                try await terminal.press("C-s")
                try await terminal.wait(for: "The data of too much was not stored (413)")
                try await terminal.wait(for: "The cloud's store is full.")
                try await terminal.wait(for: "○ queued")
                let program = try await terminal.program()
                let names = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(program)/root\(data)/incoming")
                #expect(names.isEmpty)
                try await terminal.press("e")
                try await terminal.wait(for: "Image storage media is full")
            }
        }
    }

    /// What happens to a file while it is sent.
    enum Accident: CaseIterable {
        case cut, lengthened

        var words: String {
            switch self {
            case .cut: "shorter"
            case .lengthened: "longer"
            }
        }
    }

    @Test("a file that changes while it is sent is not taken for whole", arguments: Accident.allCases)
    func changedFile(accident: Accident) async throws {
        try await gaze { terminal, home in
            let path = try home.sparse("disk.raw", gibibytes: 2)
            try await terminal.fillForm(name: "changing", diskFormat: "r", file: "~/disk.raw")
            try await terminal.press("C-s")
            try await terminal.wait(for: "some of the data sent", isAtRest: false) { $0.contains(/[1-9][0-9]? %/) }
            let file = try FileHandle(forWritingTo: URL(filePath: path))
            try file.truncate(atOffset: accident == .cut ? 1 << 20 : 3 << 30)
            try file.close()
            // What is longer is known to be so once all has been sent that was to be.
            try await terminal.wait(for: "The data of changing was not stored", seconds: 300)
            try await terminal.wait(for: accident.words)
            try await terminal.wait(for: "○ queued")
        }
    }

    @Test(
        "a service that gives up in the middle says why, and the data is sent again by one key where there is a record for it",
        arguments: [
            (503, "The service is not available now"), (413, "The data is larger than the cloud accepts"),
            (409, "The image has data already"), (410, "The image was deleted meanwhile."),
        ])
    func givesUp(status: Int, words: String) async throws {
        try await ScriptedServer.use(FailingCloud(status: status).answer) { server in
            let environment = [
                "OS_AUTH_URL": server.url + "/v3", "OS_USERNAME": "ann", "OS_PASSWORD": "secret",
                "OS_PROJECT_NAME": "lab", "OS_USER_DOMAIN_NAME": "Default", "OS_PROJECT_DOMAIN_NAME": "Default",
            ]
            try await gaze(environment: environment) { terminal, home in
                _ = try home.write("disk.raw", Data(repeating: 7, count: 4 << 20))
                try await terminal.fillForm(name: "unlucky", diskFormat: "r", file: "~/disk.raw")
                try await terminal.press("C-s")
                try await terminal.wait(for: "was not stored (\(status))")
                let screen = try await terminal.wait(for: words)
                #expect(screen.contains("u resend") == (status != 410))
                guard status != 410 else { return }
                try await terminal.press("u")
                try await terminal.wait(for: "Verified: size and SHA-512 match what was sent.")
            }
        }
    }
}
