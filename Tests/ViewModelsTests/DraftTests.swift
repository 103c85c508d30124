import ImageModel
import Testing

@testable import ViewModels

@Suite struct DraftTests {
    @Test("an empty draft asks for nothing")
    func empty() {
        #expect(Draft().isEmpty)
        #expect(Draft().newImage == NewImage())
    }

    @Test("everything that is filled in is in the request; the data's path is not")
    func full() {
        var draft = Draft()
        draft.name = "alpine"
        draft.id = "x"
        draft.diskFormat = "raw"
        draft.containerFormat = "bare"
        draft.visibility = "private"
        draft.tags = ["b", "a"]
        draft.minDisk = "5"
        draft.minRAM = "512"
        draft.isProtected = true
        draft.isHidden = false
        draft.properties = ["os_type=linux", " spaced  key = kept ", "a=1", "a=2"]
        draft.data = "/tmp/a.raw"
        #expect(!draft.isEmpty)
        var image = NewImage()
        image.name = "alpine"
        image.id = "x"
        image.diskFormat = "raw"
        image.containerFormat = "bare"
        image.visibility = .private
        image.tags = ["b", "a"]
        image.minDisk = 5
        image.minRAM = 512
        image.isProtected = true
        image.isHidden = false
        image.properties = ["os_type": "linux", "spaced key": "kept ", "a": "1"]
        #expect(draft.newImage == image)
    }

    @Test(
        "white space on both sides of the equals sign is nobody's; on its right alone it is the value's",
        arguments: [
            ("k = v", "k", "v"), ("k\t=\t v w", "k", "v w"), ("k =", "k", ""), ("k= v", "k", " v"), ("k=v", "k", "v"),
            ("k", "k", ""),
        ])
    func split(text: String, key: String, value: String) {
        #expect(Draft.split(text) == (key, value))
    }

    @Test("a property without a key and a value is left out", arguments: ["linux", "=linux", " =", ""])
    func noPair(text: String) {
        var draft = Draft()
        draft.properties = [text, "a="]
        #expect(draft.newImage.properties == ["a": ""])
        let patch = ImagePatch(from: Draft(), to: draft)
        #expect(patch.changes.filter { ![.minDisk, .minRAM].contains($0.attribute) } == [.add("a", .string(""))])
    }

    @Test("a property that has lost its value while it is typed is neither set nor taken away")
    func halfTyped() {
        var (old, new) = (Draft(), Draft())
        (old.minDisk, old.minRAM, new.minDisk, new.minRAM) = ("0", "0", "0", "0")
        old.properties = ["a=1", "b=2", "c=3"]
        new.properties = ["a", "b=3"]
        #expect(
            ImagePatch(from: old, to: new).changes == [.remove("c"), .replace("b", .string("3"))])
    }

    @Test("digits that are none are left out", arguments: ["", "five", "1.5", "99999999999999999999"])
    func noDigits(_ text: String) {
        var draft = Draft()
        draft.minDisk = text
        draft.minRAM = text
        #expect(draft.newImage == NewImage())
    }

    @Test(
        "an attribute belongs to its field, and any other name to the properties",
        arguments: [
            ("name", .name), ("min_disk", .minDisk), ("os_hidden", .hidden), ("id", .id), ("os_type", .properties),
            ("status", .properties), ("owner", .properties), ("properties", .properties),
        ] as [(String, DraftField)])
    func fields(_ name: String, _ field: DraftField) {
        #expect(DraftField(setting: ImageAttribute(rawValue: name)) == field)
    }

    @Test("every field has a label and a meaning", arguments: DraftField.allCases)
    func labels(_ field: DraftField) {
        #expect(!field.label.isEmpty)
        #expect(!FieldGuide.text(for: field).isEmpty)
    }

    @Test("a draft like an image has what a person could have filled in, but for the id and the data")
    func like() {
        var image = Image.sample(name: "alpine", status: .active, size: 3, hashAlgorithm: "sha512", secureHash: "abc")
        (image.tags, image.minDisk, image.minRAM) = (["b", "a"], 5, 0)
        (image.isProtected, image.visibility) = (true, .community)
        image.additional = [
            "os_type": .string("linux"), "hw_disk_bus": .string("virtio"), "stores": .string("fast"),
            "direct_url": .string("file:///x"), "locations": .array([]), "os_glance_import_task": .string("x"),
            "owner_specified.openstack.sha256": .string("abc"), "new_in_2030": .array([.string("x")]),
        ]
        var draft = Draft()
        (draft.name, draft.diskFormat, draft.containerFormat) = ("alpine", "raw", "bare")
        (draft.visibility, draft.tags, draft.minDisk, draft.isProtected) = ("community", ["a", "b"], "5", true)
        draft.properties = ["hw_disk_bus=virtio", "os_type=linux"]
        #expect(Draft(like: image) == draft)
    }
}
