import Foundation

/// A folder that lives as long as a test.
struct TestFolder {
    let path: String

    /// Makes a folder, hands it out, and removes it with all that is in it.
    static func use<Result>(_ body: (TestFolder) async throws -> Result) async throws -> Result {
        let path = FileManager.default.temporaryDirectory.appending(path: "gaze-disks-\(UUID().uuidString)").path()
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await body(TestFolder(path: path))
    }

    /// The path of a file in it.
    func file(_ name: String) -> String { path + "/" + name }

    /// Writes a file and returns its path.
    func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        try Data(bytes).write(to: URL(filePath: file(name)))
        return file(name)
    }
}
