/// The limits that the Image API places on requests.
///
/// Where Glance makes a limit configurable, this is its default: a cloud may have another, and its answer decides.
package enum ImageLimits {
    /// The maximum number of characters in a name (the schema's `maxLength`).
    package static let nameLength = 255
    /// The maximum number of characters in a tag.
    package static let tagLength = 255
    /// The maximum number of tags on one image (`image_tag_quota`).
    package static let tagCount = 128
    /// The maximum number of additional properties on one image (`image_property_quota`).
    package static let propertyCount = 128
    /// The maximum number of characters in the key of an additional property.
    package static let propertyKeyLength = 255
    /// The last character that Glance accepts in a name, a tag or a property; later ones take 4 bytes in UTF-8.
    package static let lastScalar: UInt32 = 0xFFFF
    /// The maximum number of projects that one image is shared with (`image_member_quota`).
    package static let memberCount = 128
    /// The range of `min_disk` (GB) and `min_ram` (MB): a signed 32-bit column, not negative.
    package static let minimumRange: ClosedRange<Int> = 0...2_147_483_647
    /// The maximum size of an image's data in bytes, 1 TiB (`image_size_cap`).
    package static let dataSize: Int64 = 1 << 40
    /// The maximum number of records on one page of a list (`api_limit_max`).
    package static let pageSize = 1000
    /// The number of records on one page if the request sets no limit (`limit_param_default`).
    package static let defaultPageSize = 25

    /// Whether the text is a UUID of the form nnnnnnnn-nnnn-nnnn-nnnn-nnnnnnnnnnnn, where n is a hexadecimal digit.
    package static func isImageID(_ text: String) -> Bool {
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
