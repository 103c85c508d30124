import Foundation
import TestSupport
import Testing

@testable import DiskFormats

@Suite("For which processor a disk is, and what runs on it")
struct GuessTests {
    @Test("kernels are told with their processor, and a kernel's boot record is no partition table")
    func kernels() {
        var old = Samples.kernel
        old.put(UInt16(0x0206).littleEndian, at: 0x206)
        let zboot = Samples.bytes(4096) {
            $0.put("MZ\0\0zimg", at: 0)
            $0.put(UInt32(64).littleEndian, at: 0x3C)
            $0.put("PE\0\0", at: 64)
            $0.put(UInt16(0xAA64).littleEndian, at: 68)
        }
        let kernels: [([UInt8], Architecture)] = [
            (Samples.kernel, .x86_64), (old, .i686), (Samples.bytes(4096) { $0.put("ARMd", at: 56) }, .aarch64),
            (Samples.bytes(4096) { $0.put([0x18, 0x28, 0x6F, 0x01], at: 0x24) }, .armv7l), (zboot, .aarch64),
            (
                Samples.bytes(4096) {
                    $0.put("RISCV", at: 48)
                    $0.put([0x52, 0x53, 0x43, 0x05], at: 56)
                }, .riscv64
            ),
        ]
        for (bytes, architecture) in kernels {
            let inspection = inspect(bytes)
            #expect(inspection.content == .kernel)
            #expect(inspection.architecture == architecture)
            #expect(inspection.operatingSystem == OperatingSystem(type: .linux))
            #expect(inspection.diskFormat == .aki)
            #expect(inspection.containerFormat == .aki)
            #expect(inspection.virtualSize == nil)
            #expect(inspection.dangers.isEmpty)
            #expect(inspection.refusal == nil)
        }
    }

    @Test("the partitions of a disk say for which processor it is, and say nothing where they are of two minds")
    func partitions() {
        let x86: [UInt8] = [
            0xE3, 0xBC, 0x68, 0x4F, 0xCD, 0xE8, 0xB1, 0x4D, 0x96, 0xE7, 0xFB, 0xCA, 0xF9, 0x84, 0xB7, 0x09,
        ]
        let arm: [UInt8] = [
            0x45, 0xB0, 0x21, 0xB9, 0xF0, 0x1D, 0xC3, 0x41, 0xAF, 0x44, 0x4C, 0x6F, 0x28, 0x0D, 0x3F, 0xAE,
        ]
        let reserved: [UInt8] = [
            0x16, 0xE3, 0xC9, 0xE3, 0x5C, 0x0B, 0xB8, 0x4D, 0x81, 0x7D, 0xF9, 0x2D, 0xF0, 0x02, 0x15, 0xAE,
        ]
        for sector in [512, 4096] {
            var disk = Samples.gpt(sectorSize: sector)
            disk.put(UInt64(2).littleEndian, at: sector + 72)
            disk.put(UInt32(128).littleEndian, at: sector + 80)
            disk.put(UInt32(128).littleEndian, at: sector + 84)
            #expect(inspect(disk).architecture == nil)
            #expect(inspect(disk).operatingSystem == nil)
            disk.put(x86, at: 2 * sector + 128)
            #expect(inspect(disk).architecture == .x86_64)
            #expect(inspect(disk).operatingSystem == OperatingSystem(type: .linux))
            disk.put(arm, at: 2 * sector + 256)
            #expect(inspect(disk).architecture == nil)
            disk.put(arm, at: 2 * sector + 128)
            #expect(inspect(disk).architecture == .aarch64)
            disk.put(reserved, at: 2 * sector + 384)
            #expect(inspect(disk).operatingSystem == nil)
            disk.put([UInt8](repeating: 0, count: 256), at: 2 * sector + 128)
            #expect(inspect(disk).operatingSystem == OperatingSystem(type: .windows))
        }
    }

    @Test(
        "the types of a boot record's partitions say what runs on it",
        arguments: [
            ([UInt8(0x83), 0x82], OperatingSystem?.some(.init(type: .linux))),
            ([0x07], OperatingSystem(type: .windows)),
            ([0xA5], OperatingSystem(distribution: "freebsd")), ([0x07, 0x83], nil), ([0x0C], nil),
        ])
    func bootRecord(types: [UInt8], system: OperatingSystem?) {
        var disk = Samples.mbr
        for (number, type) in types.enumerated() { disk.put([type], at: 450 + 16 * number) }
        #expect(inspect(disk).content == .mbr)
        #expect(inspect(disk).operatingSystem == system)
    }

