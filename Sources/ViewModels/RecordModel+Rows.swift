package import ImageModel

/// The record as rows to show, by part.
extension RecordModel {
    /// A field, a header, or another named value of an image.
    package struct Row: Hashable, Sendable {
        /// The name in the API's spelling.
        package let name: String
        /// The value as text, in JSON if it is not a string.
        package let value: String
        /// Whether the value is null.
        package let isNull: Bool
    }

    /// All fields of the answer except the properties, including null ones.
    package var rows: [Row] {
        guard let record else { return [] }
        return record.fieldNames.filter { !record.isProperty($0) }.map { Self.row($0, record.fields[$0] ?? .null) }
    }

    /// The additional properties, by name.
    package var propertyRows: [Row] {
        guard let record else { return [] }
        return record.fieldNames.filter(record.isProperty).map { Self.row($0, record.fields[$0] ?? .null) }
    }

    private static func row(_ name: String, _ value: JSONValue) -> Row {
        Row(name: name, value: value.string ?? value.text(), isNull: value == .null)
    }

    /// The headers that the answer had.
    package var headerRows: [Row] {
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
    package var json: JSONValue { .object(record?.fields ?? [:]) }

    /// The stores: those that the record names, followed by the cloud's others once they are known.
    package var storeStates: [StoreState] {
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

    /// A store, and the state of an image's data in it.
    package struct StoreState: Identifiable, Hashable, Sendable {
        /// The store's id in requests.
        package let id: ImageStore.ID
        /// The state of the data in the store; nil if it is not there, and nobody has asked for that.
        package let state: StoreProgress.State?
        /// The operator's description of the store.
        package let description: String?
    }
}

extension ImageRecord {
    /// Whether a field is an additional property, which users may set besides the API's own attributes.
    func isProperty(_ name: String) -> Bool {
        let attribute = ImageAttribute(rawValue: name)
        return fields[name]?.string != nil && !ImageAttribute.base.contains(attribute)
            && !ImageAttribute.readOnly.contains(attribute) && !attribute.isReserved
    }
}
