import DiskFormats
import ImageModel

extension Sequence<Image> {
    /// Bytes of all their data, as far as the records say it.
    var dataSize: Int64 { reduce(0) { $0.addingSaturating($1.size ?? 0) } }
}
