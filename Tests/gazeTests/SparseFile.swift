import Foundation

extension TestFolder {
    /// Makes a file of zeros that takes no room on the disk, and returns its path.
    func sparse(_ name: String, gibibytes: UInt64) throws -> String {
        let file = try write(name, Data())
        let handle = try FileHandle(forWritingTo: URL(filePath: file))
        defer { try? handle.close() }
        try handle.truncate(atOffset: gibibytes << 30)
        return file
    }
}
