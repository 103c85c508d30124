import Foundation

/// A folder that lives as long as a test.
struct TestFolder {
    let path: String

    /// Makes a folder, hands it out, and removes it with all that is in it.
    @discardableResult
    static func use<Result>(_ body: (TestFolder) async throws -> Result) async throws -> Result {
        let path = "/tmp/gaze-clouds-" + UUID().uuidString.prefix(13)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await body(TestFolder(path: path))
    }

    /// Writes a file, with the folders on its way, and returns its path.
    @discardableResult
    func write(_ name: String, _ text: String) throws -> String {
        let file = URL(filePath: path + "/" + name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        return file.path()
    }
}
