import TestSupport

@testable import DiskFormats

/// Disks of every kind, in a folder: what qemu-img and xorriso make, and what they cannot make put together by hand.
enum Corpus {
    /// A disk that qemu-img makes.
    struct Made: Sendable {
        let name: String
        let format: String
        var options: [String] = []
        var secret = false
        var size = "3M"
        /// What QEMU takes it for; nil where it cannot open it, or takes it for raw where Glance does not.
        var word: String?

        var arguments: [String] {
            ["-f", format] + (secret ? ["--object", "secret,id=key,data=open sesame"] : [])
                + options.flatMap { ["-o", $0] }
        }
    }

    static let made =
        [
            Made(name: "qcow2-2", format: "qcow2", options: ["compat=0.10"]),
            Made(name: "qcow2-3", format: "qcow2", options: ["compat=1.1"], size: "20T"),
            Made(name: "qcow2-empty", format: "qcow2", size: "0"),
            Made(name: "qcow2-512", format: "qcow2", options: ["cluster_size=512"], size: "1M"),
            Made(name: "qcow2-2M", format: "qcow2", options: ["cluster_size=2M"]),
            Made(name: "qcow2-lazy", format: "qcow2", options: ["lazy_refcounts=on,refcount_bits=1"]),
            Made(name: "qcow2-zstd", format: "qcow2", options: ["compression_type=zstd"]),
            Made(name: "qcow2-extended", format: "qcow2", options: ["extended_l2=on"]),
            Made(name: "qcow2-metadata", format: "qcow2", options: ["preallocation=metadata"]),
            Made(name: "qcow2-full", format: "qcow2", options: ["preallocation=full"], size: "1M"),
            Made(
                name: "qcow2-luks", format: "qcow2",
                options: ["encrypt.format=luks,encrypt.key-secret=key,encrypt.iter-time=10,encrypt.hash-alg=sha512"],
                secret: true),
            Made(name: "qcow", format: "qcow"),
            Made(name: "qed", format: "qed"),
            Made(name: "parallels", format: "parallels"),
            Made(name: "vmdk-sparse", format: "vmdk", options: ["subformat=monolithicSparse"]),
            Made(name: "vmdk-stream", format: "vmdk", options: ["subformat=streamOptimized"]),
            Made(name: "vmdk-esx", format: "vmdk", options: ["adapter_type=lsilogic,hwversion=13"]),
            Made(name: "vmdk-flat", format: "vmdk", options: ["subformat=monolithicFlat"]),
            Made(name: "vmdk-2gb", format: "vmdk", options: ["subformat=twoGbMaxExtentSparse"]),
            Made(name: "vmdk-2gb-flat", format: "vmdk", options: ["subformat=twoGbMaxExtentFlat"]),
            Made(name: "vpc", format: "vpc", options: ["subformat=dynamic"]),
            Made(name: "vpc-forced", format: "vpc", options: ["subformat=dynamic,force_size=on"], size: "5000K"),
            Made(name: "vpc-fixed", format: "vpc", options: ["subformat=fixed"]),
            Made(name: "vhdx", format: "vhdx", options: ["subformat=dynamic,block_size=1M"]),
            Made(name: "vhdx-fixed", format: "vhdx", options: ["subformat=fixed,block_size=1M"]),
            Made(name: "vdi", format: "vdi"),
            Made(name: "vdi-static", format: "vdi", options: ["static=on"], size: "1M"),
            Made(
                name: "luks", format: "luks", options: ["key-secret=key,iter-time=10,hash-alg=sha512"], secret: true,
                size: "1M"),
            Made(name: "raw", format: "raw", size: "1M"),
        ]

    /// Makes all of them, and returns their names.
    static func make(in folder: TestFolder) async throws -> [String] {
        for disk in made {
            try await QemuImg.create(folder.file(disk.name), disk.arguments, size: disk.size)
        }
        try await QemuImg.create(
            folder.file("qcow2-overlay"), ["-f", "qcow2", "-b", "raw", "-F", "raw"], size: "1M")
        try await QemuImg.create(
            folder.file("vmdk-overlay"), ["-f", "vmdk", "-b", "vmdk-sparse", "-F", "vmdk"], size: "3M")
        try await QemuImg.create(
            folder.file("qcow2-apart"), ["-f", "qcow2", "-o", "data_file=\(folder.file("apart"))"], size: "1M")
        // A disk in which something is: what is written in one go ends with a footer.
        _ = try folder.write("data", (0..<200_000).map { UInt8(truncatingIfNeeded: $0 / 512) })
        for format in ["qcow2", "vmdk"] {
            let options = format == "vmdk" ? ["-o", "subformat=streamOptimized"] : ["-c"]
            try await QemuImg.convert(
                folder.file("data"), to: folder.file("\(format)-packed"), ["-O", format] + options)
        }
        try await makeDiscs(in: folder)
        try await Command.run(["tar", "-C", folder.path, "-cf", folder.file("tar"), "data", "qcow2-3"])
        let written = try written.map { name, bytes in
            _ = try folder.write(name, bytes)
            return name
        }
        return made.map(\.name) + [
            "qcow2-overlay", "vmdk-overlay", "qcow2-apart", "qcow2-packed", "vmdk-packed", "disc", "hybrid", "tar",
        ] + written
    }

