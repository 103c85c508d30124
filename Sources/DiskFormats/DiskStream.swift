/// A disk that streams by, looked at as Glance 33 looks at data that is uploaded.
///
/// It holds a block of 64 KiB and what the headers point to, 1.2 MiB at most; when that has gone by, the bytes are counted
/// and nothing else.
///
/// ```swift
/// var stream = DiskStream()
/// for try await chunk in body { chunk.withUnsafeReadableBytes { stream.append($0) } }
/// let virtualSize = try stream.finish().virtualSize(forRecordOf: .qcow2, in: .bare)
/// ```
public struct DiskStream: Sendable {
    /// Bytes that Glance looks at at a time. Where tables point backwards, the verdict hangs on it.
    static let blockSize = 64 << 10

    /// What the first block says.
    private struct Head {
        let bytes: Bytes
        var vmdk: VMDKStream?
        var vhdx: VHDXStream?

        init(_ bytes: Bytes) {
            self.bytes = bytes
            vmdk = VMDKStream(bytes)
            vhdx = VHDXStream(bytes)
        }
    }

    private var head: Head?
    /// Bytes that have gone by.
    private(set) var size: UInt64 = 0
    /// The last of them that are not looked at yet.
    private var block: [UInt8] = []
    /// Where the next block begins that is looked at; nil where there is none.
    private(set) var nextBlock: UInt64? = 0
    /// The last bytes, where they are wanted.
    private var tail: [UInt8] = []

    /// A stream of which nothing has gone by.
    public init() {}

    /// Whether the last bytes are wanted, whatever lies before them.
    var wantsTail: Bool { head?.vmdk?.wantsFooter ?? false }

    /// Takes the next bytes.
    public mutating func append(_ bytes: UnsafeRawBufferPointer) {
        var rest = bytes[...]
        while let nextBlock, !rest.isEmpty {
            let isWanted = size >= nextBlock
            let count = isWanted ? Self.blockSize - block.count : Int(clamping: nextBlock - size)
            let part = rest.prefix(count)
            rest = rest.dropFirst(count)
            pass(part)
            if isWanted { block.append(contentsOf: part) }
            if block.count == Self.blockSize { look() }
        }
        pass(rest)
    }

    /// Goes on to `position` without the bytes before it, of which none may be wanted.
    mutating func skip(to position: UInt64) { size = max(size, position) }

    private mutating func pass(_ bytes: Slice<UnsafeRawBufferPointer>) {
        size += UInt64(bytes.count)
        guard wantsTail else { return }
        tail.append(contentsOf: bytes.suffix(VMDKFooter.size))
        tail.removeFirst(max(0, tail.count - VMDKFooter.size))
    }

    /// Looks at the block.
    private mutating func look() {
        let start = size - UInt64(block.count)
        if head == nil {
            head = Head(Bytes(block))
            if wantsTail { tail = block.suffix(VMDKFooter.size) }
        } else {
            head?.vmdk?.append(block, from: start)
        }
        head?.vhdx?.append(block, from: start)
        block.removeAll(keepingCapacity: true)
        nextBlock = [head?.vmdk?.nextBlock(after: size), head?.vhdx?.nextBlock(after: size)].compactMap(\.self).min()
    }

    /// What the bytes are, when all have gone by.
    public func finish() -> StreamedDisk {
        var stream = self
        if stream.head == nil || !stream.block.isEmpty { stream.look() }
        // Glance reads once more, finds nothing, and looks at that.
        stream.look()
        return StreamedDisk(size: Int64(clamping: size), matches: stream.matches)
    }

    private var matches: [DiskMatch] {
        guard let head else { return [] }
        let bytes = head.bytes
        let size = Int64(clamping: size)
        var matches: [DiskMatch] = []
        if let vmdk = head.vmdk {
            guard let match = vmdk.match(tail: tail) else { return [] }
            matches.append(match)
        }
        if let match = QCOWHeader(bytes)?.match { matches.append(match) }
        if let header = QEDHeader(bytes) { matches.append(header.match(of: size)) }
        if let footer = VHDFooter(bytes) { matches.append(footer.match) }
        if let vhdx = head.vhdx { matches.append(vhdx.match) }
        if let header = VDIHeader(bytes) { matches.append(DiskMatch(.vdi, header.virtualSize)) }
        if let volume = ISOVolume(bytes) { matches.append(DiskMatch(.iso, volume.virtualSize)) }
        if let record = MasterBootRecord(bytes) { matches.append(record.match(of: size)) }
        if let header = LUKSHeader(bytes) { matches.append(header.match(of: size)) }
        return matches.isEmpty ? [DiskMatch(.raw, VirtualSize(UInt64(size)))] : matches
    }
}
