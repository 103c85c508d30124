import Foundation

/// A file that is being written: it is `PATH.part` until it is complete and verified, with a note beside it, `PATH.part.json`,
/// that says which image it belongs to. Until it is complete, only its owner may read it.
///
/// All methods may block: call them in a `FileLane`.
final class PartFile: Sendable {
    /// The final path.
    let path: String
    /// The number of bytes that were there at the start.
    let kept: Int64
    private let descriptor: Int32

    static let suffix = ".part"
    static let noteSuffix = ".part.json"
    private var partPath: String { path + Self.suffix }
    private var notePath: String { path + Self.noteSuffix }

    /// Opens the part of an image's data, or creates it.
    ///
    /// - Parameters:
    ///   - path: the absolute final path; a link to a file is followed.
    ///   - proof: the image, and what its data must be.
    ///   - overwriting: whether an existing file, and a part of something else, may be overwritten.
    /// - Throws: `SaveProblem` if the file cannot be written there.
    static func open(_ path: String, for proof: DataProof, overwriting: Bool) throws(SaveProblem) -> PartFile {
        let path = resolved(path)
        try checkPlace(path, overwriting: overwriting)
        let part = path + suffix
        let descriptor = Foundation.open(part, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
        guard descriptor >= 0 else { throw SaveProblem(code: errno, path: part) }
        do throws(SaveProblem) {
            let kept = try take(descriptor, part, note: path + noteSuffix, proof, overwriting: overwriting)
            return PartFile(path: path, kept: kept, owning: descriptor)
        } catch {
            giveUp(descriptor)
            throw error
        }
    }

    /// Unlocks and closes a part. Closing alone is not always enough: a process that is being spawned elsewhere shares the
    /// descriptor until it executes its program.
    private static func giveUp(_ descriptor: Int32) {
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    /// Moves the part of one path to another, unless there is one already. If that fails, the download starts from the
    /// beginning.
    static func rename(_ former: String, to path: String) {
        let (former, path) = (resolved(former), resolved(path))
        guard link(former + suffix, path + suffix) == 0 else { return }
        unlink(former + suffix)
        Foundation.rename(former + noteSuffix, path + noteSuffix)
    }

    /// Locks an opened part for this process, and prepares it.
    ///
    /// - Returns: the number of its bytes that can be used.
    private static func take(
        _ descriptor: Int32, _ part: String, note: String, _ proof: DataProof, overwriting: Bool
    ) throws(SaveProblem) -> Int64 {
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw errno == EWOULDBLOCK ? .inUse(path: part) : SaveProblem(code: errno, path: part)
        }
        var (status, named) = (stat(), stat())
        guard fstat(descriptor, &status) == 0 else { throw SaveProblem(code: errno, path: part) }
        // A part that was renamed before it was locked is no longer the part at this path.
        guard lstat(part, &named) == 0, named.st_ino == status.st_ino, named.st_dev == status.st_dev else {
            throw .inUse(path: part)
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: part) }
        var kept = Int64(status.st_size)
        let noted = SavedNote.read(note)
        if kept > 0, noted != proof {
            guard overwriting else { throw .otherPart(path: part) }
            kept = 0
        }
        if let size = proof.size, kept > size { kept = 0 }
        guard ftruncate(descriptor, off_t(kept)) == 0, fchmod(descriptor, 0o600) == 0 else {
            throw SaveProblem(code: errno, path: part)
        }
        // A correct note is kept: without one, nobody would know which image the part belongs to.
        if noted != proof { try SavedNote.write(proof, to: note) }
        return kept
    }

    private init(path: String, kept: Int64, owning descriptor: Int32) {
        self.path = path
        self.kept = kept
        self.descriptor = descriptor
    }

    deinit { Self.giveUp(descriptor) }

    /// Returns the target of a link; any other path is returned as it is.
    static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    /// Throws if a path cannot become a file.
    static func checkPlace(_ path: String, overwriting: Bool) throws(SaveProblem) {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            guard errno != ENOENT else { return }
            throw SaveProblem(code: errno, path: path)
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
        if !overwriting { throw .exists(path: path) }
    }

