/// The text that describes a VMDK: a file of its own, or inside the file that holds the data.
///
/// It is read in any mix of capitals and small letters. Source: VMware's "Virtual Disk Format 5.0", "The Descriptor File";
/// what is refused in it is what Glance refuses.
struct VMDKDescriptor {
    /// The layouts of which one file holds all data.
    private static let layouts = ["monolithicsparse", "streamoptimized"]
    private static let accesses = ["rw", "rdonly", "noaccess"]
    private static let createTypeKey = Array("createtype=\"".utf8)
    private static let signature = Array("# disk descriptorfile".utf8)
    private static let versions = (1...3).map { Array("version=\($0)".utf8) }
    private static let parentKey = Array("parentfilenamehint=\"".utf8)
    /// Most characters of a line that are told.
    private static let lineLimit = 200

    private let text: ArraySlice<UInt8>
    /// How the disk is laid out, in small letters, for example `monolithicsparse`.
    let createType: String?

    /// A descriptor, where zeros may follow it.
    init(_ bytes: [UInt8]) {
        text = bytes.prefix { $0 != 0 }
        createType = Self.createType(text)
    }

    /// A descriptor as Glance reads it. Nil where it is not ASCII.
    init?(ascii bytes: [UInt8]) {
        self.init(bytes)
        guard text.allSatisfy({ $0 < 0x80 }) else { return nil }
    }

    /// Whether this is the beginning of a descriptor in a file of its own: by its first line, or, as QEMU tells it, by the
    /// first that is neither empty nor a comment.
    static func begins(_ head: Bytes) -> Bool {
        if head.storage.prefix(signature.count).lazy.map(\.lowered).elementsEqual(signature) { return true }
        guard [UInt8(ascii: "#"), UInt8(ascii: "v")].contains(head.byte(at: 0)) else { return false }
        return Self(head.storage).lines.first { _ in true }.map { versions.contains($0.map(\.lowered)) } ?? false
    }

    /// What it says of the disk, where it is a file of its own.
    var finding: Finding {
        var finding = Finding(.vmdk(.descriptor), virtualSize)
        finding.dangers = [.dataElsewhere(files: files)]
        if let parent { finding.dangers.append(.backingFile(name: parent)) }
        return finding
    }

    /// Whether all of the disk is in the file that the descriptor is in.
    var isSupported: Bool { createType.map(Self.layouts.contains) ?? false }

    /// What follows the first place where `key` is, which is in small letters.
    private static func text(after key: [UInt8], in text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let start = text.indices.first { start in
            text[start...].prefix(key.count).lazy.map(\.lowered).elementsEqual(key)
        }
        return start.map { text[$0...].dropFirst(key.count) }
    }

    /// What is between the quotation marks, or without the second of them all but the last character: so Glance reads it.
    private static func createType(_ text: ArraySlice<UInt8>) -> String? {
        guard let value = Self.text(after: createTypeKey, in: text) else { return nil }
        let end = value.firstIndex(of: UInt8(ascii: "\""))
        let word = end.map { value[..<$0] } ?? value.dropLast()
        return end == nil || word.count < 64 ? String(decoding: word.lazy.map(\.lowered), as: UTF8.self) : nil
    }

    /// The first thing that Glance refuses.
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

    /// Bytes: the sum of the extents; nil where there are none.
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

    /// The disk from which this one differs.
    var parent: String? {
        guard let value = Self.text(after: Self.parentKey, in: text) else { return nil }
        return String(decoding: value.prefix { $0 != UInt8(ascii: "\"") && $0 != 0x0A }, as: UTF8.self)
    }

    /// The files in which the data are.
    var files: [String] {
        lines.filter(Self.isExtent).compactMap { line in
            let parts = line.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false)
            return parts.count < 2 ? nil : String(decoding: parts[1].prefix(Self.lineLimit), as: UTF8.self)
        }
    }

    /// The lines, without the space around them and without empty ones and comments.
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

    /// Whether the line is of the disk's database, or a word and its value.
    private static func isField(_ line: ArraySlice<UInt8>) -> Bool {
        if line.prefix(3).lazy.map(\.lowered).elementsEqual("ddb".utf8) { return true }
        let word = line.prefix { $0 != UInt8(ascii: "=") }
        return word.count < line.count && !word.contains(UInt8(ascii: " "))
    }

    /// Whether the line says where data are.
    private static func isExtent(_ line: ArraySlice<UInt8>) -> Bool {
        let word = line.prefix { $0 != UInt8(ascii: " ") }
        return accesses.contains { word.lazy.map(\.lowered).elementsEqual($0.utf8) }
    }
}

extension UInt8 {
    /// The small letter of a capital one, of ASCII.
    fileprivate var lowered: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }

    /// Whether it is white space to Python, in which Glance is written.
    fileprivate var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) || (0x1C...0x1F).contains(self) }

    /// Whether it may be in a text.
    var isText: Bool { isSpace || (0x20...0x7E).contains(self) }
}

extension ArraySlice<UInt8> {
    fileprivate var trimmed: Self {
        let start = drop(while: \.isSpace)
        guard let last = start.lastIndex(where: { !$0.isSpace }) else { return [] }
        return start[...last]
    }
}
