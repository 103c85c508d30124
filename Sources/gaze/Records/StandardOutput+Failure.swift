import ArgumentParser
import Foundation

/// How a command exits and what it reports if standard output cannot be written; defined in this one place.
extension StandardOutput.Failure {
    /// The message to report; nil if the reader has closed the pipe, which is not reported.
    var words: String? {
        guard case .failed(let reason) = self else { return nil }
        return "The output cannot be written: \(reason)."
    }

    /// The exit status: that of a process killed by SIGPIPE, or that of an output that cannot be written.
    var status: Int32 { words == nil ? 128 + SIGPIPE : ScriptExit.output.rawValue }
}

extension StandardOutput {
    /// Prints a text, for a command that needs no service.
    ///
    /// - Throws: the exit status if the text cannot be written, which has been reported.
    static func print(_ text: String) async throws(ExitCode) {
        // With SIGPIPE ignored, a closed pipe shows as an error of the write, which tells it apart from other failures.
        signal(SIGPIPE, SIG_IGN)
        do throws(Failure) {
            try write(text)
        } catch {
            if let words = error.words { await Console.errors.write(words) }
            throw ExitCode(error.status)
        }
    }
}
