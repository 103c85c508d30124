import ImageModel

/// Why an image's data was not read to its end.
enum DataReaderError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The service refused the request, or cannot be reached any more.
    case request(APIError)
    /// The image has no data.
    case noData
    /// The data is not what the record says; the sentence tells the difference.
    case unproven(String)

    /// A sentence that says what is wrong.
    var description: String {
        switch self {
        case .request(let error): error.message.isEmpty ? "The service does not give the data." : error.message
        case .noData: "The image has no data."
        case .unproven(let finding): finding
        }
    }
}
