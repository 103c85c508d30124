/// A text that describes a virtual machine and its disks.
///
/// Source: DMTF DSP0243, Open Virtualization Format. It is not parsed as XML: the elements searched for have the same form
/// wherever they occur, and those that are not found are left out.
struct OVFEnvelope {
    /// The number of bytes of the text that are inspected.
    static let limit = 64 << 10
    /// The maximum number of file names that are reported.
    private static let fileLimit = 32
    private static let namespace = "http://schemas.dmtf.org/ovf/envelope/"
    /// The byte order mark of UTF-8, which some programs write first.
    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private let text: String

    init?(_ bytes: [UInt8]) {
        let bytes = bytes.prefix(Self.limit)
        guard bytes.first == UInt8(ascii: "<") || bytes.starts(with: Self.mark) else { return nil }
        text = String(decoding: bytes, as: UTF8.self)
        guard text.contains("Envelope"), text.contains(Self.namespace) else { return nil }
    }

    /// The finding for an envelope in its own file.
    var finding: Finding {
        var finding = self.finding(of: .ovf)
        finding.dangers = [.dataElsewhere(files: files)]
        return finding
    }

    /// Returns the finding for the machine, as content of the given kind.
    func finding(of content: DiskContent) -> Finding {
        var finding = Finding(content, virtualSize)
        let label = DiskLabel(system)
        finding.architecture = label.architecture ?? (Self.isOf64Bits(system) ? .x86_64 : nil)
        finding.system = label.system
        return finding
    }

    /// The size of the first disk, in bytes.
    private var virtualSize: Int64? {
        guard let disk = element("Disk", in: text[...]),
            let capacity = attribute("capacity", in: disk).flatMap({ UInt64($0) }), let unit = unit(of: disk)
        else { return nil }
        return VirtualSize(capacity, unit: unit).bytes
    }

    /// The names of the files that the envelope refers to.
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

    /// The envelope's name of the operating system, as VMware, VirtualBox and the OVF standard write it.
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

    /// Whether the name is of a 64-bit system: `ubuntu64Guest` in VMware, `Ubuntu_64` in VirtualBox, `Ubuntu Linux (64-bit)`.
    private static func isOf64Bits(_ system: String) -> Bool {
        ["64Guest", "_64", "64-bit"].contains { system.contains($0) }
    }

    /// Returns the capacity's unit in bytes, which is written like `byte * 2^30`.
    private func unit(of disk: Substring) -> UInt64? {
        guard let words = attribute("capacityAllocationUnits", in: disk) else { return 1 }
        let unit = words.filter { $0 != " " }
        if unit == "byte" { return 1 }
        guard unit.hasPrefix("byte*2^"), let power = UInt64(unit.dropFirst(7)), power < 63 else { return nil }
        return 1 << power
    }

    /// Returns the first element with this name in any namespace, up to the end of its attributes.
    private func element(_ name: String, in text: Substring) -> Substring? {
        let starts = ["<\(name) ", ":\(name) "].compactMap { text.firstRange(of: $0)?.upperBound }
        return starts.min().map { text[$0...].prefix { $0 != ">" } }
    }

    /// Returns the value of the first attribute with this name in any namespace.
    private func attribute(_ name: String, in text: Substring) -> Substring? {
        let starts = [":\(name)=\"", " \(name)=\""].compactMap { text.firstRange(of: $0)?.upperBound }
        return starts.min().map { text[$0...].prefix { $0 != "\"" } }
    }
}
