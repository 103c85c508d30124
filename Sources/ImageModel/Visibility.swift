/// Who may see and use an image.
///
/// The set is open, because clouds define their own policies; the API defines the four below.
package struct Visibility: RawRepresentable, Hashable, Sendable, Codable, ExpressibleByStringLiteral {
    /// The visibility as the API spells it.
    package let rawValue: String

    /// Creates the visibility with this spelling in the API.
    package init(rawValue: String) { self.rawValue = rawValue }
    /// Creates the visibility with this spelling in the API.
    package init(stringLiteral value: String) { self.init(rawValue: value) }

    /// Everyone; in most clouds, only an administrator may choose it.
    package static let `public`: Self = "public"
    /// Only the owning project.
    package static let `private`: Self = "private"
    /// The owning project and the projects that it adds as members. The default since Image API v2.5.
    package static let shared: Self = "shared"
    /// Everyone who knows the id; the image does not appear in other projects' default lists.
    package static let community: Self = "community"
}
