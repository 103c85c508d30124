import DiskFormats
import ImageModel

extension Sequence<Image> {
    /// The total size of the images' data, in bytes, as far as their records tell.
    var dataSize: Int64 { reduce(0) { $0.addingSaturating($1.size ?? 0) } }
}
