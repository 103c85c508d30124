import Testing

@testable import ImageModel

@Suite struct NewImageTests {
    @Test("a create that says nothing is an empty object")
    func nothing() {
        #expect(NewImage().json() == .object([:]))
    }

    @Test("everything that is set is sent, under the API's names")
    func everything() {
        var image = NewImage()
        image.name = "alpine"
        image.id = "004bdb5e-4adb-412f-ae25-fcc1035f9be0"
        image.diskFormat = "qcow2"
        image.containerFormat = "bare"
        image.visibility = .private
        image.tags = ["b", "a"]
        image.minDisk = 5
        image.minRAM = 512
        image.isProtected = true
        image.isHidden = false
        image.properties = ["hw_disk_bus": "virtio"]
        #expect(
            image.json()
                == .object([
                    "name": .string("alpine"), "id": .string("004bdb5e-4adb-412f-ae25-fcc1035f9be0"),
                    "disk_format": .string("qcow2"), "container_format": .string("bare"),
                    "visibility": .string("private"), "tags": .array([.string("b"), .string("a")]),
                    "min_disk": .integer(5), "min_ram": .integer(512), "protected": .bool(true),
                    "os_hidden": .bool(false), "hw_disk_bus": .string("virtio"),
                ]))
    }

    private static let settings: [(String, @Sendable (inout NewImage) -> Void, JSONValue)] = [
        ("name", { $0.name = "" }, .string("")),
        ("id", { $0.id = "x" }, .string("x")),
        ("disk_format", { $0.diskFormat = "raw" }, .string("raw")),
        ("container_format", { $0.containerFormat = "ovf" }, .string("ovf")),
        ("visibility", { $0.visibility = "odd" }, .string("odd")),
        ("tags", { $0.tags = ["a"] }, .array([.string("a")])),
        ("min_disk", { $0.minDisk = 0 }, .integer(0)),
        ("min_ram", { $0.minRAM = 0 }, .integer(0)),
        ("protected", { $0.isProtected = false }, .bool(false)),
        ("os_hidden", { $0.isHidden = false }, .bool(false)),
        ("os_type", { $0.properties = ["os_type": ""] }, .string("")),
    ]

    @Test("only what is set is sent", arguments: 0..<settings.count)
    func single(_ index: Int) {
        let (name, set, value) = Self.settings[index]
        var image = NewImage()
        set(&image)
        #expect(image.json() == .object([name: value]))
    }

    @Test("a property never stands for an attribute, set or not", arguments: ImageAttribute.creatable)
    func properties(_ attribute: ImageAttribute) {
        var image = NewImage()
        image.properties = [attribute.rawValue: "smuggled", "os_type": "linux"]
        #expect(image.json() == .object(["os_type": .string("linux")]))
        image.name = "alpine"
        #expect(image.json() == .object(["os_type": .string("linux"), "name": .string("alpine")]))
    }

    @Test(
        "the names that the service keeps for itself are known",
        arguments: [
            ("locations", true), ("location", true), ("owner", true), ("deleted", true), ("deleted_at", true),
            ("is_public", false), ("properties", false), ("members", false), ("os_glance_x", true),
            ("os_glance", true), ("os_glancex", true), ("os_glanc", false), ("os_type", false), ("name", false),
        ])
    func reserved(_ name: String, _ isReserved: Bool) {
        #expect(ImageAttribute(rawValue: name).isReserved == isReserved)
    }
}
