import DiskFormats
import Terminal
import Testing

@testable import gaze

@Suite("What is told of a file")
struct InspectionTextTests {
    private func lines(_ bytes: [UInt8], charset: Charset = .utf8) -> [String] {
        let inspection = DiskInspection(head: bytes, size: Int64(bytes.count))
        return InspectionText(charset: charset).lines(of: InspectionReport(file: "disk", inspection: inspection))
    }

    @Test("what is packed is told with the name that it had, and without what nobody knows")
    func packed() {
        let bytes: [UInt8] = [0x1F, 0x8B, 8, 8, 0, 0, 0, 0, 0, 3] + Array("\u{1B}disk.qcow2\0".utf8)
        #expect(
            lines(bytes) == [
                "disk", "  what it is    packed by gzip", "  disk format   qcow2", "  container     compressed",
                "  size          22 B", "  packed        ␛disk.qcow2", "  ! Packed",
                "    It is packed by gzip and would be stored as it is, so that no machine starts from it.",
                "    Unpack it first. A ramdisk for a kernel (ari) may stay as it is.",
            ])
        #expect(lines(bytes, charset: .ascii).contains("  packed        ^[disk.qcow2"))
    }

    @Test("a kernel is told with its processor and its system, and Glance does not look at it")
    func kernel() {
        var bytes = [UInt8](repeating: 0, count: 2048)
        bytes.replaceSubrange(56..<60, with: Array("ARMd".utf8))
        #expect(
            lines(bytes) == [
                "disk", "  what it is    Linux kernel", "  disk format   aki", "  container     aki",
                "  size          2 KiB (2,048 bytes)", "  architecture  aarch64", "  system        linux",
            ])
    }

    @Test("Windows is named once")
    func windows() {
        var bytes = [UInt8](repeating: 0, count: 64 << 10)
        bytes.replaceSubrange(0x8000..<0x8006, with: [1] + Array("CD001".utf8))
        bytes.replaceSubrange(0x8000 + 318..<0x8000 + 318 + 21, with: Array("MICROSOFT CORPORATION".utf8))
        #expect(lines(bytes).contains("  system        windows"))
        #expect(lines(bytes).contains("  Glance        takes it as iso"))
    }

    @Test("an unreadable file is told by its reason")
    func unreadable() {
        let report = InspectionReport(file: "a\u{7}", error: .empty(path: "a\u{7}"))
        #expect(InspectionText(charset: .utf8).lines(of: report) == ["a␇ is empty."])
    }
}
