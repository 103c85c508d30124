/// An inspection of a disk that streams past, in the way Glance 33 inspects data being uploaded.
///
/// It buffers one block of 64 KiB and the regions that the headers point to, at most 1.2 MiB; after these have passed, it only
/// counts bytes.
///
/// ```swift
/// var stream = DiskStream()
/// for try await chunk in body { chunk.withUnsafeReadableBytes { stream.append($0) } }
/// let virtualSize = try stream.finish().virtualSize(forRecordOf: .qcow2, in: .bare)
/// ```
package struct DiskStream: Sendable {
    /// The number of bytes that Glance inspects at a time. The verdict on tables that point backwards depends on it.
    static let blockSize = 64 << 10

    /// The result of inspecting the first block.
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
    /// The number of bytes that have passed.
    private(set) var size: UInt64 = 0
    /// The bytes at the end of those that have not been inspected yet.
    private var block: [UInt8] = []
    /// The offset of the next block to inspect; nil if there is none.
    private(set) var nextBlock: UInt64? = 0
    /// The last bytes, if they are needed.
    private var tail: [UInt8] = []

    /// Creates an inspection before any bytes have passed.
    package init() {}

    /// Whether the last bytes are needed, whatever precedes them.
    var wantsTail: Bool { head?.vmdk?.wantsFooter ?? false }

    /// Processes the next bytes.
    package mutating func append(_ bytes: UnsafeRawBufferPointer) {
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

    /// Skips to `position` without processing the bytes before it, none of which may be needed.
    mutating func skip(to position: UInt64) { size = max(size, position) }

    private mutating func pass(_ bytes: Slice<UnsafeRawBufferPointer>) {
        size += UInt64(bytes.count)
        guard wantsTail else { return }
        tail.append(contentsOf: bytes.suffix(VMDKFooter.size))
        tail.removeFirst(max(0, tail.count - VMDKFooter.size))
    }

    /// Inspects the buffered block.
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

    /// Returns the result after all bytes have passed.
    package func finish() -> StreamedDisk {
        var stream = self
        if stream.head == nil || !stream.block.isEmpty { stream.look() }
        // Glance reads once more at the end, and inspects the empty block that it gets.
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
