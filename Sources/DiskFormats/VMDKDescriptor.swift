/// The text that describes a VMDK, in its own file or inside the file with the data.
///
/// It is not case-sensitive. Source: VMware's "Virtual Disk Format 5.0", "The Descriptor File"; it is refused for the same
/// reasons as by Glance.
struct VMDKDescriptor {
    /// The layouts in which one file contains all data.
    private static let layouts = ["monolithicsparse", "streamoptimized"]
    private static let accesses = ["rw", "rdonly", "noaccess"]
    private static let createTypeKey = Array("createtype=\"".utf8)
    private static let signature = Array("# disk descriptorfile".utf8)
    private static let versions = (1...3).map { Array("version=\($0)".utf8) }
    private static let parentKey = Array("parentfilenamehint=\"".utf8)
    /// The maximum number of characters of a line that are reported.
    private static let lineLimit = 200

    private let text: ArraySlice<UInt8>
    /// The layout of the disk, in lower case, for example `monolithicsparse`.
    let createType: String?

    /// Reads a descriptor, which zero bytes may follow.
    init(_ bytes: [UInt8]) {
        text = bytes.prefix { $0 != 0 }
        createType = Self.createType(text)
    }

    /// Reads a descriptor as Glance does; nil if it is not ASCII.
    init?(ascii bytes: [UInt8]) {
        self.init(bytes)
        guard text.allSatisfy({ $0 < 0x80 }) else { return nil }
    }

    /// Whether this is the beginning of a descriptor in its own file: by its first line, or, as QEMU does, by the first line
    /// that is neither empty nor a comment.
    static func begins(_ head: Bytes) -> Bool {
        if head.storage.prefix(signature.count).lazy.map(\.lowered).elementsEqual(signature) { return true }
        guard [UInt8(ascii: "#"), UInt8(ascii: "v")].contains(head.byte(at: 0)) else { return false }
        return Self(head.storage).lines.first { _ in true }.map { versions.contains($0.map(\.lowered)) } ?? false
    }

    /// The finding for a descriptor in its own file.
    var finding: Finding {
        var finding = Finding(.vmdk(.descriptor), virtualSize)
        finding.dangers = [.dataElsewhere(files: files)]
        if let parent { finding.dangers.append(.backingFile(name: parent)) }
        return finding
    }

    /// Whether the whole disk is in the file that contains the descriptor.
    var isSupported: Bool { createType.map(Self.layouts.contains) ?? false }

    /// Returns the text after the first occurrence of `key`, which is in lower case.
    private static func text(after key: [UInt8], in text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let start = text.indices.first { start in
            text[start...].prefix(key.count).lazy.map(\.lowered).elementsEqual(key)
        }
        return start.map { text[$0...].dropFirst(key.count) }
    }

    /// Returns the text between the quotation marks. If the second one is missing, it is all but the last character, as in
    /// Glance.
    private static func createType(_ text: ArraySlice<UInt8>) -> String? {
        guard let value = Self.text(after: createTypeKey, in: text) else { return nil }
        let end = value.firstIndex(of: UInt8(ascii: "\""))
        let word = end.map { value[..<$0] } ?? value.dropLast()
        return end == nil || word.count < 64 ? String(decoding: word.lazy.map(\.lowered), as: UTF8.self) : nil
    }

    /// The first reason for which Glance refuses the descriptor.
    var fault: DiskDanger.Descriptor? {
        if text.isEmpty { return .missing }
        guard isSupported else { return .layout(createType.map { String($0.prefix(Self.lineLimit)) }) }
        var outside: String?
        var hasExtents = false
        for line in lines where !Self.isField(line) {
            let words = String(decoding: line, as: UTF8.self)
            guard Self.isExtent(line) else { return .line(String(words.prefix(Self.lineLimit))) }
            hasExtents = true
            if line.contains(UInt8(ascii: "/")) { outside = outside ?? String(words.prefix(Self.lineLimit)) }
        }
        return outside.map { .elsewhere($0) } ?? (hasExtents ? nil : .noExtents)
    }

    /// The sum of the extents' sizes, in bytes; nil if there are none.
    var virtualSize: Int64? {
        var sum: Int64?
        for line in lines where Self.isExtent(line) {
            let words = line.split(whereSeparator: { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") })
            guard let word = words.dropFirst().first, let sectors = UInt64(String(decoding: word, as: UTF8.self)),
                case .bytes(let size) = VirtualSize(sectors, unit: 512)
            else { continue }
            let (total, overflow) = (sum ?? 0).addingReportingOverflow(size)
            if !overflow { sum = total }
        }
        return sum
    }

    /// The name of the parent disk, of which this disk contains the differences.
    var parent: String? {
        guard let value = Self.text(after: Self.parentKey, in: text) else { return nil }
        return String(decoding: value.prefix { $0 != UInt8(ascii: "\"") && $0 != 0x0A }, as: UTF8.self)
    }

    /// The names of the files with the data.
    var files: [String] {
        lines.filter(Self.isExtent).compactMap { line in
            let parts = line.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
            return parts.count < 2 ? nil : String(decoding: parts[1].prefix(Self.lineLimit), as: UTF8.self)
        }
    }

    /// The lines, trimmed, without empty lines and comments.
    private var lines: some Sequence<ArraySlice<UInt8>> {
        sequence(state: text) { rest in
            while !rest.isEmpty {
                let line = rest.prefix { $0 != 0x0A }
                rest = rest[line.endIndex...].dropFirst()
                let trimmed = line.trimmed
                if let first = trimmed.first, first != UInt8(ascii: "#") { return trimmed }
            }
            return nil
        }
    }

    /// Whether the line belongs to the disk database, or assigns a value to a word.
    private static func isField(_ line: ArraySlice<UInt8>) -> Bool {
        if line.prefix(3).lazy.map(\.lowered).elementsEqual("ddb".utf8) { return true }
        let word = line.prefix { $0 != UInt8(ascii: "=") }
        return word.count < line.count && !word.contains(UInt8(ascii: " "))
    }

    /// Whether the line describes an extent, which says where data is.
    private static func isExtent(_ line: ArraySlice<UInt8>) -> Bool {
        let word = line.prefix { $0 != UInt8(ascii: " ") }
        return accesses.contains { word.lazy.map(\.lowered).elementsEqual($0.utf8) }
    }
}

extension UInt8 {
    /// The byte as a lower-case ASCII letter if it is an upper-case one; otherwise unchanged.
    fileprivate var lowered: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }

    /// Whether the byte is white space in Python, the language of Glance.
    fileprivate var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) || (0x1C...0x1F).contains(self) }

    /// Whether the byte may occur in text.
    var isText: Bool { isSpace || (0x20...0x7E).contains(self) }
}

extension ArraySlice<UInt8> {
    fileprivate var trimmed: Self {
        let start = drop(while: \.isSpace)
        guard let last = start.lastIndex(where: { !$0.isSpace }) else { return [] }
        return start[...last]
    }
}
