/// The data exceeds the maximum size of an image (Glance's `image_size_cap`).
struct OversizedData: Error, Hashable, CustomStringConvertible {
    /// The maximum size of an image's data, in bytes.
    let limit: Int64

    /// Glance's message, with the limit, which Glance does not state.
    var description: String { "The provided image is too large. An image has at most \(limit) bytes here." }
}
