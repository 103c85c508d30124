import ImageModel
import Testing

@testable import ViewModels

@Suite struct DraftRulesTests {
    typealias Change = @Sendable (inout Draft) -> Void

    private static let schema = ImageSchema(properties: [
        "name": .init(maxLength: 255), "disk_format": .init(choices: ["raw", "qcow2"], isNullable: true),
        "container_format": .init(choices: ["bare"], isNullable: true),
        "visibility": .init(choices: ["shared", "private"]), "os_secret": .init(isReadOnly: true),
    ])

    private static let good: [(String, Change)] = [
        ("nothing", { _ in }),
        ("a name of 255 characters", { $0.name = String(repeating: "ü", count: 255) }),
        ("a name of 3-byte characters", { $0.name = "日本語" }),
        ("a UUID", { $0.id = "004bdb5e-4adb-412f-ae25-fcc1035f9be0" }),
        (
            "choices that the cloud offers",
            { ($0.diskFormat, $0.containerFormat, $0.visibility) = ("raw", "bare", "private") }
        ),
        ("128 tags", { $0.tags = (0..<128).map(String.init) }),
        ("a tag of 255 characters", { $0.tags = [String(repeating: "t", count: 255)] }),
        ("no disk", { $0.minDisk = "0" }),
        ("the largest disk", { $0.minDisk = "2147483647" }),
        ("the largest memory", { $0.minRAM = "2147483647" }),
        ("128 properties", { $0.properties = (0..<128).map { "key\($0)=v" } }),
        ("a key of 255 characters", { $0.properties = [String(repeating: "k", count: 255) + "=v"] }),
        ("a property without a value", { $0.properties = ["os_type="] }),
        ("3-byte characters in a property", { $0.properties = ["日本=語"] }),
        ("a value with an equals sign", { $0.properties = ["cmdline=a=b"] }),
        ("data with both formats", { ($0.data, $0.diskFormat, $0.containerFormat) = ("/a", "raw", "bare") }),
    ]

    @Test("what the API takes is no problem", arguments: 0..<good.count)
    func takes(_ index: Int) {
        var draft = Draft()
        Self.good[index].1(&draft)
        #expect(DraftRules(schema: Self.schema).problems(of: draft) == [:], "\(Self.good[index].0)")
    }

    private static let bad: [(String, Change, DraftField, String)] = [
        ("a name of 256 characters", { $0.name = String(repeating: "n", count: 256) }, .name, "256"),
        ("a name with a 4-byte character", { $0.name = "alpine 😀" }, .name, "😀"),
        ("an id that is no UUID", { $0.id = "nope" }, .id, "UUID"),
        ("a disk format that is not offered", { $0.diskFormat = "vdi" }, .diskFormat, "vdi"),
        ("a container that is not offered", { $0.containerFormat = "ova" }, .containerFormat, "ova"),
        ("a visibility that is not offered", { $0.visibility = "public" }, .visibility, "public"),
        ("129 tags", { $0.tags = (0..<129).map(String.init) }, .tags, "129"),
        ("a tag of 256 characters", { $0.tags = [String(repeating: "t", count: 256)] }, .tags, "256"),
        ("a tag with a 4-byte character", { $0.tags = ["lts", "lts 😀"] }, .tags, "😀 in a tag"),
        ("a key with a 4-byte character", { $0.properties = ["a=1", "😀=1"] }, .properties, "😀 in a property's key"),
        ("a value with a 4-byte character", { $0.properties = ["a=😀"] }, .properties, "😀 in a property's value"),
        ("a tag twice", { $0.tags = ["a", "b", "a"] }, .tags, "twice"),
        ("a negative disk", { $0.minDisk = "-1" }, .minDisk, "GB"),
        ("a disk with a sign", { $0.minDisk = "+1" }, .minDisk, "GB"),
        ("a disk too large", { $0.minDisk = "2147483648" }, .minDisk, "2147483647"),
        ("a disk beyond 64 bits", { $0.minDisk = "99999999999999999999" }, .minDisk, "2147483647"),
        ("a disk in words", { $0.minDisk = "five" }, .minDisk, "GB"),
        ("a fraction of a megabyte", { $0.minRAM = "1.5" }, .minRAM, "MB"),
        ("memory in other digits", { $0.minRAM = "٣" }, .minRAM, "MB"),
        ("129 properties", { $0.properties = (0..<129).map { "key\($0)=v" } }, .properties, "129"),
        ("a property without a pair", { $0.properties = ["linux"] }, .properties, "linux"),
        ("a property without a key", { $0.properties = ["=linux"] }, .properties, "key"),
        (
            "a key of 256 characters", { $0.properties = [String(repeating: "k", count: 256) + "=v"] }, .properties,
            "255"
        ),
        ("a property with a field", { $0.properties = ["min_disk=5"] }, .properties, "field of its own"),
        ("a property of the service", { $0.properties = ["status=active"] }, .properties, "Only the service"),
        ("a property that the schema locks", { $0.properties = ["os_secret=1"] }, .properties, "Only the service"),
        ("a reserved name", { $0.properties = ["os_glance_x=1"] }, .properties, "os_glance_x"),
        ("a property twice", { $0.properties = ["a=1", " a =2"] }, .properties, "twice"),
        ("data without a disk format", { ($0.data, $0.containerFormat) = ("/a", "bare") }, .diskFormat, "Data"),
        ("data without a container", { ($0.data, $0.diskFormat) = ("/a", "raw") }, .containerFormat, "Data"),
    ]

    @Test("what the API refuses is a problem of its field alone", arguments: 0..<bad.count)
    func refuses(_ index: Int) throws {
        let (what, change, field, word) = Self.bad[index]
        var draft = Draft()
        change(&draft)
        let problems = DraftRules(schema: Self.schema).problems(of: draft)
        #expect(Array(problems.keys) == [field], "\(what)")
        #expect(try #require(problems[field]).contains(word), "\(what)")
    }

    @Test("a cloud with a shorter name has a shorter name here")
    func schemaLength() {
        var draft = Draft()
        draft.name = "twelve chars"
        let schema = ImageSchema(properties: ["name": .init(maxLength: 11)])
        #expect(DraftRules(schema: schema).problems(of: draft).keys.contains(.name))
        #expect(DraftRules(schema: nil).problems(of: draft).isEmpty)
    }

    @Test("before the schema is known, no choice is called wrong")
    func withoutSchema() {
        var draft = Draft()
        draft.diskFormat = "anything"
        #expect(DraftRules(schema: nil).problems(of: draft).isEmpty)
    }
}
