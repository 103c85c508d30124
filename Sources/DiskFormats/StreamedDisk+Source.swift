extension StreamedDisk {
    /// The maximum number of blocks that are read besides the first. A VHDX takes six; a VMDK's descriptor could take more, but
    /// in practice does not.
    static let blockLimit = 8

    /// Determines what Glance finds in a disk when all of it streams past, reading only the blocks that Glance inspects.
    ///
    /// Nil if not all of these can be read.
    ///
    /// - Parameter head: the first block.
    init?<Source: ByteSource>(_ head: Bytes, _ source: inout Source) throws(Source.Failure) {
        guard let size = source.size.flatMap({ UInt64(exactly: $0) }), head.count == size.block(at: 0) else {
            return nil
        }
        var stream = DiskStream()
        stream.append(head)
        var blocks = 0
        while stream.size < size, let offset = stream.nextBlock, offset < size {
            guard blocks < Self.blockLimit else { return nil }
            blocks += 1
            let block = try source.bytes(at: offset, count: DiskStream.blockSize)
            guard block.count == size.block(at: offset) else { return nil }
            stream.skip(to: offset)
            stream.append(block)
        }
        if stream.wantsTail {
            let tail = try source.last(VMDKFooter.size)
            guard tail.count == Int(min(size, UInt64(VMDKFooter.size))) else { return nil }
            stream.skip(to: size - UInt64(tail.count))
            stream.append(Bytes(tail.storage.suffix(Int(size - stream.size))))
        }
        stream.skip(to: size)
        self = stream.finish()
    }

    /// Determines what Glance finds in a disk of which only the first block has arrived; nil if Glance inspects more than that.
    ///
    /// - Parameter size: the total number of bytes; if it is nil, a large size is assumed, so that nothing counts as truncated.
    init?(beginning head: Bytes, size: Int64?) {
        var stream = DiskStream()
        stream.append(head)
        guard stream.nextBlock == nil, !stream.wantsTail else { return nil }
        stream.skip(to: UInt64(clamping: size ?? 1 << 40))
        self = stream.finish()
    }

    /// The dangers of the disk, independent of its record.
    var dangers: [DiskDanger] {
        if matches.count > 1 && disc == nil {
            return [.severalFormats(matches.map(\.format))] + matches.flatMap(\.dangers)
        }
        return (disc ?? matches.first)?.dangers ?? []
    }
}

extension DiskStream {
    fileprivate mutating func append(_ bytes: Bytes) { bytes.storage.withUnsafeBytes { append($0) } }
}

extension UInt64 {
    /// Returns the number of bytes in the block at `offset` of a disk of this size.
    fileprivate func block(at offset: UInt64) -> Int { Int(Swift.min(self - offset, UInt64(DiskStream.blockSize))) }
}
