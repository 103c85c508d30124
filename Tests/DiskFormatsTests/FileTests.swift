import Foundation
import Testing

@testable import DiskFormats

@Suite("Files that are looked at")
struct FileTests {
    @Test("nothing at the path")
    func missing() async throws {
        try await TestFolder.use { folder in
            let file = try folder.write("file", [1])
            for path in [folder.file("none"), file + "/below"] {
                await #expect(throws: DiskFileError.missing(path: path)) {
                    try await DiskInspection.inspect(fileAt: path)
                }
            }
        }
    }

    @Test("a folder, a device, a pipe that nobody writes to")
    func notRegular() async throws {
        try await TestFolder.use { folder in
            let pipe = folder.file("pipe")
            try #require(mkfifo(pipe, 0o600) == 0)
            for path in [folder.path, "/dev/null", pipe] {
                await #expect(throws: DiskFileError.notRegular(path: path)) {
                    try await DiskInspection.inspect(fileAt: path)
                }
            }
        }
    }

    @Test("a file without bytes")
    func empty() async throws {
        try await TestFolder.use { folder in
            let path = try folder.write("file", [])
            await #expect(throws: DiskFileError.empty(path: path)) { try await DiskInspection.inspect(fileAt: path) }
        }
    }

    /// A ring of links rather than a file without permissions: root may read any file.
    @Test("a path that the system refuses is told with the system's reason")
    func unreadable() async throws {
        try await TestFolder.use { folder in
            let path = folder.file("ring")
            try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: path)
            let reason = String(cString: strerror(ELOOP))
            await #expect(throws: DiskFileError.unreadable(path: path, reason: reason)) {
                try await DiskInspection.inspect(fileAt: path)
            }
            #expect(DiskFileError.unreadable(path: "disk", reason: reason).description.contains(reason))
        }
    }

    @Test("a link is followed")
    func link() async throws {
        try await TestFolder.use { folder in
            let path = try folder.write("disk", Samples.qcow2)
            try FileManager.default.createSymbolicLink(atPath: folder.file("link"), withDestinationPath: path)
            #expect(try await DiskInspection.inspect(fileAt: folder.file("link")).content == .qcow(version: 3))
        }
    }

    @Test(
        "a name of any kind of characters is the system's to judge", arguments: ["a b", "é", "日本語", "\u{1B}[31m", "~"])
    func names(name: String) async throws {
        try await TestFolder.use { folder in
            let path = folder.file(name)
            try #require(FileManager.default.createFile(atPath: path, contents: Data(Samples.qcow2)))
            #expect(try await DiskInspection.inspect(fileAt: path).virtualSize == 10 << 30)
        }
    }

    @Test("of a file of a tebibyte only what is needed is read")
    func large() async throws {
        try await TestFolder.use { folder in
            let path = folder.file("disk")
            try #require(FileManager.default.createFile(atPath: path, contents: Data(Samples.mbr)))
            try #require(truncate(path, 1 << 40) == 0)
            let inspection = try await DiskInspection.inspect(fileAt: path)
            #expect(inspection.content == .mbr)
            #expect(inspection.virtualSize == 1 << 40)
        }
    }

    @Test("reading ends at 1 MiB, wherever in the file it is")
    func readLimit() async throws {
        try await TestFolder.use { folder in
            let path = folder.file("disk")
            try #require(FileManager.default.createFile(atPath: path, contents: nil))
            try #require(truncate(path, 4 << 20) == 0)
            var file = try DiskFile(path: path)
            defer { file.close() }
            #expect(try file.bytes(at: 0, count: 1 << 20 - 1).count == 1 << 20 - 1)
            #expect(try file.last(512).count == 1)
            #expect(try file.bytes(at: 2 << 20, count: 512).count == 0)
        }
    }

    @Test("bytes beyond the end of a file are not there")
    func beyondTheEnd() async throws {
        try await TestFolder.use { folder in
            var file = try DiskFile(path: folder.write("disk", [1, 2, 3]))
            defer { file.close() }
            #expect(try file.bytes(at: 1, count: 512).storage == [2, 3])
            #expect(try file.last(2).storage == [2, 3])
            #expect(try file.last(512).storage == [1, 2, 3])
            for offset in [3, 4, UInt64.max] { #expect(try file.bytes(at: offset, count: 1).count == 0) }
        }
    }
}
