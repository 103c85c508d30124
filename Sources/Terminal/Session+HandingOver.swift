import CNcurses
import Foundation

extension Session {
    /// Hands the terminal over for a while, in the state in which the shell left it. Meanwhile, keys and signals from the
    /// keyboard are not handled, and nothing is drawn. Afterwards a line is written below the output, and any key returns to
    /// gaze.
    ///
    /// - Parameters:
    ///   - use: Uses the terminal.
    ///   - words: Returns the line to write for the result.
    /// - Returns: The result of `use`.
    package func handOver<Result: Sendable>(
        _ use: @Sendable () async -> Result, thenSaying words: (Result) -> String
    ) async -> Result {
        isAway = true
        pauseInput()
        // This comes first, so that no signal from the keyboard terminates this program in between.
        TerminalRestore.stepAside()
        leave()
        let result = await use()
        guard !isOver else { return result }
        TerminalRestore.stepBack()
        // Raw mode, so that any key is received; the output stays on the screen to be read.
        reset_prog_mode()
        // Discard input before the line is written, as a key pressed in answer to it counts.
        tcflush(STDIN_FILENO, TCIFLUSH)
        send("\r\n\(words(result))\r\n")
        await anyKey()
        guard !isOver else { return result }
        isAway = false
        begin()
        resize()
        return result
    }

    /// Waits until any key is pressed, which is discarded, or the terminal is gone.
    private func anyKey() async {
        let (keys, key) = AsyncStream.makeStream(of: Void.self)
        isAnyKey = { key.finish() }
        resumeInput()
        for await _ in keys {}
        isAnyKey = nil
    }
}
