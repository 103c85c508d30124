import ImageModel

/// The result of a command on an image, printed in the same way as a record.
struct CommandResult: PrintedRecord {
    let fields: [String: JSONValue]
    let fieldNames: [String]

    /// Creates a result.
    ///
    /// - Parameter values: the names and their values, in order; nil for no value.
    init(_ values: KeyValuePairs<String, JSONValue?>) {
        fieldNames = values.map(\.key)
        fields = Dictionary(values.map { ($0.key, $0.value ?? .null) }) { $1 }
    }

    /// The names as columns.
    var columns: [ImageAttribute] { fieldNames.map(ImageAttribute.init(rawValue:)) }
}
