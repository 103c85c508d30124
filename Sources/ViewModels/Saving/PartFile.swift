import Foundation

/// A file on its way: `PATH.part` until all of it is there and proven, with a note of what it is a part of beside it, in
/// `PATH.part.json`. Nobody else may read it before it is whole.
///
/// All of it may keep a thread waiting: it is for a `FileLane`.
final class PartFile: Sendable {
    /// Where it is to be at the end.
    let path: String
    /// Bytes that were there at the start.
    let kept: Int64
    private let descriptor: Int32

    static let suffix = ".part"
    static let noteSuffix = ".part.json"
    private var partPath: String { path + Self.suffix }
    private var notePath: String { path + Self.noteSuffix }

    /// Opens the part of an image's data, or begins it.
    ///
    /// - Parameters:
    ///   - path: from the root; a link to a file is followed.
    ///   - overwriting: whether a file that is there, and a part of something else, may go.
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

    /// Unlocks a part, and closes it. To close it alone would not always do: a program that is being started somewhere else has the
    /// descriptor too, until it runs.
    private static func giveUp(_ descriptor: Int32) {
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }

    /// Takes the part of a file over for one of another name, unless there is one already. Where that fails, it begins anew.
    static func rename(_ former: String, to path: String) {
        let (former, path) = (resolved(former), resolved(path))
        guard link(former + suffix, path + suffix) == 0 else { return }
        unlink(former + suffix)
        Foundation.rename(former + noteSuffix, path + noteSuffix)
    }

    /// Makes an opened part this one's own.
    ///
    /// - Returns: how many bytes of it are of use.
    private static func take(
        _ descriptor: Int32, _ part: String, note: String, _ proof: DataProof, overwriting: Bool
    ) throws(SaveProblem) -> Int64 {
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw errno == EWOULDBLOCK ? .inUse(path: part) : SaveProblem(code: errno, path: part)
        }
        var (status, named) = (stat(), stat())
        guard fstat(descriptor, &status) == 0 else { throw SaveProblem(code: errno, path: part) }
        // One that was given its name, or put aside, before it was locked is nobody's part any more.
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
        // A note that is right stays: without one, what has come would be nobody's.
        if noted != proof { try SavedNote.write(proof, to: note) }
        return kept
    }

    private init(path: String, kept: Int64, owning descriptor: Int32) {
        self.path = path
        self.kept = kept
        self.descriptor = descriptor
    }

    deinit { Self.giveUp(descriptor) }

    /// Where a link leads; a path that is no link is what it is.
    static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    /// Says why a path cannot become a file.
    static func checkPlace(_ path: String, overwriting: Bool) throws(SaveProblem) {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            guard errno != ENOENT else { return }
            throw SaveProblem(code: errno, path: path)
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
        if !overwriting { throw .exists(path: path) }
    }

    /// Bytes from a place on; none at the end.
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

    /// Writes bytes to a place.
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

    /// Gives the whole file its name, in one step, and its usual permissions.
    ///
    /// - Parameter overwriting: whether a file that is there may go.
    /// - Throws: `SaveProblem.exists` where one has appeared meanwhile; the part stays.
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

    /// Takes a name, which a file system gives to one file only.
    private static func move(_ part: String, to path: String, overwriting: Bool) throws(SaveProblem) {
        if !overwriting {
            if link(part, path) == 0 {
                unlink(part)
                return
            }
            // A file system without links has no other way to keep what has appeared since it was looked at.
            guard [EPERM, ENOTSUP, EOPNOTSUPP, ENOSYS, EMLINK].contains(errno) else {
                throw SaveProblem(code: errno, path: path)
            }
        }
        guard Foundation.rename(part, path) == 0 else { throw SaveProblem(code: errno, path: path) }
    }

    /// Keeps what is not what it should be under another name, so that nobody takes it for the image or goes on from it.
    ///
    /// - Returns: that name.
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

    /// Leaves a part of no bytes nowhere; any other is kept, to be gone on from: at once, whoever still knows of this one.
    func leave() {
        defer { flock(descriptor, LOCK_UN) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_size == 0 else { return }
        unlink(partPath)
        unlink(notePath)
    }

    /// The permissions that this process takes from the files that it makes. To ask the system for them is to change them for a
    /// moment, for every thread; what Linux tells of the process says it too.
    private static let mask: mode_t = {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("Umask:") }
        return line.flatMap { mode_t($0.dropFirst(6).filter(\.isNumber), radix: 8) } ?? 0o077
    }()
}
