import ArgumentParser
import Foundation

/// How a command ends, and what it tells, where standard output cannot be written: the one place for that.
extension StandardOutput.Failure {
    /// What there is to tell; nil where whoever has read it has enough, which is told to nobody.
    var words: String? {
        guard case .failed(let reason) = self else { return nil }
        return "The output cannot be written: \(reason)."
    }

    /// The exit status: that of a process that a closed pipe ends, or that of an output that cannot be written.
    var status: Int32 { words == nil ? 128 + SIGPIPE : ScriptExit.output.rawValue }
}

extension StandardOutput {
    /// Prints a text, for a command that needs no service.
    ///
    /// - Throws: the exit status, where it cannot be written, which has been told.
    static func print(_ text: String) async throws(ExitCode) {
        // A reader that has enough is told apart from other failures by the answer to a write.
        signal(SIGPIPE, SIG_IGN)
        do throws(Failure) {
            try write(text)
        } catch {
            if let words = error.words { await Console.errors.write(words) }
            throw ExitCode(error.status)
        }
    }
}
