/// The limits that the Image API sets to what a request may say.
///
/// Where Glance makes a limit configurable, this is its default: a cloud may answer otherwise, and its answer counts.
public enum ImageLimits {
    /// Characters in a name (the schema's `maxLength`).
    public static let nameLength = 255
    /// Characters in a tag.
    public static let tagLength = 255
    /// Tags on one image (`image_tag_quota`).
    public static let tagCount = 128
    /// Additional properties on one image (`image_property_quota`).
    public static let propertyCount = 128
    /// Characters in the key of an additional property.
    public static let propertyKeyLength = 255
    /// The last character that Glance takes in a name, a tag or a property: those after it have 4 bytes in UTF-8.
    public static let lastScalar: UInt32 = 0xFFFF
    /// Projects that one image is shared with (`image_member_quota`).
    public static let memberCount = 128
    /// What `min_disk` (GB) and `min_ram` (MB) may be: a signed 32-bit column, not negative.
    public static let minimumRange: ClosedRange<Int> = 0...2_147_483_647
    /// Bytes of an image's data, 1 TiB (`image_size_cap`).
    public static let dataSize: Int64 = 1 << 40
    /// Records on one page of a list (`api_limit_max`).
    public static let pageSize = 1000
    /// Records on one page where the request names no limit (`limit_param_default`).
    public static let defaultPageSize = 25

    /// Whether the text is a UUID in the form nnnnnnnn-nnnn-nnnn-nnnn-nnnnnnnnnnnn, n being a hexadecimal digit.
    public static func isImageID(_ text: String) -> Bool {
        let groups = text.split(separator: "-", omittingEmptySubsequences: false)
        return groups.map(\.utf8.count) == [8, 4, 4, 4, 12]
            && groups.allSatisfy {
                $0.utf8.allSatisfy {
                    UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0
                        || UInt8(ascii: "a")...UInt8(ascii: "f") ~= $0 || UInt8(ascii: "A")...UInt8(ascii: "F") ~= $0
                }
            }
    }
}
