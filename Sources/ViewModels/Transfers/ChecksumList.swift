import Foundation

/// A publisher's list of hashes in a local file, named as `@PATH` in place of a hash.
package struct ChecksumList: Hashable, Sendable {
    /// The path as typed; it may begin with `~`.
    let path: String

    /// The maximum number of bytes that are read of a list. The lists of whole archives are smaller.
    private static let limit = 16 << 20

    /// Creates the list that a text names; nil if it does not name one.
    package init?(_ text: String) {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.hasPrefix("@") else { return nil }
        path = String(text.dropFirst())
    }

    /// Returns the hash of data in the list.
    ///
    /// - Parameter data: the line that names the data (`DataSource`).
    /// - Throws: `ChecksumListProblem` if the list cannot be read or has no hash for the data.
    package func checksum(of data: String) async throws(ChecksumListProblem) -> Checksum {
        let name = try Self.name(of: data)
        return try await checksum(ofFile: name, in: try await Self.text(at: path))
    }

    /// Returns the hash of a file in the text of the list. A list may be long, so this does not run on the caller's actor.
    @concurrent
    func checksum(ofFile name: String, in text: String) async throws(ChecksumListProblem) -> Checksum {
        do throws(ChecksumProblem) {
            return try Checksum(of: name, in: text)
        } catch {
            throw .unusable(path: FilePath.expanded(path), error)
        }
    }

    /// Returns the file name of the data that a line names.
    static func name(of data: String) throws(ChecksumListProblem) -> String {
        let name: String?
        switch try? DataSource(data) {
        case .file(let path)?: name = URL(filePath: path).lastPathComponent
        case .web(let url)?: name = URL(string: url)?.lastPathComponent
        case .image?, .standardInput?, nil: name = nil
        }
        guard let name else { throw .noName }
        return name
    }

    /// Reads the text of a list, off the threads that tasks run on.
    ///
    /// - Parameter isTyped: whether the path may still be being typed; then a pipe is not waited for.
    static func text(at path: String, isTyped: Bool = false) async throws(ChecksumListProblem) -> String {
        try await FileLane().perform { () throws(ChecksumListProblem) in
            let path = FilePath.expanded(path)
            if isTyped { try check(path) }
            return try content(of: path)
        }
    }

    private static func check(_ path: String) throws(ChecksumListProblem) {
        var status = stat()
        guard stat(path, &status) == 0 else { throw ChecksumListProblem(code: errno, path: path) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw ChecksumListProblem(code: EISDIR, path: path)
        default: throw .unreadable(path: path, reason: "it is a pipe or a device")
        }
    }

    private static func content(of path: String) throws(ChecksumListProblem) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ChecksumListProblem(code: errno, path: path) }
        defer { close(descriptor) }
        let pieceSize = 1 << 16
        var piece = [UInt8](repeating: 0, count: pieceSize)
        var bytes: [UInt8] = []
        while bytes.count < limit {
            let count = read(descriptor, &piece, pieceSize)
            if count == 0 { break }
            guard count > 0 else {
                if errno == EINTR { continue }
                throw ChecksumListProblem(code: errno, path: path)
            }
            bytes += piece.prefix(count)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Why a list of hashes does not provide one.
package enum ChecksumListProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// The data has no name to look up in a list.
    case noName
    /// The list cannot be read; with a reason that begins in lower case.
    case unreadable(path: String, reason: String)
    /// The list has no hash for the data, or several.
    case unusable(path: String, ChecksumProblem)

    /// The problem for an `errno` code.
    fileprivate init(code: Int32, path: String) {
        self = .unreadable(path: path, reason: String(cString: strerror(code)).lowercased())
    }

    /// What is wrong, and what to write instead.
    package var description: String {
        switch self {
        case .noName: "What the data is called is not known: give its hash in the place of a list."
        case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)."
        case .unusable(let path, let problem): "\(path): \(problem)"
        }
    }
}
