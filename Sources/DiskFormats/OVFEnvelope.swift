/// A text that describes a machine and its disks.
///
/// Source: DMTF DSP0243, Open Virtualization Format. It is not parsed as XML: what is looked for has the same form wherever it
/// stands, and what is not found is not told.
struct OVFEnvelope {
    /// Bytes of the text that are looked at.
    static let limit = 64 << 10
    /// Most files whose names are told.
    private static let fileLimit = 32
    private static let namespace = "http://schemas.dmtf.org/ovf/envelope/"
    /// The mark of UTF-8, which some write before it.
    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private let text: String

    init?(_ bytes: [UInt8]) {
        let bytes = bytes.prefix(Self.limit)
        guard bytes.first == UInt8(ascii: "<") || bytes.starts(with: Self.mark) else { return nil }
        text = String(decoding: bytes, as: UTF8.self)
        guard text.contains("Envelope"), text.contains(Self.namespace) else { return nil }
    }

    /// What it says, where it is a file of its own.
    var finding: Finding {
        var finding = self.finding(of: .ovf)
        finding.dangers = [.dataElsewhere(files: files)]
        return finding
    }

    /// What it says of the machine.
    func finding(of content: DiskContent) -> Finding {
        var finding = Finding(content, virtualSize)
        let label = DiskLabel(system)
        finding.architecture = label.architecture ?? (Self.isOf64Bits(system) ? .x86_64 : nil)
        finding.system = label.system
        return finding
    }

    /// Bytes: the size of the first disk.
    private var virtualSize: Int64? {
        guard let disk = element("Disk", in: text[...]),
            let capacity = attribute("capacity", in: disk).flatMap({ UInt64($0) }), let unit = unit(of: disk)
        else { return nil }
        return VirtualSize(capacity, unit: unit).bytes
    }

    /// The files that it names.
    private var files: [String] {
        var files: [String] = []
        var rest = text[...]
        for _ in 0..<Self.fileLimit {
            guard let file = element("File", in: rest) else { break }
            if let name = attribute("href", in: file) { files.append(String(name)) }
            rest = rest[file.endIndex...]
        }
        return files
    }

    /// What the envelope calls the system, in VMware's words, in VirtualBox's, and in its own.
    private var system: String {
        guard let start = text.firstRange(of: "OperatingSystemSection") else { return "" }
        let section = text[start.upperBound...].prefix(2000)
        let end = section.firstRange(of: "OperatingSystemSection")?.lowerBound ?? section.endIndex
        let inside = section[..<end]
        let words = ["Description>", "OSType"].compactMap { key in
            inside.firstRange(of: key).map { inside[$0.upperBound...].drop { $0 == " " }.prefix { $0 != "<" } }
        }
        return ([attribute("osType", in: inside)].compactMap(\.self) + words).joined(separator: " ")
    }

    /// `ubuntu64Guest` of VMware, `Ubuntu_64` of VirtualBox, `Ubuntu Linux (64-bit)`.
    private static func isOf64Bits(_ system: String) -> Bool {
        ["64Guest", "_64", "64-bit"].contains { system.contains($0) }
    }

    /// Bytes in a unit of the capacity, which is written like `byte * 2^30`.
    private func unit(of disk: Substring) -> UInt64? {
        guard let words = attribute("capacityAllocationUnits", in: disk) else { return 1 }
        let unit = words.filter { $0 != " " }
        if unit == "byte" { return 1 }
        guard unit.hasPrefix("byte*2^"), let power = UInt64(unit.dropFirst(7)), power < 63 else { return nil }
        return 1 << power
    }

    /// The first element of this name, of whatever namespace, up to the end of its attributes.
    private func element(_ name: String, in text: Substring) -> Substring? {
        let starts = ["<\(name) ", ":\(name) "].compactMap { text.firstRange(of: $0)?.upperBound }
        return starts.min().map { text[$0...].prefix { $0 != ">" } }
    }

    /// The value of the first attribute of this name, of whatever namespace.
    private func attribute(_ name: String, in text: Substring) -> Substring? {
        let starts = [":\(name)=\"", " \(name)=\""].compactMap { text.firstRange(of: $0)?.upperBound }
        return starts.min().map { text[$0...].prefix { $0 != "\"" } }
    }
}
