/// More data than an image may have (Glance's `image_size_cap`).
struct OversizedData: Error, Hashable, CustomStringConvertible {
    /// Bytes that an image may have at most.
    let limit: Int64

    /// Glance's words, and the bound, of which Glance says nothing.
    var description: String { "The provided image is too large. An image has at most \(limit) bytes here." }
}
