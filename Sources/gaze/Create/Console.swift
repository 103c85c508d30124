import Foundation
import Terminal

/// A stream of this process to which lines are written: for people where it is a terminal, otherwise for programs.
@MainActor
final class Console {
    /// Standard output.
    static let output = Console(STDOUT_FILENO)
    /// Standard error.
    static let errors = Console(STDERR_FILENO)

    /// Whether a person reads it.
    let isTerminal: Bool
    /// What characters it can show.
    let charset: Charset
    private let descriptor: Int32
    /// Whether there is a line that is not ended.
    private var hasOpenLine = false

    private init(_ descriptor: Int32) {
        self.descriptor = descriptor
        isTerminal = isatty(descriptor) == 1
        charset = .ofEnvironment()
    }

    /// Columns of the terminal; 80 where it does not say.
    var columns: Int {
        var window = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0 else { return 80 }
        return Int(window.ws_col)
    }

    /// Writes lines. A terminal is shown what it would otherwise obey.
    func write(_ text: String) {
        endLine()
        send(lines(text))
    }

    /// The text as lines are written.
    func lines(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.map { plain(String($0)) }.joined(separator: "\n") + "\n"
    }

    /// Writes a line in the place of the last one that was written so. It is made of cells.
    func replaceLine(with line: String) {
        send("\r\(line)\u{1B}[K")
        hasOpenLine = true
    }

    /// Writes the beginning of a line, which a person ends.
    func ask(_ question: String) {
        endLine()
        send(plain(question))
    }

    /// What a person answers to a question: a line of standard input, nil where there is none.
    ///
    /// It is read on a thread of its own: who asks may be called off meanwhile, and the program may end.
    nonisolated static func answer() async -> String? {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: Self.line()) }
        }
    }

    /// The next line of standard input. It is not stdio's to read: a program that ends waits for who reads there.
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

    /// The text as a terminal may be shown it, where this is one; otherwise as it is.
    func plain(_ text: String) -> String { isTerminal ? TextLayout.plain(text, charset: charset) : text }

    /// Ends a line that was to be replaced.
    func endLine() {
        if hasOpenLine { send("\n") }
        hasOpenLine = false
    }

    private func send(_ text: String) {
        // Who does not read any more is told nothing.
        try? FileHandle(fileDescriptor: descriptor, closeOnDealloc: false).write(contentsOf: Data(text.utf8))
    }
}
