import Foundation

@testable import ViewModels

/// The folders that the file browser finds on a stage.
enum StagedFolders {
    static let home = "/home/you"

    /// What there is in a folder, or why it cannot be read. Some folders keep one waiting.
    static func parts(of typed: String) -> AsyncStream<FolderPart> {
        let path = FilePath.absolute(FilePath.expanded(typed, home: home))
        return AsyncStream { parts in
            if path == "/mnt/dead" { return }
            guard let entries = all[path] else {
                parts.yield(.failed(path == "/root" ? .forbidden(path: path) : .missing(path: path)))
                parts.finish()
                return
            }
            parts.yield(.opened(path: path))
            parts.yield(.entries(entries))
            // Its names keep coming.
            if path == "/mnt/slow" { return }
            parts.yield(path == "/mnt/broken" ? .failed(.failed(path: path, reason: "Input/output error")) : .allNamed)
            parts.finish()
        }
    }

    private static func file(_ name: String, _ size: Int64, daysAgo: Double = 3, isLink: Bool = false) -> FileEntry {
        var entry = FileEntry(name: name.utf8, kind: .file, isLink: isLink)
        entry.size = size
        entry.modified = Stage.moment - daysAgo * 86_400
        return entry
    }

    private static func other(_ name: String, _ kind: FileEntry.Kind, isLink: Bool = false) -> FileEntry {
        var entry = FileEntry(name: name.utf8, kind: kind, isLink: isLink)
        if kind != .unknown { entry.modified = Stage.moment - 40 * 86_400 }
        return entry
    }

    private static let all: [String: [FileEntry]] = [
        "/": [other("home", .folder), other("mnt", .folder), other("root", .folder), other("srv", .folder)],
        "/home": [other("you", .folder)],
        home: [
            other("images", .folder), other(".ssh", .folder), file(".bashrc", 3_771), file("notes.txt", 12),
            other("Downloads", .folder),
        ],
        home + "/images": [
            file("windows-2022.vhdx", 12_884_901_888, daysAgo: 1.5),
            file("alpine-3.20.qcow2", 59_034_624, daysAgo: 0.2),
            file("debian-10.raw", 2 << 30), file("debian-9.raw", 2 << 30, daysAgo: 900), other("old", .folder),
            file("cirros.iso", 16_300_544, daysAgo: 12, isLink: true), file(".cirros.iso.part", 4_096, daysAgo: 0.01),
            file("README", 0, daysAgo: 0),
        ],
        home + "/images/old": [],
        home + "/hidden": [file(".profile", 807)],
        "/srv/images": (1...1000).map { file("image-\($0).qcow2", Int64($0) << 20) },
        "/srv/names": [
            file("a file whose name goes on and on until nobody can remember how it began.qcow2", 1 << 40),
            file("アルパイン・リナックス・イメージ・最新版.qcow2", 1), file("a\u{1B}[2Jb", 2), file("user\u{202E}gpj.exe", 3),
            file("line\nbreak\tand tab.raw", 4), other("sda", .device), other("fifo", .pipe), other("agent", .socket),
            other("gone", .deadLink, isLink: true), other("nobody knows", .unknown), other("a folder", .folder),
            file(" leading and trailing ", 5),
            FileEntry(name: [UInt8]("caf".utf8) + [0xE9] + [UInt8](".raw".utf8), kind: .file),
        ],
        "/mnt/slow": [file("first.raw", 1 << 20)],
        "/mnt/broken": [file("first.raw", 1 << 20)],
    ]
}
