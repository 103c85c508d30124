import Foundation
import TestSupport
import Testing

/// What becomes of a transfer where somebody else meddles with its image on the real Glance.
///
/// One at a time: on SQLite, Glance answers 500 to writers that meet.
@Suite(.atMost(1, of: "clients of Glance")) struct RealCloudTransferTests {
    private let cloud: RealCloud

    init() throws { cloud = try RealCloud.current }

    @Test("an image that somebody deletes while its data is sent is said to be gone")
    func deleted() async throws {
        try await cloud.gazeAsDemo { terminal, home in
            _ = try home.sparse("disk.raw", gibibytes: 3)
            let name = "deleted-\(UUID().uuidString.prefix(8))"
            try await terminal.fillForm(name: name, diskFormat: "r", file: "~/disk.raw")
            try await terminal.press("C-s")
            try await terminal.wait(for: "some of the data sent", isAtRest: false) { $0.contains(/[1-9][0-9]? %/) }
            try await cloud.clients(home).openstack("image", "delete", name)
            // Glance says so when it has all of the data.
            try await terminal.wait(for: "was not stored (410)", seconds: 300)
            try await terminal.wait(for: "The image was deleted meanwhile.")
        }
    }

    @Test("data that somebody else has sent to the image meanwhile stays, and that is said")
    func overtaken() async throws {
        try await cloud.gazeAsDemo { terminal, home in
            _ = try home.sparse("large.raw", gibibytes: 8)
            _ = try home.write("small.raw", Data(repeating: 7, count: 1 << 20))
            let suffix = UUID().uuidString.prefix(8)
            // Two are sent at a time: the third waits for its turn.
            for (name, file) in [("one", "large"), ("two", "large"), ("three", "small")] {
                try await terminal.fillForm(name: "\(name)-\(suffix)", diskFormat: "r", file: "~/\(file).raw")
                try await terminal.press("C-s")
                try await terminal.wait(for: "▸ \(name)-\(suffix)")
                if name != "three" {
                    try await terminal.press("Escape")
                    try await terminal.wait(for: "▸ Images  ")
                }
            }
            try await terminal.wait(for: "Waiting for its turn")
            let stored = try await cloud.clients(home).python(
                """
                import sys, openstack
                image = openstack.connect().image
                [mine] = image.images(name=sys.argv[1])
                image.put(f"/images/{mine.id}/file", data=b"theirs", headers={"Content-Type": "application/octet-stream"})
                print(image.get_image(mine.id).status)
                """, "three-\(suffix)")
            #expect(stored.contains("active"))
            try await terminal.press("Escape")
            try await terminal.wait(for: "▸ Images  ")
            try await terminal.press("T")
            try await terminal.wait(for: "3 under way")
            // The first and the second are called off, and leave nothing; then the bar is on the third.
            try await terminal.press("x", "Down", "x", "Down")
            try await terminal.wait(for: "none under way")
            try await terminal.wait(for: "The image has data already")
            try await terminal.press("Enter")
            try await terminal.wait(for: "was not stored (409)")
            try await terminal.wait(for: "● active")
        }
    }
}
