extension VHDXMetadata {
    /// Returns the finding for the disk. If the first region table is invalid, the second one is used.
    static func finding<Source: ByteSource>(_ source: inout Source) throws(Source.Failure) -> Finding {
        var finding = Finding(.vhdx)
        for offset in regionTables {
            let regions = try source.bytes(at: offset, count: tableSize)
            guard case .found(let start) = region(in: regions) else { continue }
            finding.reach(end(in: regions))
            let table = try source.bytes(at: start, count: tableSize)
            if case .found(let place) = size(in: table), place.count == 8 {
                let bytes = try source.bytes(at: start.addingSaturating(UInt64(place.offset)), count: 8)
                finding.virtualSize = bytes.number(UInt64.self, at: 0, .little).flatMap { VirtualSize($0).bytes }
            }
            if case .found(let place) = item(fileParameters, in: table) {
                let bytes = try source.bytes(at: start.addingSaturating(UInt64(place.offset)), count: 8)
                let flags = bytes.number(UInt32.self, at: 4, .little) ?? 0
                if flags & hasParent != 0 { finding.dangers = [.backingFile(name: nil)] }
            }
            if let blocks = place(of: blockTable, in: regions) {
                let table = try source.bytes(at: blocks, count: tableSize)
                finding.reach(farthestBlock(in: table))
            }
            break
        }
        return finding
    }

    /// Returns the end of the last region, in bytes.
    private static func end(in regions: Bytes) -> UInt64? {
        let count = Int(min(regions.number(UInt32.self, at: 8, .little) ?? 0, UInt32(entryLimit)))
        return (0..<count).compactMap { number in
            guard let offset = regions.number(UInt64.self, at: 16 + number * entrySize + 16, .little),
                let length = regions.number(UInt32.self, at: 16 + number * entrySize + 24, .little)
            else { return nil }
            return offset.addingSaturating(UInt64(length))
        }.max()
    }

    /// Returns the offset just past the first byte of the farthest block in the part of the table that is read.
    ///
    /// Source: MS-VHDX, 2.5.1 "BAT Entry": the lowest bits say whether the block is present, and the upper 44 bits are its
    /// offset in MiB.
    private static func farthestBlock(in table: Bytes) -> UInt64? {
        table.numbers(UInt64.self, count: table.count / 8, .little).filter { (6...7).contains($0 & 7) }
            .map { ($0 >> 20).multipliedSaturating(by: 1 << 20).addingSaturating(1) }.max()
    }
}
