import Foundation
import Synchronization

@testable import ViewModels

/// Folders that a test fills as it goes, part by part.
final class ScriptedFolders: Sendable {
    static let home = "/home/ann"
    private let state = Mutex<(whole: [String: [FileEntry]], open: [String: AsyncStream<FolderPart>.Continuation])>(
        ([:], [:]))
    private let asked = Mutex<[String]>([])

    /// The folders that have been asked for, in order.
    var calls: [String] { asked.withLock { $0 } }

    /// Sets what a folder has, all of which is there at once.
    func set(_ path: String, _ entries: [FileEntry]) { state.withLock { $0.whole[path] = entries } }

    /// Sends a part of a folder that has been asked for and is not set.
    func send(_ part: FolderPart, to path: String) { state.withLock { _ = $0.open[path]?.yield(part) } }

    /// Ends a folder that has been asked for and is not set.
    func finish(_ path: String) { state.withLock { $0.open[path]?.finish() } }

    /// The machine with these folders. One that begins with `/slow` is filled by the test; any other that is not set is
    /// missing, or forbidden where it begins with `/root`.
    var surroundings: Surroundings {
        Surroundings(folder: { [self] in parts(of: $0) }, home: { Self.home })
    }

    private func parts(of typed: String) -> AsyncStream<FolderPart> {
        let path = FilePath.absolute(FilePath.expanded(typed, home: Self.home))
        asked.withLock { $0.append(path) }
        let (stream, parts) = AsyncStream.makeStream(of: FolderPart.self)
        if let entries = state.withLock({ $0.whole[path] }) {
            for part in [.opened(path: path), .entries(entries), .allNamed] as [FolderPart] { parts.yield(part) }
            parts.finish()
        } else if path.hasPrefix("/slow") {
            state.withLock { $0.open[path] = parts }
        } else {
            let isFile = state.withLock { state in
                FilePath.parent(of: path).flatMap { parent in
                    state.whole[parent.folder]?.contains { $0.name == parent.name && $0.kind != .folder }
                } ?? false
            }
            parts.yield(
                .failed(
                    path.hasPrefix("/root")
                        ? .forbidden(path: path) : isFile ? .notAFolder(path: path) : .missing(path: path)))
            parts.finish()
        }
        return stream
    }
}

extension FileEntry {
    /// A file that has been looked at; a folder where the name ends in `/`.
    static func sample(_ name: String, size: Int64 = 1, age: Double = 0) -> FileEntry {
        let isFolder = name.hasSuffix("/")
        var entry = FileEntry(name: (isFolder ? name.dropLast() : name[...]).utf8, kind: isFolder ? .folder : .file)
        entry.size = isFolder ? nil : size
        entry.modified = .init(timeIntervalSince1970: 1_000_000 - age)
        return entry
    }
}