    /// Reads bytes at an offset; none at the end.
    func read(at offset: Int64, upTo count: Int) throws(SaveProblem) -> [UInt8] {
        var result: Int = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            repeat {
                result = pread(descriptor, buffer.baseAddress, count, off_t(offset))
            } while result < 0 && errno == EINTR
            initialized = max(0, result)
        }
        guard result >= 0 else { throw SaveProblem(code: errno, path: partPath) }
        return bytes
    }

    /// Writes bytes at an offset.
    func write(_ bytes: [UInt8], at offset: Int64) throws(SaveProblem) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes {
                pwrite(descriptor, $0.baseAddress?.advanced(by: done), bytes.count - done, off_t(offset) + off_t(done))
            }
            if count >= 0 {
                done += count
            } else if errno != EINTR {
                throw SaveProblem(code: errno, path: partPath)
            }
        }
    }

    /// Gives the complete file its name, in one step, and its usual permissions.
    ///
    /// - Parameters:
    ///   - size: the size of the complete file, in bytes.
    ///   - overwriting: whether an existing file may be overwritten.
    /// - Throws: `SaveProblem.exists` if a file has appeared in the meantime; the part stays.
    func finish(size: Int64, overwriting: Bool) throws(SaveProblem) {
        guard ftruncate(descriptor, off_t(size)) == 0, fsync(descriptor) == 0 else {
            throw SaveProblem(code: errno, path: partPath)
        }
        try Self.checkPlace(path, overwriting: overwriting)
        guard fchmod(descriptor, 0o666 & ~Self.mask) == 0 else { throw SaveProblem(code: errno, path: partPath) }
        do throws(SaveProblem) {
            try Self.move(partPath, to: path, overwriting: overwriting)
        } catch {
            fchmod(descriptor, 0o600)
            throw error
        }
        unlink(notePath)
    }

    /// Renames the part. Unless `overwriting`, it uses a link, which fails if the name is taken.
    private static func move(_ part: String, to path: String, overwriting: Bool) throws(SaveProblem) {
        if !overwriting {
            if link(part, path) == 0 {
                unlink(part)
                return
            }
            // A file system without links has no way to protect a file that has appeared since the check.
            guard [EPERM, ENOTSUP, EOPNOTSUPP, ENOSYS, EMLINK].contains(errno) else {
                throw SaveProblem(code: errno, path: path)
            }
        }
        guard Foundation.rename(part, path) == 0 else { throw SaveProblem(code: errno, path: path) }
    }

    /// Renames a part whose data is wrong, so that nobody takes it for the image or resumes from it.
    ///
    /// - Returns: the new path.
    func setAside() throws(SaveProblem) -> String {
        for number in 1... {
            let aside = path + ".wrong" + (number == 1 ? "" : "-\(number)")
            guard link(partPath, aside) != 0 else {
                unlink(partPath)
                unlink(notePath)
                return aside
            }
            if errno == EEXIST { continue }
            guard [EPERM, ENOTSUP, EOPNOTSUPP, ENOSYS].contains(errno), Foundation.rename(partPath, aside) == 0 else {
                break
            }
            unlink(notePath)
            return aside
        }
        throw SaveProblem(code: errno, path: partPath)
    }

    /// Removes the part if it is empty, and keeps it otherwise; unlocks it at once, so that another attempt can resume from it.
    func leave() {
        defer { flock(descriptor, LOCK_UN) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_size == 0 else { return }
        unlink(partPath)
        unlink(notePath)
    }

    /// The process's umask. Asking the system for it would change it for a moment, for every thread; Linux also reports it in
    /// the status of the process.
    private static let mask: mode_t = {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("Umask:") }
        return line.flatMap { mode_t($0.dropFirst(6).filter(\.isNumber), radix: 8) } ?? 0o077
    }()
}
