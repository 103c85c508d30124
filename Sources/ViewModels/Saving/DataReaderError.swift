import ImageModel

/// Why an image's data was not read to its end.
enum DataReaderError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The service refuses, or cannot be reached any more.
    case request(APIError)
    /// The image has no data.
    case noData
    /// What came is not what the record says; the sentence says how.
    case unproven(String)

    /// What is the matter, as a sentence.
    var description: String {
        switch self {
        case .request(let error): error.message.isEmpty ? "The service does not give the data." : error.message
        case .noData: "The image has no data."
        case .unproven(let finding): finding
        }
    }
}
