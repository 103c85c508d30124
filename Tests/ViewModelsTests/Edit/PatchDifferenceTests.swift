import ImageModel
import Testing

@testable import ViewModels

@Suite("The differences between two drafts") struct PatchDifferenceTests {
    private static let record: ImageRecord = {
        var image = Image.sample(status: .queued)
        (image.tags, image.minDisk, image.minRAM) = (["b", "a"], 2, 0)
        var record = image.record()
        record.fields["os_distro"] = .string("alpine")
        record.fields["hw_disk_bus"] = .string("virtio")
        record.fields["stores"] = .string("fast")
        return record
    }()

    private static func patch(_ edit: (inout Draft) -> Void) -> [ImagePatch.Change] {
        let original = Draft(editing: record)
        var draft = original
        edit(&draft)
        return ImagePatch(from: original, to: draft).changes
    }

    /// What is done to a draft, and what becomes of it.
    struct Edit: Sendable {
        let perform: @Sendable (inout Draft) -> Void
        let changes: [ImagePatch.Change]

        init(_ perform: @escaping @Sendable (inout Draft) -> Void, _ changes: [ImagePatch.Change]) {
            (self.perform, self.changes) = (perform, changes)
        }
    }

    @Test("a record is shown with all that may be changed, and unchanged it gives no patch")
    func unchanged() {
        let draft = Draft(editing: Self.record)
        #expect(draft.name == "alpine")
        #expect(draft.minDisk == "2" && draft.minRAM == "0")
        #expect(draft.isProtected == false && draft.isHidden == false)
        #expect(draft.tags == ["a", "b"])
        #expect(draft.properties == ["hw_disk_bus=virtio", "os_distro=alpine"])
        #expect(Self.patch { _ in }.isEmpty)
    }

    @Test(
        "each field that differs is one operation",
        arguments: [
            Edit({ $0.name = "new" }, [.replace(.name, .string("new"))]),
            Edit({ $0.name = "" }, [.replace(.name, .null)]),
            Edit({ $0.diskFormat = "qcow2" }, [.replace(.diskFormat, .string("qcow2"))]),
            Edit({ $0.containerFormat = nil }, [.replace(.containerFormat, .null)]),
            Edit({ $0.visibility = "private" }, [.replace(.visibility, .string("private"))]),
            Edit({ $0.visibility = nil }, []),
            Edit({ $0.tags = ["b", "a"] }, []),
            Edit({ $0.tags.append("c") }, [.replace(.tags, .array([.string("a"), .string("b"), .string("c")]))]),
            Edit({ $0.tags = [] }, [.replace(.tags, .array([]))]),
            Edit({ $0.minDisk = "" }, [.replace(.minDisk, .integer(0))]),
            Edit({ $0.minDisk = "02" }, []), Edit({ $0.minRAM = "" }, []), Edit({ $0.minRAM = "many" }, []),
            Edit({ $0.minRAM = "512" }, [.replace(.minRAM, .integer(512))]),
            Edit({ $0.isProtected = true }, [.replace(.protected, .bool(true))]),
            Edit({ $0.isProtected = nil }, []),
            Edit({ $0.isHidden = true }, [.replace(.hidden, .bool(true))]),
        ])
    func fields(edit: Edit) {
        #expect(Self.patch(edit.perform) == edit.changes)
    }

