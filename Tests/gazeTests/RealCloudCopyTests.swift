import Foundation
import ImageModel
import TestSupport
import Testing

@testable import gaze

/// Images that are saved from the real Glance, and copied to it from gaze's own service and back.
///
/// One at a time: on SQLite, Glance answers 500 to writers that meet.
@Suite(.atMost(1, of: "clients of Glance"), .timeLimit(.minutes(30)))
struct RealCloudCopyTests {
    private static let bytes = Data((0..<3_000_001).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 13) })
    private static let raw = ["--disk-format", "raw", "--container-format", "bare"]
    private let cloud: RealCloud

    init() throws { cloud = try RealCloud.current }

    @Test("an image moves from gaze's own service to Glance and back, and stays what it is")
    func thereAndBack() async throws {
        try await TestFolder.use { home in
            let file = try home.write("source.raw", Self.bytes)
            let name = "copied-\(UUID().uuidString.prefix(8))"
            let create = try await CreateProcess.run(
                in: home,
                ["--data", file, "--visibility", "public", "--tag", "lts", "--property", "os_distro=alpine"] + Self.raw
                    + [name])
            #expect(create.status == 0, "\(create.errors)")
            try await gaze("", home: home, environment: cloud.environment) { terminal in
                try await terminal.wait(for: "● active")
                try await terminal.press("C")
                try await terminal.wait(for: "RegionOne")
                // By name: admin, demo, other.
                try await terminal.press("Down", "Enter")
                try await terminal.wait(for: "visibility: shared, and not public")
                try await terminal.wait(for: "^S copy")
                try await terminal.press("C-s")
                try await terminal.wait(for: "the same at both ends")
            }
            let saved = home.path + "/saved"
            try await cloud.clients(home).openstack("image", "save", "--file", saved, name)
            let there = try Data(contentsOf: URL(filePath: saved))
            #expect(there == Self.bytes)
            let shown = try await cloud.clients(home).openstack("image", "show", "-f", "json", name)
            for word in [#""lts""#, #""os_distro": "alpine""#, #""visibility": "shared""#] {
                #expect(shown.contains(word), "\(shown)")
            }
            try await TestFolder.use { other in
                try await gaze("--cloud demo", home: other, environment: cloud.environment) { terminal in
                    try await terminal.wait(for: name)
                    try await terminal.press("C")
                    try await terminal.wait(for: "own service")
                    try await terminal.press("End", "Enter")
                    try await terminal.wait(for: "^S copy")
                    try await terminal.press("C-s")
                    try await terminal.wait(for: "the same at both ends")
                }
                let back = try await SaveProcess.run(in: other, [name, "back"])
                #expect(back.status == 0, "\(back.errors)")
                let bytes = try Data(contentsOf: URL(filePath: other.path + "/back"))
                #expect(bytes == Self.bytes)
            }
        }
    }

    /// An image of the cloud, with its data.
    private func image(in home: TestFolder) async throws -> (name: String, id: String) {
        let file = try home.write("source.raw", Self.bytes)
        let name = "elsewhere-\(UUID().uuidString.prefix(8))"
        let made = try await CreateProcess.run(
            in: home, ["--cloud", "demo", "--data", file] + Self.raw + [name], environment: cloud.environment)
        return (name, try #require(made.record?["id"]?.string, "\(made.errors)"))
    }

    @Test("a create takes the data of an image of another cloud, or of a region of its own, and proves it")
    func elsewhere() async throws {
        try await TestFolder.use { home in
            let (name, id) = try await image(in: home)
            // From the cloud to gaze's own service, and to another project of the same region, which glance-download is not
            // offered for.
            for (data, more) in [("glance://demo:/\(id)", []), ("glance://RegionOne/\(id)", ["--cloud", "demo"])] {
                let create = try await CreateProcess.run(
                    in: home, more + ["--data", data], environment: cloud.environment)
                #expect(create.status == 0, "\(create.errors)")
                let copy = try #require(create.record?["id"]?.string)
                #expect(copy != id && create.record?["name"] == .string(name))
                #expect(create.record?["disk_format"] == .string("raw"))
                let saved = home.path + "/saved-" + copy
                let save = try await SaveProcess.run(
                    in: home, more + [copy, saved], environment: cloud.environment)
                #expect(save.status == 0, "\(save.errors)")
                let bytes = try Data(contentsOf: URL(filePath: saved))
                #expect(bytes == Self.bytes)
            }
            let none = try await CreateProcess.run(
                in: home, ["--data", "glance://demo:/\(UUID().uuidString.lowercased())"] + Self.raw + ["n"],
                environment: cloud.environment)
            #expect(none.status == CreateExit.source.rawValue && none.names == ["held"], "\(none.errors)")
            #expect(none.errors.contains("The image cannot be read in the cloud demo."), "\(none.errors)")
        }
    }

    @Test("in the form, the cloud of an image elsewhere is completed, and its data comes in one stream")
    func elsewhereInForm() async throws {
        try await TestFolder.use { home in
            let (name, id) = try await image(in: home)
            try await gaze("", home: home, environment: cloud.environment) { terminal in
                try await terminal.wait(for: "There are no images")
                try await terminal.press("n")
                try await terminal.wait(for: "New image")
                // Up from the first field is the last: the data.
                try await terminal.press("Up")
                try await terminal.type("glance://")
                try await terminal.wait(for: "other:RegionOne/")
                try await terminal.type("de")
                try await terminal.press("Tab")
                try await terminal.wait(for: "glance://demo:RegionOne/")
                try await terminal.type(id)
                try await terminal.wait(for: "An image of the cloud demo (RegionOne).")
                try await terminal.press("C-s")
                try await terminal.wait(for: "Verified: size and SHA-512 match what was sent.")
                try await terminal.wait(for: name)
            }
        }
    }

    @Test("a copy whose gaze is killed is offered where it comes from at the next start, and completed")
    func cutOff() async throws {
        try await TestFolder.use { home in
            _ = try home.sparse("disk.raw", gibibytes: 1)
            let create = try await CreateProcess.run(
                in: home, ["--data", home.path + "/disk.raw"] + Self.raw + ["cut-\(UUID().uuidString.prefix(8))"])
            #expect(create.status == 0, "\(create.errors)")
            try await gaze("", home: home, environment: cloud.environment) { terminal in
                try await terminal.wait(for: "● active")
                try await terminal.press("C")
                try await terminal.wait(for: "RegionOne")
                try await terminal.press("Down", "Enter")
                try await terminal.wait(for: "^S copy")
                try await terminal.press("C-s")
                try await terminal.wait(for: "some of the data sent", isAtRest: false) {
                    $0.contains(/sent [1-9][0-9]? %/)
                }
                #expect(kill(try await terminal.program(), SIGKILL) == 0)
            }
            try await gaze("", home: home, environment: cloud.environment) { terminal in
                try await terminal.wait(for: "1 transfer was cut off. T shows it.")
                try await terminal.press("T")
                try await terminal.wait(for: "from local, to demo")
                try await terminal.press("u")
                try await terminal.wait(for: "the same at both ends", seconds: 180)
            }
        }
    }

    @Test("gaze save gives what Glance has, goes on by Range, and tells of what is barred")
    func saved() async throws {
        try await TestFolder.use { home in
            let file = try home.write("source.raw", Self.bytes)
            let create = try await CreateProcess.run(
                in: home, ["--cloud", "demo", "--data", file] + Self.raw + ["saved"], environment: cloud.environment)
            #expect(create.status == 0, "\(create.errors)")
            let id = try #require(create.record?["id"]?.string)
            // A limit to the size of files stands for a disk that is full.
            let full = try await Command.run(
                [
                    "sh", "-c", #"cd "$HOME"; trap '' XFSZ; ulimit -f 2000; exec "$0" save --cloud demo "$1" disk.raw"#,
                    Program.path, id,
                ],
                environment: cloud.environment.merging(["HOME": home.path, "PATH": "/usr/bin:/bin"]) { $1 })
            #expect(full.errors.contains("There is no room left"), "\(full.errors)")
            let part = try Data(contentsOf: URL(filePath: home.path + "/disk.raw.part"))
            let save = try await SaveProcess.run(
                in: home, ["--cloud", "demo", id, "disk.raw"], environment: cloud.environment)
            #expect(save.status == 0, "\(save.errors)")
            #expect(!part.isEmpty && save.hasKept(part.count))
            let bytes = try Data(contentsOf: URL(filePath: home.path + "/disk.raw"))
            #expect(bytes == Self.bytes)
            try await cloud.clients(home, as: "admin").openstack("image", "set", "--deactivate", id)
            let barred = try await SaveProcess.run(
                in: home, ["--cloud", "demo", id, "barred.raw"], environment: cloud.environment)
            #expect(barred.status == 77, "\(barred.errors)")
            #expect(barred.last["reason"]?.string?.contains("deactivated") == true, "\(barred.errors)")
            let left = try FileManager.default.contentsOfDirectory(atPath: home.path)
            #expect(!left.contains { $0.hasPrefix("barred") })
        }
    }
}
