import Foundation

/// The reason why an import failed; its description becomes the message of the task.
enum ImportFailure: Error, Hashable, CustomStringConvertible {
    /// The image was deleted in the meantime.
    case imageGone
    /// No store took the data.
    case noStore
    /// No store took the data, for these reasons.
    case stores([String])
    /// The staged data no longer exists.
    case nothingStaged
    /// The copied data does not match the image's hash.
    case differs(store: String)
    /// Reading from the address is not allowed.
    case forbiddenAddress(String)
    /// The token for the download is no longer known.
    case tokenGone
    /// The data could not be downloaded.
    case download(String)

    /// Returns a task's message for any error.
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
