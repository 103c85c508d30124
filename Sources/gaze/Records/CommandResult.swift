import ImageModel

/// What came of a command on an image, to be printed as records are.
struct CommandResult: PrintedRecord {
    let fields: [String: JSONValue]
    let fieldNames: [String]

    /// - Parameter values: the names and what they have, in their order; nil for nothing.
    init(_ values: KeyValuePairs<String, JSONValue?>) {
        fieldNames = values.map(\.key)
        fields = Dictionary(values.map { ($0.key, $0.value ?? .null) }) { $1 }
    }

    /// The names as columns.
    var columns: [ImageAttribute] { fieldNames.map(ImageAttribute.init(rawValue:)) }
}
