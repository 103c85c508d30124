package import ImageModel

/// The fields of the form that creates an image, in the form's order.
package enum DraftField: String, CaseIterable, Hashable, Sendable {
    case name, diskFormat, containerFormat, visibility, tags, minDisk, minRAM, protected, hidden, id, properties, data
    /// Shown only if there is data.
    case checksum
    /// Shown only if there is data and the cloud offers a choice.
    case method, stores, mustAllSucceed

    /// The field's label.
    package var label: String {
        switch self {
        case .name: "Name"
        case .diskFormat: "Disk format"
        case .containerFormat: "Container"
        case .visibility: "Visibility"
        case .tags: "Tags"
        case .minDisk: "Min disk GB"
        case .minRAM: "Min RAM MB"
        case .protected: "Protected"
        case .hidden: "Hidden"
        case .id: "ID"
        case .properties: "Properties"
        case .data: "Data"
        case .checksum: "Checksum"
        case .method: "Method"
        case .stores: "Stores"
        case .mustAllSucceed: "All or none"
        }
    }

    /// The attribute that the field sets; nil for properties, of which there may be many, and for fields about the data, which
    /// is sent separately.
    package var attribute: ImageAttribute? {
        switch self {
        case .name: .name
        case .diskFormat: .diskFormat
        case .containerFormat: .containerFormat
        case .visibility: .visibility
        case .tags: .tags
        case .minDisk: .minDisk
        case .minRAM: .minRAM
        case .protected: .protected
        case .hidden: .hidden
        case .id: .id
        case .properties, .data, .checksum, .method, .stores, .mustAllSucceed: nil
        }
    }

    /// Creates the field that sets an attribute named in an answer; an attribute without a field of its own counts as a
    /// property.
    init(setting attribute: ImageAttribute) {
        self = Self.allCases.first { $0.attribute == attribute } ?? .properties
    }
}

extension DraftField {
    /// Whether two drafts have the same value in this field.
    package func isSame(in first: Draft, and second: Draft) -> Bool {
        switch self {
        case .name: first.name == second.name
        case .diskFormat: first.diskFormat == second.diskFormat
        case .containerFormat: first.containerFormat == second.containerFormat
        case .visibility: first.visibility == second.visibility
        case .tags: first.tags == second.tags
        case .minDisk: first.minDisk == second.minDisk
        case .minRAM: first.minRAM == second.minRAM
        case .protected: first.isProtected == second.isProtected
        case .hidden: first.isHidden == second.isHidden
        case .id: first.id == second.id
        case .properties: first.properties == second.properties
        case .data: first.data == second.data
        case .checksum: first.checksum == second.checksum
        case .method: first.method == second.method
        case .stores: first.stores == second.stores
        case .mustAllSucceed: first.mustAllSucceed == second.mustAllSucceed
        }
    }
}
