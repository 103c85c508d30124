import Crypto
import Foundation
import NIOCore
import NIOPosix

/// Data on its way into a file, hashed as it comes. Its calls are made one after the other, on a thread that may block.
struct IncomingData {
    /// Bytes so far.
    private(set) var size: Int64 = 0
    private let file: FileHandle
    private var md5 = Insecure.MD5()
    private var sha512 = SHA512()

    /// What was written.
    struct Summary: Sendable {
        let size: Int64
        /// Lower-case hexadecimal.
        let md5: String
        /// Lower-case hexadecimal.
        let sha512: String
    }

    /// Makes an empty file.
    init(path: String) throws {
        let descriptor = open(path, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    /// Adds bytes at the end.
    mutating func append(_ buffer: ByteBuffer) throws {
        try buffer.withUnsafeReadableBytes { bytes in
            md5.update(bufferPointer: bytes)
            sha512.update(bufferPointer: bytes)
            var done = 0
            while done < bytes.count {
                let written = Glibc.write(
                    file.fileDescriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
                guard written >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
                done += written
            }
        }
        size += Int64(buffer.readableBytes)
    }

    /// Brings everything to the disk and closes the file.
    func finish() throws -> Summary {
        try file.synchronize()
        try file.close()
        return Summary(size: size, md5: Self.hex(md5.finalize()), sha512: Self.hex(sha512.finalize()))
    }

    private static func hex(_ digest: some Sequence<UInt8>) -> String {
        digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
