import Foundation
import Terminal

/// An output stream of this process, to which lines are written: for people if it is a terminal, otherwise for programs.
@MainActor
final class Console {
    /// Standard output.
    static let output = Console(STDOUT_FILENO)
    /// Standard error.
    static let errors = Console(STDERR_FILENO)

    /// Whether the stream is a terminal, and so read by a person.
    let isTerminal: Bool
    /// The characters that the stream can show.
    let charset: Charset
    private let descriptor: Int32
    /// Whether the last line has not been ended yet.
    private var hasOpenLine = false

    private init(_ descriptor: Int32) {
        self.descriptor = descriptor
        isTerminal = isatty(descriptor) == 1
        charset = .ofEnvironment()
    }

    /// The width of the terminal, in columns; 80 if it is not known.
    var columns: Int {
        var window = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0 else { return 80 }
        return Int(window.ws_col)
    }

    /// Writes lines. On a terminal, control characters in the text are made visible instead of obeyed.
    func write(_ text: String) {
        endLine()
        send(lines(text))
    }

    /// Returns the text as it is written: as complete lines, sanitized for a terminal.
    func lines(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.map { plain(String($0)) }.joined(separator: "\n") + "\n"
    }

    /// Replaces the line that the last call wrote. The line consists of cells, so it needs no sanitizing.
    func replaceLine(with line: String) {
        send("\r\(line)\u{1B}[K")
        hasOpenLine = true
    }

    /// Writes a prompt, without ending the line: the user's answer does.
    func ask(_ question: String) {
        endLine()
        send(plain(question))
    }

    /// Reads the user's answer: a line of standard input; nil at its end.
    ///
    /// It is read on its own thread, because the caller may be cancelled while waiting, or the program may exit.
    nonisolated static func answer() async -> String? {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: Self.line()) }
        }
    }

    /// Reads the next line of standard input. It does not go through stdio, because a program that exits waits for a thread
    /// that is reading there.
    private nonisolated static func line() -> String? {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while true {
            let count = read(STDIN_FILENO, &byte, 1)
            if count < 0, errno == EINTR { continue }
            if count == 1, byte != UInt8(ascii: "\n") {
                bytes.append(byte)
                continue
            }
            return count == 1 || !bytes.isEmpty ? String(decoding: bytes, as: UTF8.self) : nil
        }
    }

    /// Returns the text sanitized if this stream is a terminal; otherwise unchanged.
    func plain(_ text: String) -> String { isTerminal ? TextLayout.plain(text, charset: charset) : text }

    /// Ends a line that was meant to be replaced.
    func endLine() {
        if hasOpenLine { send("\n") }
        hasOpenLine = false
    }

    private func send(_ text: String) {
        // A reader that has closed the stream is ignored.
        try? FileHandle(fileDescriptor: descriptor, closeOnDealloc: false).write(contentsOf: Data(text.utf8))
    }
}
