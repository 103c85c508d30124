import Foundation
import TestSupport
import Testing

@testable import DiskFormats

@Suite("What Glance makes of a disk is foretold")
struct GlanceTests {
    @Test("thousands of disks, sound and not, come to the verdict of Glance's own code")
    func corpus() async throws {
        try await TestFolder.use { folder in
            var disks: [Mutation] = []
            var bases: [String: [UInt8]] = [:]
            for (number, name) in try await Corpus.make(in: folder).enumerated() {
                let bytes = [UInt8](try Data(contentsOf: URL(filePath: folder.file(name))))
                bases[name] = bytes
                disks += Mutation.all(of: name, bytes, seed: UInt64(number))
            }
            let verdicts = try await GlanceVerdict.all(of: disks, in: folder)
            try #require(verdicts.count == disks.count)
            // What has no disk of its own here is not tested.
            let found = Set(
                verdicts.flatMap { $0.matches?.map { "\($0.format) \($0.isComplete ? $0.isSafe : false)" } ?? ["none"] }
            )
            let sound = ["qcow2", "vhd", "vhdx", "vmdk", "vdi", "iso", "gpt", "luks", "raw"].map { "\($0) true" }
            let unsafe = ["qcow2", "qed", "vmdk", "gpt", "luks", "vhd", "vhdx"].map { "\($0) false" }
            #expect(found.isSuperset(of: sound + unsafe + ["none"]))
            var random = SplitMix(state: 33)
            var differences: [String] = []
            for (disk, verdict) in zip(disks, verdicts) {
                let bytes = disk.applied(to: try #require(bases[disk.base]))
                let streamed = StreamedDisk(bytes, random: &random)
                let ours = GlanceVerdict(streamed, records: verdict.records.keys)
                if ours != verdict.ordered {
                    differences.append("\(disk)\n  Glance \(verdict.ordered)\n  gaze   \(ours)")
                }
                // The few blocks of a file that are read say the same, but where a text goes on and on.
                var file = CountedBytes(bytes)
                let inspection = DiskInspection(reading: &file)
                #expect(file.bytesRead <= DiskInspection.readLimit, "\(disk)")
                if inspection.uploaded != streamed, !inspection.dangers.contains(.descriptor(.tooLong)) {
                    differences.append("\(disk)\n  streamed \(streamed)\n  file     \(inspection)")
                }
                // What Glance refuses is not sent without a word.
                if inspection.refusal != nil, inspection.dangers.isEmpty {
                    differences.append("\(disk)\n  refused, and no danger: \(inspection)")
                }
            }
            #expect(
                differences.isEmpty,
                "\(differences.count) of \(disks.count) differ:\n\(differences.prefix(10).joined(separator: "\n"))")
        }
    }
}

extension StreamedDisk {
    /// These bytes as they come over a network: in chunks of any size.
    fileprivate init(_ bytes: [UInt8], random: inout SplitMix) {
        var stream = DiskStream()
        var rest = bytes[...]
        while !rest.isEmpty {
            let chunk = rest.prefix(Int.random(in: 1...200_000, using: &random))
            chunk.withUnsafeBytes { stream.append($0) }
            rest = rest.dropFirst(chunk.count)
        }
        self = stream.finish()
    }
}

extension GlanceVerdict {
    /// What we make of a disk, as Glance would say it.
    fileprivate init(_ disk: StreamedDisk, records: some Sequence<String>) {
        let matches = disk.matches.map { match in
            let size: Size =
                switch match.virtualSize {
                case .bytes(let count): .bytes(count)
                case .unknown: .bytes(0)
                case .excessive, .unreadable: .unreadable
                }
            return Match(
                format: match.format.rawValue, size: size, isComplete: match.isComplete,
                isSafe: match.isComplete && match.dangers.isEmpty)
        }
        self.matches = matches.isEmpty ? nil : matches.sorted { $0.format < $1.format }
        self.records = Dictionary(
            uniqueKeysWithValues: records.map { format in
                do throws(DiskRefusal) {
                    return (
                        format, Record(size: try disk.virtualSize(forRecordOf: .init(rawValue: format), in: .bare))
                    )
                } catch {
                    return (format, Record(refusal: error.description.inOrder))
                }
            })
    }

    /// The formats of a refusal in the order of their names; Glance has them in none.
    fileprivate var ordered: GlanceVerdict {
        GlanceVerdict(
            matches: matches, records: records.mapValues { Record(size: $0.size, refusal: $0.refusal?.inOrder) })
    }
}

extension String {
    fileprivate var inOrder: String {
        let several = "Multiple formats detected: "
        guard hasPrefix(several) else { return self }
        return several + dropFirst(several.count).split(separator: ",").sorted().joined(separator: ",")
    }
}
