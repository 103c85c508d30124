import Foundation

/// Standard output, for what may be long: it is written as it comes, and who does not read any more ends it.
enum StandardOutput {
    /// Why no more can be written.
    enum Failure: Error {
        /// Whoever has read it has enough, as `head` has after ten lines.
        case closed
        /// It cannot be written, in the system's words: no room on the disk, for example.
        case failed(String)
    }

    /// Whether a person reads it.
    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Writes a text, all of it.
    static func write(_ text: String) throws(Failure) {
        var text = text
        let failure: Int32 = text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while let start = rest.baseAddress, !rest.isEmpty {
                let count = Foundation.write(STDOUT_FILENO, start, rest.count)
                if count < 0, errno != EINTR { return errno }
                if count > 0 { rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count)) }
            }
            return 0
        }
        switch failure {
        case 0: return
        case EPIPE: throw .closed
        default: throw .failed(String(cString: strerror(failure)))
        }
    }
}
