import Foundation

/// Why an import did not bring the data where it was to go; the words stand in its task.
enum ImportFailure: Error, Hashable, CustomStringConvertible {
    /// The image was deleted meanwhile.
    case imageGone
    /// No store took the data.
    case noStore
    /// No store took the data, for these reasons.
    case stores([String])
    /// The staged data is not there any more.
    case nothingStaged
    /// What was copied is not what the image's hash says.
    case differs(store: String)
    /// The address may not be read from.
    case forbiddenAddress(String)
    /// The token that the download was to use is not there any more.
    case tokenGone
    /// The address did not give the data.
    case download(String)

    /// What stands in a task of any error.
    static func words(for error: any Error) -> String {
        guard let error = error as? POSIXError else { return "\(error)" }
        return String(cString: strerror(error.code.rawValue))
    }

    var description: String {
        switch self {
        case .imageGone: "The image was deleted while its data was being imported."
        case .noStore: "The data could not be brought into any of the stores."
        case .stores(let reasons):
            "The data could not be brought into any of the stores: \(reasons.joined(separator: "; "))."
        case .nothingStaged: "There is no staged data of this image. Stage it again."
        case .differs(let store): "What was copied to the store \(store) is not what the image's hash says."
        case .forbiddenAddress(let reason): "The data may not be downloaded: \(reason)."
        case .tokenGone:
            "The service was restarted before the data was there, and tokens are not kept. Ask for the import again."
        case .download(let reason): "The data could not be downloaded: \(reason)."
        }
    }
}
