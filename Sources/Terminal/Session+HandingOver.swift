import CNcurses
import Foundation

extension Session {
    /// Lets something else have the terminal for a while: it is as the shell had it, keys and signals of the keyboard are not
    /// heard here, and nothing is drawn. Afterwards a line is written below what is there, and a key brings gaze back.
    ///
    /// - Parameters:
    ///   - use: uses the terminal.
    ///   - words: what to write then, for what came of it.
    /// - Returns: what came of it.
    public func handOver<Result: Sendable>(
        _ use: @Sendable () async -> Result, thenSaying words: (Result) -> String
    ) async -> Result {
        isAway = true
        pauseInput()
        // First, so that no key of the keyboard's ends this program on the way.
        TerminalRestore.stepAside()
        leave()
        let result = await use()
        guard !isOver else { return result }
        TerminalRestore.stepBack()
        // Raw, so that any key will do; what is on the screen stays there to be read.
        reset_prog_mode()
        // Before the words: a key that is pressed at the sight of them counts.
        tcflush(STDIN_FILENO, TCIFLUSH)
        send("\r\n\(words(result))\r\n")
        await anyKey()
        guard !isOver else { return result }
        isAway = false
        begin()
        resize()
        return result
    }

    /// Waits until something is typed, which is for nobody, or the terminal is gone.
    private func anyKey() async {
        let (keys, key) = AsyncStream.makeStream(of: Void.self)
        isAnyKey = { key.finish() }
        resumeInput()
        for await _ in keys {}
        isAnyKey = nil
    }
}
