import Foundation
import ViewModels

/// Standard output, for output that may be long: it is written as it is produced, and ends when the reader closes the pipe.
enum StandardOutput {
    /// The reason why no more can be written.
    enum Failure: Error {
        /// The reader has closed the pipe, as `head` does after ten lines.
        case closed
        /// The write failed, for example on a full disk; with the system's description of the error.
        case failed(String)
    }

    /// Whether standard output is a terminal, and so read by a person.
    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Writes all of a text.
    static func write(_ text: String) throws(Failure) {
        do throws(POSIXError) {
            try DescriptorWriter.write(Array(text.utf8), to: STDOUT_FILENO)
        } catch {
            throw error.code == .EPIPE ? .closed : .failed(String(cString: strerror(error.code.rawValue)))
        }
    }
}
