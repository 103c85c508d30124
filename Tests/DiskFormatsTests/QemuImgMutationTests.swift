import Foundation
import TestSupport
import Testing

@testable import DiskFormats

@Suite("What QEMU makes of a disk is what we make of it")
struct QemuImgMutationTests {
    /// Disks of each base that QEMU looks at, beside the sound one.
    private static let mutations = 9

    @Test("hundreds of disks, sound and not: the same format, the same size, and the same files beside them")
    func corpus() async throws {
        try await TestFolder.use { folder in
            var disks: [(Mutation, [UInt8])] = []
            for (number, name) in try await Corpus.make(in: folder).enumerated() {
                let bytes = [UInt8](try Data(contentsOf: URL(filePath: folder.file(name))))
                var random = SplitMix(state: UInt64(number) << 8)
                let all = Mutation.all(of: name, bytes, seed: UInt64(number) + 1000)
                let some = [all[0]] + all.dropFirst().shuffled(using: &random).prefix(Self.mutations)
                disks += some.map { ($0, $0.applied(to: bytes)) }
            }
            let differences = try await withThrowingTaskGroup(of: String?.self) { group in
                var differences: [String] = []
                for (number, (mutation, bytes)) in disks.enumerated() {
                    if number >= 2, let found = try await group.next() { differences += [found].compactMap(\.self) }
                    group.addTask {
                        try await difference(mutation, bytes, at: folder.file("mutation-\(number)"))
                    }
                }
                for try await found in group { differences += [found].compactMap(\.self) }
                return differences
            }
            #expect(
                differences.isEmpty,
                "\(differences.count) of \(disks.count) differ:\n\(differences.prefix(20).joined(separator: "\n"))")
        }
    }

    /// In what we differ from QEMU about a disk; nil where we do not, or where QEMU cannot open it.
    private func difference(_ disk: Mutation, _ bytes: [UInt8], at path: String) async throws -> String? {
        guard !bytes.isEmpty else { return nil }
        try Data(bytes).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        guard let theirs = try? await QemuImg.information(path) else { return nil }
        let ours = try await DiskInspection.inspect(fileAt: path)
        var faults: [String] = []
        if !isDisputed(ours, theirs) {
            if ours.content.qemuWord != theirs.format { faults.append("format") }
            // QEMU counts in sectors, and does not know what is in a fixed VHD, a disc or an archive.
            let size = (theirs.format == "raw" ? ours.size : ours.virtualSize) ?? -1
            if size / 512 != theirs.virtualSize / 512, size.roundedUp != theirs.virtualSize { faults.append("size") }
        }
        if let name = theirs.backingFilename, !ours.dangers.contains(.backingFile(name: name)) {
            faults.append("backing file")
        }
        if let name = theirs.dataFile, !ours.dangers.contains(.externalDataFile(name: name)) {
            faults.append("data file")
        }
        if theirs.isCorrupt, !ours.dangers.contains(.markedCorrupt) { faults.append("corrupt") }
        return faults.isEmpty ? nil : "\(faults) \(disk)\n  QEMU \(theirs)\n  gaze \(ours)"
    }
}

/// Whether we mean to say another format than QEMU.
private func isDisputed(_ ours: DiskInspection, _ theirs: QemuImg.Information) -> Bool {
    // QEMU takes one of several, and wants a version in a text.
    ours.dangers.contains { if case .severalFormats = $0 { true } else { false } }
        || ours.content == .vmdk(.descriptor) && theirs.format == "raw"
        // A footer at both ends.
        || ours.content == .vhd(.fixed) && theirs.format == "vpc"
}

extension DiskContent {
    /// What QEMU, which looks at the beginning alone, calls it.
    fileprivate var qemuWord: String {
        switch self {
        case .qcow(let version): version == 0 ? "raw" : version == 1 ? "qcow" : "qcow2"
        case .vmdk: "vmdk"
        case .vhd(.fixed): "raw"
        case .vhd: "vpc"
        case .vhdx: "vhdx"
        case .vdi: "vdi"
        case .qed: "qed"
        case .ploop: "parallels"
        case .luks(version: 1): "luks"
        default: "raw"
        }
    }
}

extension Int64 {
    /// Up to whole sectors.
    fileprivate var roundedUp: Int64 { (self + 511) / 512 * 512 }
}
