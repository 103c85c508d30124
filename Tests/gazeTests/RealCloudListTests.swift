import Foundation
import ImageModel
import TestSupport
import Testing

/// The list of images while others change them, on the real Glance and Keystone.
@Suite(.atMost(1, of: "clients of Glance")) struct RealCloudListTests {
    private let cloud: RealCloud

    init() throws { cloud = try RealCloud.current }

    @Test("what another client and another gaze make, change and delete shows in the list without a key")
    func others() async throws {
        try await cloud.gazeAsDemo { terminal, home in
            let clients = cloud.clients(home)
            let (id, name) = (UUID().uuidString.lowercased(), "seen-\(UUID().uuidString.prefix(8).lowercased())")
            try await terminal.wait(for: "updated")
            // A mark is there for a few seconds, in which the client may not have ended yet: it is looked for from before.
            async let isNew = terminal.wait(for: "\(name) +")
            try await clients.openstack(
                "image", "create", "--id", id, "--disk-format", "raw", "--container-format", "bare", name)
            _ = try await isNew
            try await cloud.gazeAsDemo { other, _ in
                try await other.wait(for: name)
                let mark = "then-\(name.dropFirst(5)) ✱"
                async let isMarkedHere = terminal.wait(for: mark)
                async let isMarkedThere = other.wait(for: mark)
                try await clients.openstack("image", "set", "--name", "then-" + name.dropFirst(5), id)
                _ = try await (isMarkedHere, isMarkedThere)
                // The newest is at the top, where the other's bar is.
                try await other.press("g", "d")
                try await other.wait(for: "Delete this image?")
                try await other.press("d")
                try await terminal.wait(for: "✗ gone")
                try await terminal.wait(forNo: "then-\(name.dropFirst(5))")
            }
        }
    }
}
