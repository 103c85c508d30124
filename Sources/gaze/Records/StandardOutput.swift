import Foundation
import ViewModels

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
        do throws(POSIXError) {
            try DescriptorWriter.write(Array(text.utf8), to: STDOUT_FILENO)
        } catch {
            throw error.code == .EPIPE ? .closed : .failed(String(cString: strerror(error.code.rawValue)))
        }
    }
}
