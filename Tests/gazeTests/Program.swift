import Foundation

/// The program under test.
enum Program {
    /// The path of the `gaze` that was built with these tests: it lies beside them.
    static var path: String {
        get throws {
            let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
            return URL(filePath: tests).deletingLastPathComponent().appending(path: "gaze").path()
        }
    }
}
