import Foundation
import TestSupport

/// What Glance makes of a disk, by its own code.
struct GlanceVerdict: Decodable, Hashable {
    struct Match: Decodable, Hashable {
        let format: String
        let size: Size
        let isComplete: Bool
        let isSafe: Bool
    }

    enum Size: Decodable, Hashable {
        case bytes(Int64)
        case unreadable

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            self = if let bytes = try? value.decode(Int64.self) { .bytes(bytes) } else { .unreadable }
        }
    }

    /// What a record of a format comes to.
    struct Record: Decodable, Hashable {
        var size: Int64?
        var refusal: String?
    }

    /// In the order of their names; nil where the inspection falls over.
    let matches: [Match]?
    /// By the word for the record's disk format.
    let records: [String: Record]

    struct Missing: Error, CustomStringConvertible {
        let description = "There is no real Glance. Tests/openstack/run COMMAND runs a command beside one."
    }

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Has Glance look at all of these disks, in one process.
    static func all(of disks: [Mutation], in folder: TestFolder) async throws -> [GlanceVerdict] {
        guard let path = ProcessInfo.processInfo.environment["GAZE_TEST_OPENSTACK"] else { throw Missing() }
        struct OpenStack: Decodable { let bin: String }
        let openStack = try JSONDecoder().decode(OpenStack.self, from: Data(contentsOf: URL(filePath: path)))
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "inspected_by_glance.py")
        let recipes = try JSONSerialization.data(
            withJSONObject: disks.map { disk in
                [
                    "base": disk.base, "length": disk.length,
                    "patches": disk.patches.map { [$0.offset, $0.bytes.hexadecimal] },
                ]
            })
        let command = try await Command.run(
            [openStack.bin + "/python", script.path(), folder.path], input: recipes)
        guard command.status == 0 else { throw Failure(description: command.errors) }
        return try JSONDecoder().decode([GlanceVerdict].self, from: command.data)
    }
}

extension [UInt8] {
    fileprivate var hexadecimal: String {
        map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
