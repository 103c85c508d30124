import Foundation
import SystemPackage
import ViewModels

extension CreateRun {
    /// Bytes that are read of a list of checksums at most. Those of whole archives are smaller.
    private nonisolated static let listLimit = 16 << 20

    /// Puts the hash of the data in the place of `@FILE`, a list that is to have it.
    ///
    /// - Returns: the exit status, where it has not and that has been told.
    func findChecksum(in draft: inout Draft) async -> Int32? {
        guard draft.checksum.hasPrefix("@") else { return nil }
        let path = NSString(string: String(draft.checksum.dropFirst())).expandingTildeInPath
        guard let name = Self.fileName(of: draft.data) else {
            report.held(
                [(.checksum, "What the data is called is not known: give its hash in the place of a list.")], .usage)
            return CreateExit.usage.rawValue
        }
        do {
            draft.checksum = try Checksum(of: name, in: try await Self.text(of: path)).line
            return nil
        } catch let problem as ChecksumProblem {
            report.held([(.checksum, "\(path): \(problem)")], .source)
        } catch {
            report.held([(.checksum, "\(path) cannot be read: \("\(error)".lowercased()).")], .source)
        }
        return CreateExit.source.rawValue
    }

    /// What is in a list, read where signals are heard meanwhile.
    @concurrent
    private static func text(of path: String) async throws -> String {
        let file = try FileDescriptor.open(FilePath(path), .readOnly, options: .closeOnExec)
        return try file.closeAfter {
            var bytes: [UInt8] = []
            while bytes.count < listLimit {
                let piece = try [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
                    count = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
                }
                if piece.isEmpty { break }
                bytes += piece
            }
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    /// What the file is called that a line names as data; nil where it names none.
    private static func fileName(of data: String) -> String? {
        switch try? DataSource(data) {
        case .file(let path)?: URL(filePath: path).lastPathComponent
        case .web(let url)?: URL(string: url)?.lastPathComponent
        case .image?, .standardInput?, nil: nil
        }
    }
}
