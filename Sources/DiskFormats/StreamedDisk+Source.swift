extension StreamedDisk {
    /// Most blocks that are read beside the first one. A VHDX takes six; a VMDK's descriptor may go on longer, and never does.
    static let blockLimit = 8

    /// What is in a disk, as Glance sees it when all of it streams by: only the blocks that it looks at are read.
    ///
    /// Nil where not all of them can be had.
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

    /// What is in a disk of which only the first block has come; nil where Glance looks at more of it than that.
    ///
    /// - Parameter size: bytes in all; where that is not known, there are said to be many, so that nothing is called cut off.
    init?(beginning head: Bytes, size: Int64?) {
        var stream = DiskStream()
        stream.append(head)
        guard stream.nextBlock == nil, !stream.wantsTail else { return nil }
        stream.skip(to: UInt64(clamping: size ?? 1 << 40))
        self = stream.finish()
    }

    /// What is wrong with the disk, whatever the record of it says.
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
    /// Bytes in the block at `offset` of a disk of this size.
    fileprivate func block(at offset: UInt64) -> Int { Int(Swift.min(self - offset, UInt64(DiskStream.blockSize))) }
}
