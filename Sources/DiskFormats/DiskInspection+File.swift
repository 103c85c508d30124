extension DiskInspection {
    /// Most bytes that are read of a file, whatever its headers say.
    static let readLimit = 1 << 20

    /// Looks at a file, off the main actor. At most 1 MiB of it is read, wherever in it that is.
    ///
    /// - Parameter path: as the system takes it, without `~`. Links are followed.
    /// - Throws: `DiskFileError` where there is nothing to be looked at.
    @concurrent
    public static func inspect(fileAt path: String) async throws(DiskFileError) -> DiskInspection {
        var file = try DiskFile(path: path)
        defer { file.close() }
        return try DiskInspection(reading: &file)
    }
}
