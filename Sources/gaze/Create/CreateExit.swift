import ImageModel
import ViewModels

/// The exit statuses of `gaze create` when it fails.
enum CreateExit: Int32, CommandExit {
    case usage = 64
    case data = 65
    case source = 66
    case unavailable = 69
    case conflict = 73
    case importing = 74
    case quota = 75
    case answer = 76
    case permission = 77
    case configuration = 78
    /// A status of gaze's own, as sysexits.h has none that fits.
    case checksum = 79

    static let done = "the image is created, and its data is there and verified"

    var meaning: String {
        switch self {
        case .usage: "the options, or what the image is to be, break a rule; nothing was sent"
        case .data: "the service refuses the request or the data, or lacks what was sent"
        case .source: "the data cannot be read, or changed while it was sent"
        case .unavailable: "the service cannot be reached, or has no room or time"
        case .conflict: "the id is in use, or somebody else has changed or deleted the image"
        case .importing: "the import failed, or a store did; or the output cannot be written"
        case .quota: "a quota or a limit is used up"
        case .answer: "what answered does not speak the Image API"
        case .permission: "not logged in, or not allowed"
        case .configuration: "the cloud cannot be used: clouds.yaml or the OS_ variables"
        case .checksum: "the data does not match the checksum that was given"
        }
    }

    /// The status for the cause of a failure.
    init(_ cause: Explanation.Cause) {
        switch cause {
        case .unproven, .format: self = .data
        case .checksum: self = .checksum
        case .importing, .missingStores: self = .importing
        case .noData, .file: self = .source
        case .request(let kind): self.init(kind)
        }
    }

    private init(_ kind: APIError.Kind) {
        switch kind {
        case .badRequest, .unsupportedMediaType: self = .data
        case .unauthorized, .forbidden, .readOnly: self = .permission
        case .notFound, .conflict, .gone: self = .conflict
        case .tooLarge: self = .quota
        case .unavailable, .noLogin, .noAnswer, .timedOut, .tls, .cancelled: self = .unavailable
        case .noService: self = .configuration
        case .otherStatus, .notUnderstood: self = .answer
        case .source: self = .source
        }
    }
}