    /// An optical disc, and one that boots as a disk, too.
    private static func makeDiscs(in folder: TestFolder) async throws {
        let loader = try folder.write("efi.img", Samples.bytes(64 << 10) { _ in })
        for (name, options) in [
            ("disc", ["-V", "DISC"]),
            (
                "hybrid",
                ["-e", "data", "-no-emul-boot", "-append_partition", "2", "0xef", loader, "-appended_part_as_gpt"]
            ),
        ] {
            let command = try await Command.run(
                ["xorriso", "-as", "mkisofs", "-quiet", "-o", folder.file(name)] + options + [
                    "-r", folder.file("data"),
                ])
            guard command.status == 0 else { throw QemuImg.Failure(description: "xorriso: \(command.errors)") }
        }
    }

    /// What no program at hand makes.
    private static let written: [(name: String, bytes: [UInt8])] =
        Samples.all.map { ("sample-\($0.name)", $0.bytes) } + [
            ("nothing", []),
            ("gpt-4096", Samples.gpt(sectorSize: 4096)),
            ("fat", fat), ("boot-sector", Samples.bytes(4096) { $0.put([0x55, 0xAA], at: 510) }),
            ("udf", Samples.bytes(64 << 10) { $0.put("NSR03", at: 0x8001) }),
            ("text", Array(String(repeating: "Lorem ipsum dolor sit amet.\n", count: 100).utf8)),
            ("text-later-not", Array((String(repeating: "#!/bin/sh\n", count: 60) + "é").utf8)),
            ("descriptor-whole", descriptor(#"createType="monolithicSparse""#, "RW 2048 SPARSE \"a.vmdk\"")),
            ("descriptor-open", descriptor("RW 2048 SPARSE \"a.vmdk\"", #"createType="monolithicSparse"#)),
            ("vmdk-elsewhere", vmdk("RW 2048 SPARSE \"/etc/shadow\"")),
            ("vmdk-line", vmdk("RW 2048 SPARSE \"a\"\nparent file here")),
            ("vmdk-footer", vmdk("RW 2048 SPARSE \"a\"", footer: true)),
            ("vmdk-long", longVMDK),
        ]

    private static let fat = Samples.bytes(64 << 10) {
        $0.put([0xEB, 0x3C, 0x90], at: 0)
        $0.put([2], at: 0x10)
        $0.put([0xF8], at: 0x15)
        $0.put([0x55, 0xAA], at: 510)
    }

    private static func descriptor(_ lines: String...) -> [UInt8] {
        Array((["# Disk DescriptorFile", "version=1"] + lines).joined(separator: "\n").utf8) + [0x0A]
    }

    private static func vmdk(_ extents: String, footer: Bool = false) -> [UInt8] {
        var bytes = Samples.vmdk
        bytes.put("# Disk DescriptorFile\ncreateType=\"streamOptimized\"\n\(extents)\nddb.uuid = \"1 2\"\n", at: 512)
        guard footer else { return bytes }
        bytes.put(UInt64.max, at: 56)
        var header = Array(bytes.prefix(512))
        header.put(UInt64(21).littleEndian, at: 56)
        return bytes + Samples.bytes(512) { $0.put([3], at: 12) } + header + Samples.bytes(512) { _ in }
    }

    /// Its text goes on over many blocks.
    private static let longVMDK: [UInt8] = {
        var bytes = vmdk("RW 2048 SPARSE \"a\"")
        let comments = Array(String(repeating: "# \(String(repeating: "x", count: 60))\n", count: 9000).utf8)
        bytes.put(UInt64(1100).littleEndian, at: 36)
        return Array(bytes.prefix(512)) + Array("createType=\"monolithicSparse\"\nRW 2048 SPARSE \"a\"\n".utf8)
            + comments
            + Samples.bytes(64 << 10) { _ in }
    }()
}
