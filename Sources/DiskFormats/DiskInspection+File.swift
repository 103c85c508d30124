extension DiskInspection {
    /// The maximum number of bytes that are read from a file, whatever its headers say.
    static let readLimit = 1 << 20

    /// Inspects a file, off the main actor. At most 1 MiB of it is read, at any offsets.
    ///
    /// - Parameter path: the path as the system takes it, without `~`. Links are followed.
    /// - Throws: `DiskFileError` if the file cannot be inspected.
    @concurrent
    package static func inspect(fileAt path: String) async throws(DiskFileError) -> DiskInspection {
        var file = try DiskFile(path: path)
        defer { file.close() }
        return try DiskInspection(reading: &file)
    }
}
