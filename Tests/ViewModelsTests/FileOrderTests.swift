import Testing

@testable import ViewModels

@Suite struct FileOrderTests {
    private func sorted(_ names: [String], _ order: FileOrder = FileOrder()) -> [String] {
        names.map { FileEntry.sample($0) }.sorted { order.puts($0, before: $1) }.map(\.name)
    }

    @Test(
        "names are ordered without case, and numbers by their value",
        arguments: [
            ["disk1", "disk2", "Disk10", "disk10", "disk11a"], ["a", "B", "c"], ["v1.9", "v1.10", "v2"],
            ["1", "02", "3", "10", "a"], ["7", "007"].reversed(), ["a", "a.raw", "a1", "b"], ["é", "z"].reversed(),
            ["disk 99999999999999999999", "disk 100000000000000000000"],
        ])
    func names(expected: [String]) {
        #expect(sorted(expected) == expected)
        #expect(sorted(expected.reversed()) == expected)
        #expect(sorted(expected, FileOrder().reversed) == expected.reversed())
    }

    @Test("folders come first in every order, and by name among themselves")
    func folders() {
        var order = FileOrder()
        for _ in FileOrder.Key.allCases {
            for order in [order, order.reversed] {
                let names = sorted(["a", "z/", "b", "y/"], order)
                #expect(Set(names.prefix(2)) == ["y", "z"])
            }
            order = order.next
        }
        #expect(order == FileOrder())
    }

    @Test("sizes and times begin with the largest and the newest, and alike ones are ordered by name")
    func keys() {
        let entries: [FileEntry] = [
            .sample("small", size: 1, age: 3), .sample("large", size: 1 << 40, age: 2), .sample("b", size: 5, age: 1),
            .sample("a", size: 5, age: 1), FileEntry(name: "unknown".utf8),
        ]
        func names(_ order: FileOrder) -> [String] {
            entries.sorted { order.puts($0, before: $1) }.map(\.name)
        }
        let size = FileOrder().next
        #expect(size.key == .size && !size.isAscending)
        #expect(names(size) == ["large", "a", "b", "small", "unknown"])
        #expect(names(size.reversed) == ["unknown", "small", "a", "b", "large"])
        let time = size.next
        #expect(time.key == .modified && !time.isAscending)
        #expect(names(time) == ["a", "b", "large", "small", "unknown"])
        #expect(names(time.reversed) == ["unknown", "small", "large", "a", "b"])
        #expect(names(time.next) == ["a", "b", "large", "small", "unknown"])
    }

    @Test("names that are written in two ways, or not in UTF-8, are ordered too")
    func bytes() {
        let entries = [
            FileEntry(name: "\u{E9}".utf8), FileEntry(name: "e\u{301}".utf8), FileEntry(name: [0xE9]),
            FileEntry(name: [0xEA]),
        ]
        let order = FileOrder()
        for first in entries {
            #expect(!order.puts(first, before: first))
            for second in entries where first.name.utf8.elementsEqual(second.name.utf8) == false || first != second {
                #expect(order.puts(first, before: second) != order.puts(second, before: first))
            }
        }
    }

    @Test(
        "a name that is not UTF-8 is shown with marks, and told as the shell takes it",
        arguments: [
            ([0x63, 0xE9], "c\u{FFFD}", "$'c\\xE9'"),
            ([0xFF, 0x27, 0x5C, 0x0A], "\u{FFFD}'\\\n", "$'\\xFF\\'\\\\\\x0A'"),
        ] as [([UInt8], String, String)])
    func rawNames(bytes: [UInt8], shown: String, shell: String) {
        let entry = FileEntry(name: bytes)
        #expect(entry.name == shown && !entry.hasTextName && entry.shellName == shell)
        #expect(FileEntry(name: "é".utf8).hasTextName)
    }
}
