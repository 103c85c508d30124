import Foundation
import ImageModel
import Terminal
import Testing
import Yams

@testable import gaze

@Suite("Records as text") struct RecordWriterTests {
    private static let hostile = "\u{1B}[31m é\u{202E}\u{9B}2J, \"x\"\nnext: - 'yes'"

    private static func record(_ id: String = "one", name: String? = "alpine", _ more: [String: JSONValue] = [:]) throws
        -> ImageRecord
    {
        let text = JSONValue.object(
            ["id": .string(id), "status": .string("active"), "name": name.map(JSONValue.string) ?? .null]
                .merging(more) { $1 }
        ).text()
        return ImageRecord(listed: try JSONDecoder().decode(Image.self, from: Data(text.utf8)))
    }

    private func list(
        _ format: RecordFormat, _ records: [ImageRecord], columns: [ImageAttribute]? = nil, hasHeader: Bool = true,
        room: Int? = nil
    ) throws -> String {
        var writer = format.listWriter(columns: columns, hasHeader: hasHeader, charset: .utf8, room: room)
        var text = writer.begin(records)
        for record in records { text += try writer.text(of: record) }
        return text + writer.end()
    }

    @Test("as JSON are an array, an image a line, with every value as it is and nothing that a terminal would obey")
    func json() throws {
        let records = try [
            Self.record("one", name: Self.hostile, ["tags": .array([.string("a")]), "size": .integer(1 << 53 + 1)]),
            Self.record("two", name: nil, ["x": .object(["y": .null])]),
        ]
        let text = try list(.json, records)
        #expect(text.split(separator: "\n").count == 4)
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || !$0.isUnseen })
        let objects = try JSONDecoder().decode([[String: JSONValue]].self, from: Data(text.utf8))
        #expect(objects == records.map(\.fields))
        #expect(text.contains(#"{"name": null, "id": "two", "status": "active", "#))
        let one = try RecordFormat.json.text(of: records[0], columns: nil, charset: .utf8, room: nil)
        #expect(try JSONDecoder().decode([String: JSONValue].self, from: Data(one.utf8)) == records[0].fields)
        #expect(one.hasPrefix("{\n  \"name\": "))
    }

    @Test(
        "of which there are none are an empty array, or a line of names",
        arguments: [
            (RecordFormat.json, "[]\n"), (.yaml, "[]\n"), (.csv, "id,name\r\n"), (.table, "ID  NAME\n"),
        ])
    func none(format: RecordFormat, text: String) throws {
        #expect(try list(format, [], columns: [.id, .name]) == text)
    }

    @Test("as YAML are a sequence, with every text a text")
    func yaml() throws {
        let texts = [
            Self.hostile, "yes", "null", "~", "012", "1:30", "2025-10-22T08:40:44Z", "1e3", "", " ", "- a", "a: b",
            "a #b",
            "plain name", "true", "é", "#", "{}", "é\u{0}x",
        ]
        for text in texts {
            let record = try Self.record(name: text, ["tags": .array([.string(text)]), "key \(text)": .string(text)])
            let written = try list(.yaml, [record, record])
            #expect(written.unicodeScalars.allSatisfy { $0 == "\n" || !$0.isUnseen })
            let read = try #require(try Yams.load(yaml: written) as? [[String: Any]])
            try #require(read.count == 2)
            for object in read {
                #expect(object["name"] as? String == text, "\(written)")
                #expect(object["key \(text)"] as? String == text)
                #expect(object["tags"] as? [String] == [text])
                #expect(object["protected"] as? Bool == false)
                #expect(object["size"] is NSNull)
            }
        }
        let one = try RecordFormat.yaml.text(
            of: Self.record(name: "plain name", ["min_disk": .integer(20)]),
            columns: ["name", .minDisk, .tags, "none"],
            charset: .utf8, room: nil)
        #expect(one == "name: plain name\nmin_disk: 20\ntags: []\nnone: null\n")
    }

    @Test("as CSV are RFC 4180")
    func csv() throws {
        let records = try [Self.record(name: "a,b"), Self.record(name: "say \"x\"\r\nnext"), Self.record(name: nil)]
        let text = try list(.csv, records, columns: [.name, .tags, .protected, "nothing"])
        #expect(
            text
                == "name,tags,protected,nothing\r\n\"a,b\",[],false,\r\n\"say \"\"x\"\"\r\nnext\",[],false,\r\n,[],false,\r\n"
        )
        #expect(try list(.csv, [records[0]], columns: [.name], hasHeader: false) == "\"a,b\"\r\n")
        // A terminal is shown what it would obey.
        #expect(try !list(.csv, [Self.record(name: Self.hostile)], columns: [.name], room: 80).contains("\u{1B}"))
    }

    @Test("as a table have columns as wide as the first page needs, and nothing that a terminal would obey")
    func table() throws {
        let records = try [
            Self.record("one", name: "alpine", ["size": .integer(59_047_936)]),
            Self.record("two", name: "日本", ["tags": .array([.string("a"), .string("b")])]),
        ]
        let text = try list(.table, records, columns: [.name, .size, .tags, .id])
        #expect(
            text == """
                NAME        SIZE  TAGS  ID
                alpine  56.3 MiB        one
                日本           -  a, b  two

                """)
        let hostile = try list(.table, [Self.record(name: Self.hostile)])
        #expect(hostile.unicodeScalars.allSatisfy { $0 == "\n" || !$0.isUnseen })
        #expect(hostile.split(separator: "\n").count == 2)
    }

    @Test("as a table are no wider than a terminal: names are cut, and columns go that nobody has chosen")
    func narrowTable() throws {
        let id = "b2173dd3-7ad6-4362-baa6-a68bce3565cb"
        let record = try Self.record(id, name: "a-name-that-is-longer-than-there-is-room-for")
        func lines(_ room: Int?, _ columns: [ImageAttribute]? = nil) throws -> [Substring] {
            try list(.table, [record], columns: columns, room: room).split(separator: "\n")
        }
        let narrow = try lines(72)
        #expect(narrow.allSatisfy { $0.count <= 72 })
        #expect(narrow[0].hasPrefix("ID ") && narrow[0].contains("STATUS"))
        #expect(narrow[1].hasPrefix(id + "  a-name-that") && narrow[1].contains("…"))
        #expect(try lines(nil)[1].contains("room-for  active"))
        // Who has chosen columns gets them.
        #expect(try lines(40, [.id, .name, .status])[0].hasSuffix("STATUS"))
    }

    @Test("of one image are a line for each field")
    func fields() throws {
        let record = try Self.record(
            name: Self.hostile, ["size": .integer(59_047_936), "os_distro": .string("alpine")])
        let text = try RecordFormat.table.text(of: record, columns: nil, charset: .utf8, room: 80)
        let lines = text.split(separator: "\n")
        #expect(lines.count == record.fields.count)
        #expect(lines.contains("size              56.3 MiB (59047936)"))
        #expect(lines.contains("os_distro         alpine"))
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || !$0.isUnseen })
    }

    @Test("have columns by the API's names, or by the short ones that filters take")
    func columns() {
        #expect(
            RecordColumns(argument: "name,disk,tag,hidden,os_distro")?.attributes
                == [.name, .diskFormat, .tags, .hidden, "os_distro"])
        #expect(RecordColumns(argument: "name,,id") == nil)
    }

    @Test(
        "are ordered by a key, in its usual direction or the other",
        arguments: [
            ("name", "name:asc"), ("name:desc", "name:desc"), ("size", "size:desc"), ("updated", "updated_at:desc"),
            ("created_at:asc", "created_at:asc"),
        ])
    func order(text: String, parameter: String) {
        #expect(ListOrder(argument: text)?.order.parameter == parameter)
    }

    @Test("are ordered by nothing else", arguments: ["", "tags", "name:up", "name:asc:desc", ":asc"])
    func noOrder(text: String) { #expect(ListOrder(argument: text) == nil) }
}
