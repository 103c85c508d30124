import Foundation
import Testing

/// QEMU's own tool, the measure of what a disk is.
enum QemuImg {
    /// What `qemu-img info` says.
    struct Information: Decodable {
        let format: String
        let virtualSize: Int64

        enum CodingKeys: String, CodingKey {
            case format
            case virtualSize = "virtual-size"
        }
    }

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Makes a disk.
    static func create(_ path: String, _ arguments: [String], size: String) async throws {
        try await run(["create", "-q"] + arguments + [path, size])
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
        let process = Process()
        process.executableURL = URL(filePath: try locate())
        process.arguments = arguments
        let output = FileManager.default.temporaryDirectory.appending(path: "gaze-qemu-\(UUID().uuidString)")
        guard FileManager.default.createFile(atPath: output.path(), contents: nil) else {
            throw Failure(description: "\(output.path()) cannot be written.")
        }
        defer { try? FileManager.default.removeItem(at: output) }
        let file = try FileHandle(forWritingTo: output)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = file
        process.standardError = file
        let status = try await withCheckedThrowingContinuation { (ended: CheckedContinuation<Int32, any Error>) in
            process.terminationHandler = { ended.resume(returning: $0.terminationStatus) }
            do {
                try process.run()
            } catch {
                process.terminationHandler = nil
                ended.resume(throwing: error)
            }
        }
        let said = try Data(contentsOf: output)
        guard status == 0 else {
            let words = String(decoding: said, as: UTF8.self)
            throw Failure(description: "qemu-img \(arguments.joined(separator: " ")): \(words)")
        }
        return said
    }

    private static func locate() throws -> String {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        for folder in path.split(separator: ":") {
            let candidate = "\(folder)/qemu-img"
            if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
        }
        throw Failure(description: "qemu-img is not installed. Install it: apt-get install qemu-utils")
    }
}
