/// Why Glance refuses data for a record. It answers with 415.
public enum DiskRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// The data bears the marks of several formats.
    case severalFormats([DiskFormat])
    /// The record says one format and the data is another.
    case mismatch(record: DiskFormat, data: DiskFormat)
    /// The data ends before all was there that its format's checks look at.
    case incomplete
    /// The format's checks find dangers.
    case unsafe([DiskDanger])
    /// The format's header has no virtual size where it has to be, or one that cannot be held.
    case inspectionFailed

    /// Glance's own words.
    public var description: String {
        switch self {
        case .severalFormats(let formats):
            "Multiple formats detected: \(formats.map(\.rawValue).joined(separator: ","))"
        case .mismatch(let record, let data):
            "Image disk_format \(record.rawValue) does not match stream data \(data.rawValue)"
        case .incomplete: "Incomplete file cannot be safety checked"
        case .unsafe: "Image failed safety checks"
        case .inspectionFailed: "Image format inspection failed"
        }
    }
}
