public import ImageModel

/// An image that a person has marked, or that a change is for: what it is called stays, whatever the list shows.
public struct MarkedImage: Identifiable, Hashable, Sendable {
    /// The image.
    public let id: Image.ID
    /// What it was called when it was seen.
    public let name: String
    /// What was seen of it; nil where that does not matter.
    var seen: SeenImage?

    /// An image as it is shown.
    init(_ image: Image) {
        id = image.id
        name = image.nameOrID
        seen = SeenImage(image)
    }

    /// An image of which no more is known than its name.
    init(id: Image.ID, name: String) {
        self.id = id
        self.name = name
    }

    /// An image that a change is taken back of.
    init(undoing change: DoneChange) {
        self.init(id: change.id, name: change.name)
    }

    /// The image with what has been read of it now: that has been told, and is what the next change is for.
    func looking(at image: Image) -> MarkedImage {
        var marked = self
        marked.seen = SeenImage(image)
        return marked
    }
}

/// What was seen of an image, as far as it takes to notice that somebody else has changed it: a few words of memory, because
/// images are marked by the hundred thousand.
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

    /// Something of an image that a change may overwrite.
    enum Part: CaseIterable {
        case name, protection, hiding, visibility, tags, properties
    }

    /// What was done with an image when it was seen.
    enum Moment: String {
        /// It was shown to a person.
        case shown
        /// A command has read it.
        case read
    }

    /// What somebody else has changed since, of what a change would overwrite: a sentence; nil where it is nothing.
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
    /// The additional properties.
    var properties: [String: String] {
        additional.compactMapValues(\.string).filter { name, _ in
            let attribute = ImageAttribute(rawValue: name)
            return !ImageAttribute.readOnly.contains(attribute) && !attribute.isReserved
        }
    }
}
