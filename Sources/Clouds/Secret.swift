/// A text that nobody may see: a password, a token.
///
/// Its descriptions, and what a debugger's or a log's reflection shows, say only that there is one.
public struct Secret: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The text itself, for the request that needs it and nothing else.
    public let exposed: String

    /// Hides a text.
    public init(_ text: String) { exposed = text }

    /// Always the same.
    public var description: String { "(secret)" }
    /// Always the same.
    public var debugDescription: String { description }
    /// Shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
