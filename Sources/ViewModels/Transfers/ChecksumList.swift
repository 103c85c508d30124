import Foundation

/// A publisher's list of hashes in a file of this machine, as it is named in the place of a hash: `@PATH`.
public struct ChecksumList: Hashable, Sendable {
    /// Its path as it is typed; may begin with `~`.
    let path: String

    /// Bytes that are read of a list at most. Those of whole archives are smaller.
    private static let limit = 16 << 20

    /// The list that a text names; nil where it names none.
    public init?(_ text: String) {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.hasPrefix("@") else { return nil }
        path = String(text.dropFirst())
    }

    /// The hash that the list has for data.
    ///
    /// - Parameter data: the line that names it (`DataSource`).
    public func checksum(of data: String) async throws(ChecksumListProblem) -> Checksum {
        let name = try Self.name(of: data)
        return try await checksum(ofFile: name, in: try await Self.text(at: path))
    }

    /// The hash that the text of the list has for a file of a name. A list may be long: it is gone through beside whoever asks.
    @concurrent
    func checksum(ofFile name: String, in text: String) async throws(ChecksumListProblem) -> Checksum {
        do throws(ChecksumProblem) {
            return try Checksum(of: name, in: text)
        } catch {
            throw .unusable(path: FilePath.expanded(path), error)
        }
    }

    /// What the file is called that a line names as data.
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

    /// What is in a list, read away from the threads that tasks run on.
    ///
    /// - Parameter isTyped: whether the path may be on its way to another: a pipe is not waited for then.
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

/// Why a list of hashes says none.
public enum ChecksumListProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// The data has no name by which it could be in a list.
    case noName
    /// The list cannot be read: why, beginning in lower case.
    case unreadable(path: String, reason: String)
    /// The list has no hash of the data, or several.
    case unusable(path: String, ChecksumProblem)

    /// What a number of the system's stands for.
    fileprivate init(code: Int32, path: String) {
        self = .unreadable(path: path, reason: String(cString: strerror(code)).lowercased())
    }

    /// What is the matter, and what to write.
    public var description: String {
        switch self {
        case .noName: "What the data is called is not known: give its hash in the place of a list."
        case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)."
        case .unusable(let path, let problem): "\(path): \(problem)"
        }
    }
}
