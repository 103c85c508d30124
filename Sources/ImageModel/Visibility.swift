/// Who may see and use an image.
///
/// The set is open, as clouds' policies are; the API defines the four below.
public struct Visibility: RawRepresentable, Hashable, Sendable, Codable, ExpressibleByStringLiteral {
    /// The visibility as the API spells it.
    public let rawValue: String

    /// The visibility that the API spells so.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// The visibility that the API spells so.
    public init(stringLiteral value: String) { self.init(rawValue: value) }

    /// Everyone; at most clouds only an administrator may choose it.
    public static let `public`: Self = "public"
    /// The owning project only.
    public static let `private`: Self = "private"
    /// The owning project and the projects that it adds as members. The default since Image API v2.5.
    public static let shared: Self = "shared"
    /// Everyone who knows the id; it is not in others' default lists.
    public static let community: Self = "community"
}
