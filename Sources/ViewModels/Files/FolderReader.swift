import Foundation
import Synchronization

/// A part of a folder, as it is read.
enum FolderPart: Hashable, Sendable {
    /// The folder is open; with its absolute path.
    case opened(path: String)
    /// More names, in the system's order.
    case entries([FileEntry])
    /// There are no more names.
    case allNamed
    /// Entries that were examined, with the index of the first one.
    case details(from: Int, [FileEntry])
    /// The folder cannot be read, or only in part.
    case failed(FolderError)
}

/// Reads a folder on a thread of its own, so that an unresponsive file server holds up nothing else.
///
/// All names come first, then the details of each. The contents of files are not read.
struct FolderReader {
    private let parts: AsyncStream<FolderPart>.Continuation
    private let isCancelled: Flag
    private var lastPart = ContinuousClock.now

    /// A flag that is set once and read by another thread.
    private final class Flag: Sendable {
        private let isSet = Atomic(false)
        var value: Bool { isSet.load(ordering: .relaxed) }
        func set() { isSet.store(true, ordering: .relaxed) }
    }

    /// The maximum number of entries in a part, and the longest time that they are held back.
    private static let batch = (entries: 4096, time: Duration.milliseconds(50))

    /// Reads a folder. The stream ends with the folder; reading stops when nobody consumes the stream any more.
    ///
    /// - Parameter typed: the path; it may begin with `~`, or be relative to the current folder.
    static func parts(of typed: String) -> AsyncStream<FolderPart> {
        AsyncStream { parts in
            let isCancelled = Flag()
            parts.onTermination = { _ in isCancelled.set() }
            Thread.detachNewThread {
                var reader = FolderReader(parts: parts, isCancelled: isCancelled)
                reader.read(FilePath.absolute(typed))
                parts.finish()
            }
        }
    }

    private init(parts: AsyncStream<FolderPart>.Continuation, isCancelled: Flag) {
        self.parts = parts
        self.isCancelled = isCancelled
    }

    private mutating func read(_ path: String) {
        guard let folder = opendir(path) else {
            parts.yield(.failed(FolderError(code: errno, path: path)))
            return
        }
        defer { closedir(folder) }
        parts.yield(.opened(path: path))
        var entries: [FileEntry] = []
        var sent = 0
        while !isCancelled.value {
            errno = 0
            guard let found = readdir(folder) else {
                let code = errno
                if sent < entries.count { parts.yield(.entries(Array(entries[sent...]))) }
                parts.yield(code == 0 ? .allNamed : .failed(FolderError(code: code, path: path)))
                break
            }
            guard let entry = FileEntry(found) else { continue }
            entries.append(entry)
            if isDue(entries.count - sent) {
                parts.yield(.entries(Array(entries[sent...])))
                sent = entries.count
            }
        }
        look(at: &entries, in: dirfd(folder))
    }

    /// Examines the entries.
    private mutating func look(at entries: inout [FileEntry], in folder: Int32) {
        var sent = 0
        for index in entries.indices {
            if isCancelled.value { return }
            // Sent before the next entry is examined, which may take long.
            if isDue(index - sent) {
                parts.yield(.details(from: sent, Array(entries[sent..<index])))
                sent = index
            }
            entries[index].look(in: folder)
        }
        if sent < entries.count { parts.yield(.details(from: sent, Array(entries[sent...]))) }
    }

    /// Whether this number of entries should be sent now.
    private mutating func isDue(_ count: Int) -> Bool {
        let now = ContinuousClock.now
        guard count > 0, count >= Self.batch.entries || now - lastPart >= Self.batch.time else { return false }
        lastPart = now
        return true
    }
}

extension FileEntry {
    /// An entry as the system lists it; nil for `.` and `..`.
    fileprivate init?(_ found: UnsafeMutablePointer<dirent>) {
        let entry = withUnsafeBytes(of: &found.pointee.d_name) { bytes -> FileEntry? in
            let name = UnsafeRawBufferPointer(rebasing: bytes.prefix { $0 != 0 })
            if name.elementsEqual(".".utf8) || name.elementsEqual("..".utf8) { return nil }
            let kind: Kind =
                switch Int32(found.pointee.d_type) {
                case Int32(DT_REG): .file
                case Int32(DT_DIR): .folder
                case Int32(DT_BLK), Int32(DT_CHR): .device
                case Int32(DT_FIFO): .pipe
                case Int32(DT_SOCK): .socket
                default: .unknown
                }
            return FileEntry(name: name, kind: kind, isLink: Int32(found.pointee.d_type) == Int32(DT_LNK))
        }
        guard let entry else { return nil }
        self = entry
    }

    /// Examines the entry, following links.
    fileprivate mutating func look(in folder: Int32) {
        var status = stat()
        let isThere = withName { fstatat(folder, $0, &status, 0) } == 0
        if !isThere || kind == .unknown {
            var link = stat()
            guard withName({ fstatat(folder, $0, &link, AT_SYMLINK_NOFOLLOW) }) == 0 else { return }
            isLink = link.st_mode & S_IFMT == S_IFLNK
            if !isThere { status = link }
        }
        kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            case S_IFBLK, S_IFCHR: .device
            case S_IFIFO: .pipe
            case S_IFSOCK: .socket
            case S_IFLNK: .deadLink
            default: .unknown
            }
        size = kind == .file ? Int64(status.st_size) : nil
        modified = Date(timeIntervalSince1970: TimeInterval(status.st_mtim.tv_sec))
    }

    private func withName<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
        guard let rawName else { return name.withCString(body) }
        return body(rawName.map { CChar(bitPattern: $0) } + [0])
    }
}
