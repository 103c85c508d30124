/// A text that must not be shown, such as a password or a token.
///
/// Its descriptions, and its reflection in a debugger or a log, only reveal that there is one.
package struct Secret: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The text itself; only for the request that needs it.
    package let exposed: String

    /// Wraps a text.
    package init(_ text: String) { exposed = text }

    /// The placeholder “(secret)”, whatever the text is.
    package var description: String { "(secret)" }
    /// The placeholder “(secret)”, whatever the text is.
    package var debugDescription: String { description }
    /// A mirror without children, so that reflection reveals nothing.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
