public import ImageModel

/// The record as rows to show, part by part.
extension RecordModel {
    /// A field, a header, or something else about an image that has a name and a value.
    public struct Row: Hashable, Sendable {
        /// The field's name as the API has it.
        public let name: String
        /// Its value as text; JSON for what is no text.
        public let value: String
        /// Whether the value is null.
        public let isNull: Bool
    }

    /// Every field of the answer but the properties, null ones too.
    public var rows: [Row] {
        guard let record else { return [] }
        return record.fieldNames.filter { !record.isProperty($0) }.map { Self.row($0, record.fields[$0] ?? .null) }
    }

    /// The additional properties, by name.
    public var propertyRows: [Row] {
        guard let record else { return [] }
        return record.fieldNames.filter(record.isProperty).map { Self.row($0, record.fields[$0] ?? .null) }
    }

    private static func row(_ name: String, _ value: JSONValue) -> Row {
        Row(name: name, value: value.string ?? value.text(), isNull: value == .null)
    }

    /// The headers of the answer, those that were there.
    public var headerRows: [Row] {
        guard let headers = record?.headers else { return [] }
        let all: [(String, String?)] = [
            ("Location", headers.location),
            ("OpenStack-image-import-methods", headers.importMethods?.joined(separator: ",")),
            ("OpenStack-image-store-ids", headers.storeIDs?.joined(separator: ",")),
            ("x-openstack-request-id", headers.requestID),
        ]
        return all.compactMap { name, value in value.map { Row(name: name, value: $0, isNull: false) } }
    }

    /// The answer's body.
    public var json: JSONValue { .object(record?.fields ?? [:]) }

    /// Where the data is: the stores that the record names, and those that the cloud has besides once they are known.
    public var storeStates: [StoreState] {
        guard let record else { return [] }
        let known = stores.value ?? []
        let progress = StoreProgress.all(in: record, targets: nil)
        let names = progress.map(\.store) + known.map(\.id).filter { id in !progress.contains { $0.store == id } }
        return names.map { name in
            StoreState(
                id: name, state: progress.first { $0.store == name }?.state,
                description: known.first { $0.id == name }?.description)
        }
    }

    /// A store, and how an image's data stands to it.
    public struct StoreState: Identifiable, Hashable, Sendable {
        /// What requests call the store.
        public let id: ImageStore.ID
        /// How far the data is there; nil where it is not, and nobody has asked for that.
        public let state: StoreProgress.State?
        /// What the operator says of the store.
        public let description: String?
    }
}

extension ImageRecord {
    /// Whether a field is an additional property: what a person may set besides the attributes that the API has itself.
    func isProperty(_ name: String) -> Bool {
        let attribute = ImageAttribute(rawValue: name)
        return fields[name]?.string != nil && !ImageAttribute.base.contains(attribute)
            && !ImageAttribute.readOnly.contains(attribute) && !attribute.isReserved
    }
}