    @Test(
        "the loader on a disc says for which processor it is",
        arguments: [("BOOTX64 EFI", Architecture.x86_64), ("BOOTAA64EFI", .aarch64)])
    func loader(name: String, architecture: Architecture) async throws {
        try await TestFolder.use { folder in
            let files = folder.file("files")
            try FileManager.default.createDirectory(atPath: files, withIntermediateDirectories: false)
            _ = try folder.write("files/efi.img", Samples.bytes(64 << 10) { $0.put(name, at: 0x4020) })
            let inspection = try await disc(["-e", "efi.img", "-no-emul-boot", files], in: folder)
            #expect(inspection.content == .iso)
            #expect(inspection.architecture == architecture)
            #expect(inspection.operatingSystem == nil)
            #expect(inspection.dangers.isEmpty)
        }
    }

    @Test("the label of a disc says what runs on it")
    func discLabel() async throws {
        try await TestFolder.use { folder in
            let file = try folder.write("file", [1])
            let inspection = try await disc(["-V", "Debian 12.5.0 arm64 n", file], in: folder)
            #expect(inspection.architecture == .aarch64)
            #expect(
                inspection.operatingSystem == OperatingSystem(type: .linux, distribution: "debian", version: "12.5.0"))
            let windows = try await disc(
                ["-V", "SSS_X64FRE_EN-US_DV9", "-publisher", "MICROSOFT CORPORATION", file], in: folder)
            #expect(windows.architecture == .x86_64)
            #expect(windows.operatingSystem == OperatingSystem(type: .windows, distribution: "windows"))
        }
    }

    @Test(
        "labels of discs and machines are read",
        arguments: [
            ("Ubuntu-Server 24.04.1 LTS amd64", Architecture?.some(.x86_64), String?.some("linux ubuntu 24.04.1")),
            ("Fedora-WS-Live-41", nil, "linux fedora"), ("RHEL-9-4-0-BaseOS-x86_64", .x86_64, "linux rhel"),
            ("alpine-std 3.20.0 aarch64", .aarch64, "linux alpinelinux 3.20.0"), ("ARCH_202401", nil, "linux arch"),
            ("FreeBSD_Install", nil, "freebsd"), ("OpenBSD/amd64   7.5 Install CD", .x86_64, "openbsd 7.5"),
            ("centos9_64Guest", nil, "linux centos"), ("otherLinux64Guest", nil, "linux"), ("WindowsNT", nil, nil),
            ("winNetStandardGuest", nil, "windows windows"), ("windows9Server64Guest", nil, "windows windows"),
            ("OL-9-4-0-BaseOS-x86_64", .x86_64, "linux ol"), ("VBox_GAs_7.0.14 Oracle America", nil, nil),
            ("Red Hat Enterprise Linux 9 (64-bit)", nil, "linux rhel"), ("s390x", .s390x, nil), ("CDROM", nil, nil),
            ("ARCHIVE 2024", nil, nil),
        ])
    func labels(text: String, architecture: Architecture?, words: String?) {
        let label = DiskLabel(text)
        #expect(label.architecture == architecture)
        let system = label.system.map { [$0.type?.rawValue, $0.distribution, $0.version].compactMap(\.self) }
        #expect(system?.joined(separator: " ") == words)
    }

    @Test(
        "an envelope says it in VMware's words, in VirtualBox's, and in its own",
        arguments: [
            (#" vmw:osType="debian12_64Guest">"#, Architecture?.some(.x86_64), String?.some("debian")),
            (#" vmw:osType="arm-debian12-64">"#, nil, "debian"),
            (
                #"><Info>The kind</Info><Description>Ubuntu_64</Description><vbox:OSType ovf:required="false">Ubuntu_64</vbox:OSType>"#,
                .x86_64, "ubuntu"
            ),
            ("><Description>Oracle Linux (64-bit)</Description>", .x86_64, "ol"), (">", nil, nil),
        ])
    func envelopes(words: String, architecture: Architecture?, distribution: String?) {
        let text = """
            <Envelope xmlns="http://schemas.dmtf.org/ovf/envelope/1">
            <OperatingSystemSection ovf:id="1"\(words)</OperatingSystemSection><Name>fedora</Name></Envelope>
            """
        #expect(inspect(Array(text.utf8)).architecture == architecture)
        #expect(inspect(Array(text.utf8)).operatingSystem?.distribution == distribution)
    }

    private func inspect(_ bytes: [UInt8]) -> DiskInspection {
        DiskInspection(head: bytes, size: Int64(bytes.count))
    }

    private func disc(_ arguments: [String], in folder: TestFolder) async throws -> DiskInspection {
        let path = folder.file("disc.iso")
        let command = try await Command.run(["xorriso", "-as", "mkisofs", "-quiet", "-o", path] + arguments)
        try #require(command.status == 0, "\(command.errors)")
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await DiskInspection.inspect(fileAt: path)
    }
}
