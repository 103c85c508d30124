/// The text that describes a VMDK: a file of its own, or inside the file that holds the data.
///
/// Source: VMware's "Virtual Disk Format 5.0", "The Descriptor File".
struct VMDKDescriptor {
    /// Most bytes of a descriptor that are looked at.
    static let sizeLimit = 64 << 10

    /// How the disk is laid out, for example `monolithicSparse`.
    private(set) var createType: String?
    /// Bytes: the sum of the extents.
    private(set) var virtualSize: Int64?

    /// A descriptor that is a file of its own.
    init?(file head: Bytes) {
        let signature = Array("# disk descriptorfile".utf8)
        guard head.count >= signature.count,
            head.storage.prefix(signature.count).map({ $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }) == signature
        else { return nil }
        self.init(embedded: head)
    }

    /// A descriptor inside the file that holds the data, where zeros follow it.
    init(embedded bytes: Bytes) {
        let text = bytes.storage.prefix(Self.sizeLimit).prefix { $0 != 0 }
        for line in text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            read(String(decoding: line, as: UTF8.self))
        }
    }

    private mutating func read(_ line: String) {
        let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
        if let access = words.first, ["RW", "RDONLY", "NOACCESS"].contains(access), words.count >= 3 {
            guard let sectors = UInt64(words[1]), let size = Int64(sectors: sectors) else { return }
            let (sum, overflow) = (virtualSize ?? 0).addingReportingOverflow(size)
            if !overflow { virtualSize = sum }
        } else if let equals = line.firstIndex(of: "=") {
            let key = line[..<equals].filter { $0 != " " && $0 != "\t" }
            if key == "createType" { createType = line[equals...].dropFirst().filter { !"\" \t".contains($0) } }
        }
    }
}
