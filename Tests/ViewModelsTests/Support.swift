import Foundation
import Observation
import Testing

@testable import ImageModel

/// Waits until what is observed fulfils a condition; a suite's time limit ends a wait that is in vain.
@MainActor
func until(_ condition: @MainActor () -> Bool) async throws {
    while true {
        let (changes, change) = AsyncStream.makeStream(of: Void.self)
        let holds = withObservationTracking {
            condition()
        } onChange: {
            change.finish()
        }
        if holds { return }
        // What changes is on the main actor, so that this goes on only when the change is made.
        for await _ in changes {}
        try Task.checkCancellation()
    }
}

/// Waits until what no model tells of, such as what is written to a memory, fulfils a condition; a suite's time limit ends a wait
/// that is in vain.
@MainActor
func poll(until condition: @MainActor () -> Bool) async throws {
    while !condition() {
        try Task.checkCancellation()
        await Task.yield()
    }
}

/// Lets every task that is ready on the main actor run, to show that something does not happen.
@MainActor
func settle() async {
    for _ in 0..<100 { await Task.yield() }
}

extension Image {
    /// A record with what a test needs.
    static func sample(
        _ id: String = "one", name: String? = "alpine", status: ImageStatus = .queued, size: Int64? = nil,
        hashAlgorithm: String? = nil, secureHash: String? = nil
    ) -> Image {
        Image(
            id: id, name: name, status: status, visibility: .shared, owner: nil, diskFormat: "raw",
            containerFormat: "bare", size: size, virtualSize: nil, minDisk: 0, minRAM: 0, isProtected: false,
            isHidden: false, tags: [], createdAt: nil, updatedAt: nil, checksum: nil, hashAlgorithm: hashAlgorithm,
            secureHash: secureHash, additional: [:])
    }

    /// The record as an answer.
    func record(_ headers: ImageHeaders = ImageHeaders()) -> ImageRecord {
        ImageRecord(
            image: self,
            fields: [
                "id": .string(id), "name": name.map(JSONValue.string) ?? .null, "status": .string(status.rawValue),
                "size": size.map(JSONValue.integer) ?? .null, "min_disk": .integer(0),
                "tags": .array([.string("a"), .string("b")]),
            ], headers: headers)
    }
}

/// A folder that lives as long as a test.
struct TestFolder {
    let path: String

    /// Makes a folder, hands it out, and removes it with all that is in it.
    @MainActor
    static func use(_ body: @MainActor (TestFolder) async throws -> Void) async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "gaze-models-\(UUID().uuidString)").path()
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await body(TestFolder(path: path))
    }

    /// The path of a file in it.
    func file(_ name: String) -> String { path + "/" + name }

    /// Writes a file and returns its path.
    func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        try Data(bytes).write(to: URL(filePath: file(name)))
        return file(name)
    }
}
