import ImageModel
import Testing

@testable import ViewModels

@Suite("What a command changes") struct ImageChangesTests {
    private static let record: ImageRecord = {
        var image = Image.sample(status: .active)
        (image.tags, image.minDisk) = (["a", "b"], 2)
        var record = image.record()
        record.fields["os_distro"] = .string("alpine")
        record.fields["stores"] = .string("fast")
        record.fields["x=y"] = .string("theirs")
        record.fields["two  blanks"] = .string("theirs")
        return record
    }()

    /// What is said, and what is sent.
    struct Case: Sendable {
        let say: @Sendable (inout ImageChanges) -> Void
        let changes: [ImagePatch.Change]

        init(_ say: @escaping @Sendable (inout ImageChanges) -> Void, _ changes: [ImagePatch.Change]) {
            (self.say, self.changes) = (say, changes)
        }
    }

    @Test(
        "is sent where it differs, and only there",
        arguments: [
            Case({ $0.values = ["os_distro=debian"] }, [.replace("os_distro", .string("debian"))]),
            Case({ $0.values = ["os_distro=alpine", "name=alpine", "min_disk=2"] }, []),
            Case({ $0.values = ["hw_disk_bus=a=b"] }, [.add("hw_disk_bus", .string("a=b"))]),
            Case({ $0.values = ["empty="] }, [.add("empty", .string(""))]),
            Case({ $0.values = ["name=é x"] }, [.replace(.name, .string("é x"))]),
            Case({ $0.values = ["min_ram=512"] }, [.replace(.minRAM, .integer(512))]),
            Case({ $0.values = ["protected=true"] }, [.replace(.protected, .bool(true))]),
            Case({ $0.values = ["os_hidden=no"] }, []),
            Case({ $0.tags = ["b", "c"] }, [.replace(.tags, .array([.string("a"), .string("b"), .string("c")]))]),
            Case({ $0.removedTags = ["a", "z"] }, [.replace(.tags, .array([.string("b")]))]),
            Case({ $0.removedProperties = ["os_distro"] }, [.remove("os_distro")]),
            Case({ $0.removedProperties = ["not_there"] }, []),
            Case(
                { $0.values = ["x=y=mine", "two  blanks="] },
                [.replace("x=y", .string("mine")), .replace("two  blanks", .string(""))]),
            Case({ $0.values = ["x=y=theirs"] }, []), Case({ $0.values = ["x=z"] }, [.add("x", .string("z"))]),
            Case({ $0.removedProperties = ["x=y", "two  blanks"] }, [.remove("x=y"), .remove("two  blanks")]),
            Case({ $0.removedProperties = ["x"] }, []),
            Case({ $0.visibility = "private" }, [.replace(.visibility, .string("private"))]),
            Case({ $0.visibility = "shared" }, []),
            Case({ $0.isProtected = false }, []), Case({ $0.isHidden = true }, [.replace(.hidden, .bool(true))]),
        ])
    func patches(case given: Case) throws {
        var changes = ImageChanges()
        #expect(changes.isEmpty)
        given.say(&changes)
        #expect(!changes.isEmpty)
        #expect(try changes.patch(of: Self.record).changes == given.changes)
    }

    @Test(
        "is refused where it breaks a rule, with what to write instead",
        arguments: [
            ("novalue", "NAME=VALUE"), ("=x", "NAME=VALUE"), ("min_disk=many", "whole number"), ("tags=x", "--tag x"),
            ("id=x", "keeps its id"), ("protected=perhaps", "true or false"), ("status=active", "Only the service"),
            ("stores=x", "Only the service"), ("owner=x", "keeps the name"),
        ])
    func refused(value: String, words: String) {
        var changes = ImageChanges()
        changes.values = [value]
        let problem = #expect(throws: ImageChanges.Problem.self) { try changes.patch(of: Self.record) }
        #expect(problem?.description.contains(words) == true, "\(problem?.description ?? "")")
    }

    @Test("takes no attribute away that is no property", arguments: ["name", "stores", "owner"])
    func notUnset(name: String) {
        var changes = ImageChanges()
        changes.removedProperties = [name]
        #expect(throws: ImageChanges.Problem.self) { try changes.patch(of: Self.record) }
    }
}
