import ImageModel

/// The sort key of an image in a list: the value that the list is ordered by, followed by values that make it unique.
///
/// Glance orders images with the same value by their time of creation and then by their ids. A missing value sorts lowest, as
/// in its databases.
struct ImageRank: Comparable, Sendable {
    private let number: Int64
    private let text: String
    private let made: String
    private let id: Image.ID

    init(_ image: Image, by key: ImageOrder.Key) {
        made = key == .id ? "" : image.createdAt?.rawValue ?? ""
        id = image.id
        number = key == .size ? image.size ?? -1 : 0
        text =
            switch key {
            case .createdAt, .size, .id: ""
            case .name: image.name ?? ""
            case .status: image.status.rawValue
            case .updatedAt: image.updatedAt?.rawValue ?? ""
            case .diskFormat: image.diskFormat ?? ""
            case .containerFormat: image.containerFormat ?? ""
            }
    }

    static func < (one: ImageRank, other: ImageRank) -> Bool {
        (one.number, one.text, one.made, one.id) < (other.number, other.text, other.made, other.id)
    }
}

extension ImageOrder {
    /// Whether one image comes before another.
    func puts(_ one: Image, before other: Image) -> Bool {
        let (rank, otherRank) = (ImageRank(one, by: key), ImageRank(other, by: key))
        return isAscending ? rank < otherRank : otherRank < rank
    }
}
