import Foundation
import ImageModel
import TestSupport
import Testing

/// Changing many images at once and taking it back, on the real Glance and Keystone.
@Suite(.atMost(1, of: "clients of Glance")) struct RealCloudChangesTests {
    private let cloud: RealCloud

    init() throws { cloud = try RealCloud.current }

    @Test("every kind of change is taken by Glance for several images, and taken back; what others change is told")
    func changes() async throws {
        try await TestFolder.use { home in
            let variables = try await cloud.newProject(in: home)
            let clients = PythonClients(cloud.bin, home: home, environment: variables)
            for name in ["one", "two", "three"] {
                try await clients.openstack("image", "create", "--property", "own=1", "--tag", "old", name)
            }
            let other = try await cloud.clients(home, as: "other").python(
                "import openstack; print(openstack.connect().current_project_id)"
            ).trimmingCharacters(in: .whitespacesAndNewlines)
            try await gaze(home: home, columns: 120, rows: 40, environment: variables) { terminal in
                try await terminal.wait(for: "of 3  ")
                try await terminal.press("*")
                try await terminal.wait(for: "3 marked")
                let steps: [(downs: Int, typed: String?, words: String)] = [
                    (0, nil, "Protect 3 images?"), (1, nil, "Hide 3 images?"),
                    (3, "lts, new", "Add the tags lts, new to 3 images?"),
                    (4, "old", "Take the tag old from 3 images?"),
                    (5, "os_distro=alpine", "Set os_distro=alpine on 3 images?"),
                    (5, "own=2", "Set own=2 on 3 images?"),
                    (6, "own", "Take the property own from 3 images?"), (7, other, "Offer 3 images to \(other)?"),
                    (8, other, "Take 3 images from \(other)?"), (2, nil, "Make 3 images private?"),
                ]
                for step in steps {
                    try await terminal.press("b")
                    try await terminal.wait(for: "▸ Change 3 images")
                    for _ in 0..<step.downs { try await terminal.press("Down") }
                    try await terminal.press("Enter")
                    if let typed = step.typed {
                        try await terminal.wait(forNo: "▸ Change 3 images")
                        try await terminal.type(typed)
                        try await terminal.press("Enter")
                    } else {
                        try await terminal.wait(for: "[ ")
                        try await terminal.press("Right", "Enter")
                        // The visibility has shared for its first.
                        if step.downs == 2 {
                            try await terminal.wait(for: "Make 3 images shared?")
                            try await terminal.press("Escape")
                            try await terminal.wait(for: "3 marked")
                            try await terminal.press("V", "Right", "Right", "Enter")
                        }
                    }
                    try await terminal.wait(for: step.words)
                    try await terminal.press("Enter")
                    try await terminal.wait(for: "3 done")
                    try await terminal.press("Escape")
                    try await terminal.wait(for: "3 marked")
                }
                let record = try await clients.openstackObject("image", "show", "two")
                #expect(record["protected"] == .bool(true) && record["visibility"] == .string("private"))
                #expect(Set(record["tags"]?.array ?? []) == [.string("lts"), .string("new")])
                let properties = record["properties"]?.object ?? [:]
                #expect(properties["os_distro"] == .string("alpine") && properties["own"] == nil)
                #expect(properties["os_hidden"] == .bool(true))
                // Somebody else changes what is to be taken back.
                try await clients.openstack("image", "set", "--community", "two")
                for (number, step) in steps.reversed().enumerated() {
                    try await terminal.press("u")
                    try await terminal.wait(for: "Undo: ")
                    try await terminal.press("u")
                    // Members of a private image cannot be told; the images are shared again by then.
                    let sign = number == 0 ? "2 done, 1 refused" : "3 done"
                    try await terminal.wait(for: "\(sign): \(step.words)") {
                        $0.contains("▸ Undo: ") && $0.contains(sign)
                    }
                    if number == 0 {
                        try await terminal.press("End", "f")
                        try await terminal.wait(for: "visibility was changed by somebody else since.")
                        try await clients.openstack("image", "set", "--shared", "two")
                    }
                    try await terminal.press("Escape")
                    try await terminal.wait(for: "3 marked")
                }
                for name in ["one", "two", "three"] {
                    let record = try await clients.openstackObject("image", "show", name)
                    #expect(record["protected"] == .bool(false) && record["visibility"] == .string("shared"))
                    #expect(record["tags"]?.array == [.string("old")])
                    let properties = record["properties"]?.object ?? [:]
                    #expect(properties["own"] == .string("1") && properties["os_distro"] == nil)
                    #expect(properties["os_hidden"] == .bool(false))
                    let members = try await clients.openstack("image", "member", "list", name, "-f", "value")
                    #expect(members.isEmpty)
                }
                // One is protected: it is refused in Glance's words, and the others are gone.
                try await clients.openstack("image", "set", "--protected", "--name", "guarded", "three")
                try await terminal.press("C-r")
                // What is deleted is what the list has by now.
                try await terminal.wait(for: "guarded")
                try await terminal.wait(for: "3 marked")
                try await terminal.press("d")
                try await terminal.wait(for: "Type 3 to delete them")
                try await terminal.type("3")
                try await terminal.press("Enter")
                try await terminal.wait(for: "2 done, 1 refused")
                try await terminal.wait(for: "is protected and cannot be deleted")
                try await terminal.press("Escape")
                try await terminal.wait(for: "1 marked")
                try await clients.openstack("image", "set", "--unprotected", "guarded")
                try await clients.openstack("image", "delete", "guarded")
            }
        }
    }
}
