import Foundation
import TestSupport

/// A disk as qemu-img or xorriso makes it, once for all scenarios.
enum RealDisk: String, CaseIterable, Sendable {
    // The first one is what some of the others are made of.
    case raw, qcow2
    /// Above another disk; with its data in a file of its own.
    case overlay, apart
    case vmdk
    /// As it is streamed; with its data in a file of its own.
    case streamedVMDK, flatVMDK
    case vdi, vhd, fixedVHD, vhdx, iso
    /// A disc that is a disk too.
    case hybrid
    case luks, qed, parallels

    /// The disk formats of records that take it. That of a part of an Amazon machine image takes anything.
    var records: Set<String> {
        switch self {
        case .raw, .fixedVHD, .parallels: ["raw", "ploop", "ami"]
        case .qcow2: ["raw", "qcow2", "ami"]
        case .vmdk, .streamedVMDK: ["raw", "vmdk", "ami"]
        case .vdi: ["raw", "vdi", "ami"]
        case .vhd: ["raw", "vhd", "ami"]
        case .vhdx: ["raw", "vhdx", "ami"]
        case .iso: ["raw", "iso", "ami"]
        case .hybrid: ["iso", "ami"]
        case .luks: ["raw", "ami"]
        case .overlay, .apart, .flatVMDK, .qed: ["ami"]
        }
    }

    var bytes: [UInt8] {
        get async throws { try await Self.made.value[self] ?? [] }
    }

    private static let made = Task { try await make() }

    /// A program did not make a disk.
    private struct Failure: Error { let words: String }

    private static func make() async throws -> [RealDisk: [UInt8]] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "gaze-disks-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var disks: [RealDisk: [UInt8]] = [:]
        for disk in allCases {
            let result = try await Command.run(disk.command(in: folder.path))
            guard result.status == 0 else { throw Failure(words: "\(disk): \(result.errors)") }
            disks[disk] = Array(try Data(contentsOf: folder.appending(path: disk.rawValue)))
        }
        return disks
    }

    /// What makes it in a folder, under its name.
    private func command(in folder: String) -> [String] {
        let raw = folder + "/raw"
        return switch self {
        case .raw: create("raw", in: folder)
        case .qcow2: create("qcow2", in: folder)
        case .overlay: create("qcow2", in: folder, ["-b", raw, "-F", "raw"])
        case .apart: create("qcow2", in: folder, ["-o", "data_file=\(folder)/data"])
        case .vmdk: create("vmdk", in: folder)
        case .streamedVMDK: create("vmdk", in: folder, ["-o", "subformat=streamOptimized"])
        case .flatVMDK: create("vmdk", in: folder, ["-o", "subformat=monolithicFlat"])
        case .vdi: create("vdi", in: folder)
        case .vhd: create("vpc", in: folder, ["-o", "subformat=dynamic"])
        case .fixedVHD: create("vpc", in: folder, ["-o", "subformat=fixed"])
        case .vhdx: create("vhdx", in: folder, ["-o", "block_size=1M"])
        case .iso: makeDisc(in: folder)
        case .hybrid: makeDisc(in: folder, ["-append_partition", "2", "0xef", raw, "-appended_part_as_gpt"])
        case .luks:
            create(
                "luks", in: folder,
                ["--object", "secret,id=key,data=open sesame", "-o", "key-secret=key,iter-time=10,hash-alg=sha512"])
        case .qed: create("qed", in: folder)
        case .parallels: create("parallels", in: folder)
        }
    }

    private func create(_ format: String, in folder: String, _ options: [String] = []) -> [String] {
        ["qemu-img", "create", "-q", "-f", format] + options + ["\(folder)/\(self)", "3M"]
    }

    private func makeDisc(in folder: String, _ options: [String] = []) -> [String] {
        ["xorriso", "-as", "mkisofs", "-quiet", "-V", "DISC", "-o", "\(folder)/\(self)"] + options + [folder + "/raw"]
    }
}
