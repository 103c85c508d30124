package import ImageModel

/// A requested change of one image or of many.
package enum ImageChange: Hashable, Sendable {
    /// Protects the image from deletion, or removes the protection.
    case protect(Bool)
    /// Hides the image from default lists, or shows it there again.
    case hide(Bool)
    /// Sets who may see the image.
    case visibility(Visibility)
    case addTags([String])
    case removeTags([String])
    case setProperty(String, to: String)
    case removeProperty(String)
    /// Offers the image to a project, given by its id.
    case offer(to: String)
    /// Withdraws the image from a project.
    case withdraw(from: String)
    /// Accepts or rejects the image on behalf of a project that it is offered to.
    case answer(for: String, ImageMember.Status)
    case deactivate
    case reactivate
    /// Copies the data to further stores.
    case copyData(to: [ImageStore.ID])
    /// Deletes the data in one store.
    case deleteData(in: ImageStore.ID)
    case delete

    /// Says what the change does to an object: `protect alpine`, `make 3 images public`.
    package func words(for object: String) -> String {
        switch self {
        case .protect(true): "protect \(object)"
        case .protect(false): "take the protection off \(object)"
        case .hide(true): "hide \(object)"
        case .hide(false): "let \(object) into default lists"
        case .visibility(let visibility): "make \(object) \(visibility.rawValue)"
        case .addTags(let tags): "add \(Self.tags(tags)) to \(object)"
        case .removeTags(let tags): "take \(Self.tags(tags)) from \(object)"
        case .setProperty(let name, let value): "set \(name)=\(value) on \(object)"
        case .removeProperty(let name): "take the property \(name) from \(object)"
        case .offer(let project): "offer \(object) to \(project)"
        case .withdraw(let project): "take \(object) from \(project)"
        case .answer(let project, .accepted): "accept \(object) for \(project)"
        case .answer(let project, .rejected): "reject \(object) for \(project)"
        case .answer(let project, let status): "call the offer of \(object) to \(project) \(status.rawValue)"
        case .deactivate: "deactivate \(object)"
        case .reactivate: "reactivate \(object)"
        case .copyData(let stores): "copy the data of \(object) to \(stores.joined(separator: ", "))"
        case .deleteData(let store): "delete the data of \(object) in \(store)"
        case .delete: "delete \(object)"
        }
    }

    /// What a user must know before the change is made; nil if there is nothing to say.
    package var consequence: String? {
        switch self {
        case .delete: "The records and their data are gone for good; this cannot be undone."
        case .deleteData: "The other stores keep it; the last one that has it refuses. This cannot be undone."
        case .deactivate: "Nobody but an administrator can use or download the data until they are reactivated."
        case .visibility(.public): "Everyone will see and be able to use them."
        case .withdraw: "The project does not see them any more. They can be offered again."
        default: nil
        }
    }

    /// Names tags in a sentence: `the tag lts`, `the tags linux, lts`.
    static func tags(_ tags: [String]) -> String {
        (tags.count == 1 ? "the tag " : "the tags ") + tags.joined(separator: ", ")
    }

    /// Says what the change does to images, with the name of a single image or the number of several.
    package func words(for images: [MarkedImage]) -> String {
        words(for: images.count == 1 ? images[0].name : "\(Format.count(images.count)) images")
    }
}

// MARK: - Patches

extension ImageChange {
    /// Returns the patch that makes the change in a record, without what is already as wanted; nil if no patch can make it.
    func patch(of record: ImageRecord) -> ImagePatch? {
        let image = record.image
        switch self {
        case .protect(let wanted):
            return ImagePatch(image.isProtected == wanted ? [] : [.replace(.protected, .bool(wanted))])
        case .hide(let wanted):
            return ImagePatch(image.isHidden == wanted ? [] : [.replace(.hidden, .bool(wanted))])
        case .visibility(let wanted):
            return ImagePatch(image.visibility == wanted ? [] : [.replace(.visibility, .string(wanted.rawValue))])
        case .addTags(let tags):
            let new = tags.filter { !image.tags.contains($0) }
            return ImagePatch(new.isEmpty ? [] : [.replace(.tags, .strings(image.tags + new))])
        case .removeTags(let tags):
            let left = image.tags.filter { !tags.contains($0) }
            return ImagePatch(left.count == image.tags.count ? [] : [.replace(.tags, .strings(left))])
        case .setProperty(let name, let value):
            let attribute = ImageAttribute(rawValue: name)
            switch record.fields[name] {
            case .string(value): return ImagePatch([])
            case nil: return ImagePatch([.add(attribute, .string(value))])
            default: return ImagePatch([.replace(attribute, .string(value))])
            }
        case .removeProperty(let name):
            return ImagePatch(record.fields[name] == nil ? [] : [.remove(ImageAttribute(rawValue: name))])
        case .offer, .withdraw, .answer, .deactivate, .reactivate, .copyData, .deleteData, .delete: return nil
        }
    }

    /// The parts of an image that the change would overwrite. Tags and members are added and removed one by one, which
    /// overwrites nothing.
    var overwritten: [SeenImage.Part] {
        switch self {
        case .protect: [.protection]
        case .hide: [.hiding]
        case .visibility: [.visibility]
        case .setProperty, .removeProperty: [.properties]
        case .delete: SeenImage.Part.allCases
        default: []
        }
    }

    /// Why an image that is already as wanted needs no change.
    var needless: String {
        switch self {
        case .protect(true): "it is protected already"
        case .protect(false): "it is not protected"
        case .hide(true): "it is hidden already"
        case .hide(false): "it is not hidden"
        case .visibility(let visibility): "it is \(visibility.rawValue) already"
        case .addTags: "it has them already"
        case .removeTags: "it has none of them"
        case .setProperty: "it has this value already"
        case .removeProperty: "it has no such property"
        case .offer: "it is offered to the project already"
        case .withdraw: "it is not offered to the project"
        case .answer(_, let status): "the offer is \(status.rawValue) already"
        case .deactivate: "it is deactivated already"
        case .reactivate: "it is not deactivated"
        case .copyData: "the data is there already"
        case .deleteData: "the data is not there"
        case .delete: "it is gone already"
        }
    }
}

extension JSONValue {
    /// Returns an array of strings.
    static func strings(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }
}
