/// An event of a terminal session.
package enum Event: Hashable, Sendable {
    /// A key was pressed, or text was pasted.
    case key(Key)
    /// A mouse button was pressed, or the wheel was turned.
    case mouse(Mouse)
    /// The terminal's size has changed, or it is back after a suspension: everything must be drawn again.
    case resized
    /// The terminal is gone, so nothing can be shown anymore.
    case hangup
    /// The program was asked to terminate (SIGTERM, SIGINT).
    case terminate
}
