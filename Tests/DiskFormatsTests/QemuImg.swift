import Foundation
import TestSupport

/// QEMU's own tool, the measure of what a disk is.
enum QemuImg {
    /// What `qemu-img info` says.
    struct Information: Decodable {
        let format: String
        let virtualSize: Int64
        let backingFilename: String?
        private let specific: Specific?

        /// The file in which a qcow2 has its data.
        var dataFile: String? { specific?.data?.dataFile }
        /// Whether a qcow2 is marked as damaged.
        var isCorrupt: Bool { specific?.data?.corrupt ?? false }

        enum CodingKeys: String, CodingKey {
            case format
            case virtualSize = "virtual-size"
            case backingFilename = "backing-filename"
            case specific = "format-specific"
        }

        private struct Specific: Decodable {
            struct Data: Decodable {
                let corrupt: Bool?
                let dataFile: String?

                enum CodingKeys: String, CodingKey {
                    case corrupt
                    case dataFile = "data-file"
                }
            }

            let data: Data?
        }
    }

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Makes a disk.
    static func create(_ path: String, _ arguments: [String], size: String) async throws {
        try await run(["create", "-q"] + arguments + [path, size])
    }

    /// Makes a disk of another.
    static func convert(_ source: String, to path: String, _ arguments: [String]) async throws {
        try await run(["convert", "-f", "raw"] + arguments + [source, path])
    }

    /// What a disk is.
    ///
    /// - Parameter format: what it is to be read as; nil for the tool to find out.
    static func information(_ path: String, as format: String? = nil) async throws -> Information {
        let answer = try await run(["info", "--output=json"] + (format.map { ["-f", $0] } ?? []) + [path])
        return try JSONDecoder().decode(Information.self, from: answer)
    }

    @discardableResult
    private static func run(_ arguments: [String]) async throws -> Data {
        let command = try await Command.run(["qemu-img"] + arguments)
        guard command.status == 0 else {
            throw Failure(description: "qemu-img \(arguments.joined(separator: " ")): \(command.errors)")
        }
        return command.data
    }
}
