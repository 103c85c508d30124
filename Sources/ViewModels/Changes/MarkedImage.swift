package import ImageModel

/// An image that a user has marked, or that a change applies to. It keeps its name, whatever the list shows.
package struct MarkedImage: Identifiable, Hashable, Sendable {
    /// The image's id.
    package let id: Image.ID
    /// The image's name when it was seen.
    package let name: String
    /// The state in which the image was seen; nil if that does not matter.
    var seen: SeenImage?

    /// An image as it is shown.
    init(_ image: Image) {
        id = image.id
        name = image.nameOrID
        seen = SeenImage(image)
    }

    /// An image of which only the id and the name are known.
    init(id: Image.ID, name: String) {
        self.id = id
        self.name = name
    }

    /// An image whose change is undone.
    init(undoing change: DoneChange) {
        self.init(id: change.id, name: change.name)
    }

    /// Returns the image with the state that was just read: the user has been told of it, so the next change applies to that
    /// state.
    func looking(at image: Image) -> MarkedImage {
        var marked = self
        marked.seen = SeenImage(image)
        return marked
    }
}

/// The state of an image, with just enough detail to notice that somebody else has changed it. It takes a few machine words,
/// because users mark images by the hundred thousand.
struct SeenImage: Hashable, Sendable {
    private let isProtected: Bool
    private let isHidden: Bool
    private let visibility: Visibility
    private let name: Int
    private let tags: Int
    private let properties: Int

    init(_ image: Image) {
        isProtected = image.isProtected
        isHidden = image.isHidden
        visibility = image.visibility
        name = (image.name ?? "").hashValue
        tags = Set(image.tags).hashValue
        properties = image.properties.hashValue
    }

    /// A part of an image that a change may overwrite.
    enum Part: CaseIterable {
        case name, protection, hiding, visibility, tags, properties
    }

    /// How an image was last seen.
    enum Moment: String {
        /// The image was shown to a user.
        case shown
        /// A command has read the image.
        case read
    }

    /// Says what somebody else has since changed in the parts that a change would overwrite; nil if nothing.
    func conflict(with image: Image, in parts: [Part], since moment: Moment = .shown) -> String? {
        let now = SeenImage(image)
        func sentence(_ attribute: String, _ now: String) -> String {
            "\(attribute) was changed by somebody else since it was \(moment.rawValue) here. \(now)"
        }
        func sentence(ofMany attributes: String) -> String {
            "Its \(attributes) were changed by somebody else since they were \(moment.rawValue) here."
        }
        for part in parts {
            switch part {
            case .name where now.name != name: return sentence("name", "It is \(image.nameOrID) now.")
            case .protection where now.isProtected != isProtected:
                return sentence("protected", "It is \(image.isProtected) now.")
            case .hiding where now.isHidden != isHidden: return sentence("os_hidden", "It is \(image.isHidden) now.")
            case .visibility where now.visibility != visibility:
                return sentence(
                    "visibility", "It was \(visibility.rawValue), and is \(image.visibility.rawValue) now.")
            case .tags where now.tags != tags:
                let words =
                    image.tags.isEmpty
                    ? "It has none now." : "It has \(image.tags.sorted().joined(separator: ", ")) now."
                return sentence(ofMany: "tags") + " " + words
            case .properties where now.properties != properties: return sentence(ofMany: "properties")
            default: break
            }
        }
        return nil
    }
}

extension Image {
    /// The additional properties that a user may set.
    var properties: [String: String] {
        additional.compactMapValues(\.string).filter { name, _ in
            let attribute = ImageAttribute(rawValue: name)
            return !ImageAttribute.readOnly.contains(attribute) && !attribute.isReserved
        }
    }
}
