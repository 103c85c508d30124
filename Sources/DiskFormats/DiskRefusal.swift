/// The reason why Glance refuses data for a record, with status 415.
package enum DiskRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// The data has the signatures of several formats.
    case severalFormats([DiskFormat])
    /// The record gives one format, and the data has another.
    case mismatch(record: DiskFormat, data: DiskFormat)
    /// The data ends before everything that the format's checks require.
    case incomplete
    /// The format's checks found dangers.
    case unsafe([DiskDanger])
    /// The format's header has no virtual size where one is required, or one that is too large to be stored.
    case inspectionFailed

    /// The reason in Glance's own words.
    package var description: String {
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
