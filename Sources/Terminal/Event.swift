/// What a terminal session tells.
public enum Event: Hashable, Sendable {
    /// A key was pressed, or text was pasted.
    case key(Key)
    /// The mouse was pressed, or its wheel was turned.
    case mouse(Mouse)
    /// The terminal has another size, or came back after a suspension: everything is to be drawn again.
    case resized
    /// The terminal is gone: nothing can be shown any more.
    case hangup
    /// Somebody asked the program to end (SIGTERM, SIGINT).
    case terminate
}