    @Test("properties are added, replaced and removed by themselves, whatever their order")
    func properties() {
        let changes = Self.patch {
            $0.properties = ["a/b=~new", "os_distro=debian"]
        }
        #expect(
            changes == [
                .remove("hw_disk_bus"), .add("a/b", .string("~new")), .replace("os_distro", .string("debian")),
            ])
        #expect(Self.patch { $0.properties.reverse() }.isEmpty)
    }

    @Test("the same changes on another state keep what was changed, and take the rest from there")
    func rebase() {
        let original = Draft(editing: Self.record)
        var mine = original
        mine.name = "mine"
        mine.tags = ["a", "mine"]
        mine.isProtected = true
        mine.properties = ["os_distro=mine", "own=1"]
        var theirs = original
        theirs.name = "theirs"
        theirs.visibility = "private"
        theirs.tags = ["a", "b", "theirs"]
        theirs.properties = ["os_distro=theirs", "hw_disk_bus=scsi", "more=2"]
        var expected = theirs
        expected.name = "mine"
        expected.isProtected = true
        expected.tags = ["a", "theirs", "mine"]
        expected.properties = ["os_distro=mine", "more=2", "own=1"]
        #expect(mine.rebased(from: original, onto: theirs) == expected)
        #expect(original.rebased(from: original, onto: theirs) == theirs)
    }

    @Test("a property that no text can name is left out, and another one is never changed for it")
    func unwritable() {
        var record = Self.record
        for name in ["a=b", "two  blanks", " before", "after "] { record.fields[name] = .string("theirs") }
        let original = Draft(editing: record)
        #expect(original.properties == ["hw_disk_bus=virtio", "os_distro=alpine"])
        var draft = original
        draft.name = "new"
        #expect(ImagePatch(from: original, to: draft).changes == [.replace(.name, .string("new"))])
        #expect(record.unwritableProperties.sorted() == [" before", "a=b", "after ", "two  blanks"])
        var image = Image.sample()
        image.additional = ["a=b": .string("x"), "two  blanks": .string("x"), "one blank": .string("x")]
        #expect(Draft(like: image).properties == ["one blank=x"])
    }
}

@Suite("What somebody else has changed") struct EditConflictTests {
    private static func record(_ status: ImageStatus = .active, _ fields: [String: JSONValue] = [:]) -> ImageRecord {
        var record = Image.sample(status: status).record()
        record.fields["updated_at"] = .string("2026-03-01T12:00:00Z")
        record.fields.merge(fields) { $1 }
        return record
    }

    private static func conflict(
        _ before: ImageRecord, _ now: ImageRecord, _ changes: [ImagePatch.Change] = []
    ) -> EditConflict? {
        EditConflict(from: before, to: now, patch: ImagePatch(changes))
    }

    @Test("nothing changed is no conflict, and neither is the order of tags")
    func nothing() {
        let other = Self.record(.active, ["tags": .array([.string("b"), .string("a")])])
        #expect(Self.conflict(Self.record(), Self.record(), [.replace(.name, .string("x"))]) == nil)
        #expect(Self.conflict(Self.record(), other, [.replace(.tags, .array([]))]) == nil)
    }

    @Test("what the service sets by itself as it works is no conflict")
    func service() {
        let now = Self.record(
            .active,
            [
                "size": .integer(5), "checksum": .string("x"), "updated_at": .string("2026-03-02T12:00:00Z"),
                "stores": .string("fast"), "os_glance_importing_to_stores": .string(""),
            ])
        #expect(Self.conflict(Self.record(.saving), now, [.replace(.name, .string("x"))]) == nil)
    }

    @Test("what a person changes is told with what was, what is, and what the form says")
    func changes() throws {
        let before = Self.record(.active, ["os_distro": .string("alpine"), "gone": .string("1")])
        let now = Self.record(
            .active, ["name": .string("theirs"), "os_distro": .string("debian"), "new": .string("2")])
        let conflict = try #require(
            Self.conflict(before, now, [.replace(.name, .string("mine")), .remove("os_distro")]))
        typealias Change = EditConflict.Change
        #expect(
            conflict.changes == [
                Change(name: "name", before: "alpine", now: "theirs", own: "mine", isTouched: true),
                Change(name: "new", before: nil, now: "2", own: nil, isTouched: false),
                Change(name: "os_distro", before: "alpine", now: "debian", own: nil, isTouched: true),
                Change(name: "gone", before: "1", now: nil, own: nil, isTouched: false),
            ])
    }

    @Test("an image that was deactivated or given away is a conflict")
    func deactivated() {
        #expect(Self.conflict(Self.record(), Self.record(.deactivated))?.changes.map(\.name) == ["status"])
        let given = Self.record(.active, ["owner": .string("other")])
        #expect(Self.conflict(Self.record(), given)?.changes.map(\.name) == ["owner"])
    }
}
