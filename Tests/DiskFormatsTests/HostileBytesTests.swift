import TestSupport
import Testing

@testable import DiskFormats

@Suite("Bytes that lie")
struct HostileBytesTests {
    /// Looks at bytes, and checks what must be true of any bytes.
    @discardableResult
    private func inspect(_ bytes: [UInt8]) -> DiskInspection {
        var source = CountedBytes(bytes)
        let inspection = DiskInspection(reading: &source)
        #expect(source.bytesRead <= DiskInspection.readLimit)
        #expect((inspection.virtualSize ?? 0) >= 0)
        #expect(inspection.size == Int64(bytes.count))
        // What Glance refuses is not sent without a word, and every danger has words.
        #expect(inspection.refusal == nil || !inspection.dangers.isEmpty)
        #expect(inspection.dangers.allSatisfy { !$0.description.isEmpty })
        #expect(Set(inspection.dangers).count == inspection.dangers.count)
        return inspection
    }

    @Test("a header that is cut off anywhere is looked at in peace", arguments: Samples.all.map(\.name))
    func truncated(sample: String) throws {
        let bytes = try #require(Samples.all.first { $0.name == sample }).bytes
        let ends = [
            0..<700, 4090..<4110, 0x8000..<0x8100, (192 << 10)..<(192 << 10 | 80), (320 << 10)..<(320 << 10 | 80),
        ]
        for count in ends.joined() where count < bytes.count { inspect(Array(bytes.prefix(count))) }
    }

    @Test("a header with wrong bytes anywhere is looked at in peace", arguments: Samples.all.map(\.name))
    func mutated(sample: String) throws {
        let whole = try #require(Samples.all.first { $0.name == sample }).bytes
        // What is not zero is what matters; around it lie the fields that are read.
        let places = whole.indices.filter { whole[$0] != 0 }.flatMap { max(0, $0 - 16)...min(whole.count - 1, $0 + 16) }
        var random = SplitMix(state: 0x6761_7A65)
        for _ in 0..<400 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let place = places.randomElement(using: &random) ?? 0
                bytes[place] = [0x00, 0x01, 0x7F, 0x80, 0xFF].randomElement(using: &random) ?? 0
            }
            inspect(bytes)
        }
    }

    @Test("noise is looked at in peace")
    func noise() {
        var random = SplitMix(state: 1)
        for count in [1, 7, 64, 512, 513, 4096, 40000] {
            for _ in 0..<20 { inspect((0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }) }
        }
    }

    @Test("a file that leads everywhere is not read any further than that")
    func farReaching() {
        // A text over nine blocks, as many tables of grains as there may be, and a footer.
        var vmdk = Samples.bytes(4 << 20) { $0.put(Array(Samples.vmdk.prefix(64)), at: 0) }
        vmdk.put("# Disk DescriptorFile\ncreateType=\"monolithicSparse\"\nRW 1 SPARSE \"a\"\n", at: 512)
        vmdk.put(UInt64(1 << 40).littleEndian, at: 12)
        vmdk.put(UInt64(128).littleEndian, at: 20)
        vmdk.put(UInt64(1100).littleEndian, at: 36)
        vmdk.put(UInt32(512).littleEndian, at: 44)
        vmdk.put(UInt64(2048).littleEndian, at: 56)
        for table in 0..<4096 { vmdk.put(UInt32(2200 + table).littleEndian, at: 1 << 20 + 4 * table) }
        // Regions and metadata at the far end.
        var vhdx = Samples.bytes(4 << 20) { $0.put(Samples.vhdx, at: 0) }
        for table in [192 << 10, 256 << 10] { vhdx.put(UInt64(3 << 20).littleEndian, at: table + 32) }
        vhdx.put(Array(Samples.vhdx[(320 << 10)...]), at: 3 << 20)
        let envelope = #"<Envelope xmlns="http://schemas.dmtf.org/ovf/envelope/1">"#
        let files = Array((envelope + String(repeating: "<File ", count: 20_000)).utf8)
        var archive = Samples.bytes(1 << 20) { _ in }
        for block in stride(from: 0, to: archive.count, by: 512) { archive.put("ustar", at: block + 257) }
        for block in stride(from: 0, to: archive.count, by: 512) { archive.put("0", at: block + 124) }
        for bytes in [vmdk, vhdx, files, archive] { inspect(bytes) }
        #expect(inspect(vmdk).content == .vmdk(.sparse))
        #expect(inspect(vhdx).virtualSize == 10 << 30)
        #expect(inspect(files).content == .ovf)
        #expect(inspect(archive).content == .packed(.tar))
    }

    @Test("a size that no file can have is not told")
    func enormous() {
        var qcow = Samples.qcow2
        qcow.put(UInt64.max, at: 24)
        #expect(inspect(qcow).virtualSize == nil)

        var vmdk = Samples.vmdk
        vmdk.put(UInt64(1 << 62).littleEndian, at: 12)
        #expect(inspect(vmdk).virtualSize == nil)

        var vdi = Samples.vdi
        vdi.put(UInt64.max, at: 0x170)
        #expect(inspect(vdi).virtualSize == nil)

        #expect(inspect(Samples.footer(type: 3, size: .max)).virtualSize == nil)
    }

    @Test("extents whose sum is beyond all bounds are left out of it")
    func enormousExtents() {
        let text =
            "# Disk DescriptorFile\nRW 18014398509481983 FLAT \"a\"\nRW 18014398509481983 FLAT \"b\"\nRW 9e9 FLAT\n"
        #expect(inspect(Array(text.utf8)).virtualSize == 9_223_372_036_854_775_296)
    }

    @Test("a text inside a VMDK that is said to be elsewhere, or endless, is not followed")
    func farDescriptor() {
        for (offset, size) in [(UInt64.max, UInt64.max), (1, .max), (1 << 50, 1 << 50), (1, 0)] {
            var bytes = Samples.vmdk
            bytes.put(offset.littleEndian, at: 28)
            bytes.put(size.littleEndian, at: 36)
            #expect(inspect(bytes).content == .vmdk(.sparse))
        }
    }

    @Test("tables of a VHDX that lead nowhere, or round and round, leave its size unknown")
    func crookedTables() {
        #expect(inspect(Samples.vhdx).virtualSize == 10 << 30)
        for region: UInt64 in [.max, .max - 4, 0, 192 << 10, 1 << 40] {
            var bytes = Samples.vhdx
            for table in [192 << 10, 256 << 10] { bytes.put(region.littleEndian, at: table + 32) }
            #expect(inspect(bytes).virtualSize == nil)
        }
        var endless = Samples.vhdx
        for table in [192 << 10, 256 << 10] {
            endless.put(UInt32.max, at: table + 8)
            endless.put([0xFF], at: table + 16)
        }
        #expect(inspect(endless).virtualSize == nil)
    }

    @Test("an encrypted volume whose data begin beyond its end has no size")
    func farPayload() {
        var bytes = Samples.luks
        bytes.put(UInt32.max, at: 104)
        #expect(inspect(bytes).virtualSize == nil)
    }
}
