import ImageModel
import ViewModels

/// The exit statuses of `gaze save` when it fails.
enum SaveExit: Int32, CommandExit {
    case usage = 64
    case data = 65
    case empty = 66
    case unavailable = 69
    case conflict = 73
    case output = 74
    case answer = 76
    case permission = 77
    case configuration = 78

    static let done = "the data is there, and proven"

    var meaning: String {
        switch self {
        case .usage: "the options break a rule; nothing was asked for"
        case .data: "what came is not what the record says"
        case .empty: "the image has no data, or not yet"
        case .unavailable: "the service cannot be reached, or was cut off for too long; the same command goes on"
        case .conflict: "no or several images have that name; the file exists or cannot be created"
        case .output: "the file, or the output, cannot be written; the same command goes on"
        case .answer: "what answered does not speak the Image API"
        case .permission: "not logged in, or not allowed; the image may be deactivated"
        case .configuration: "the cloud cannot be used: clouds.yaml or the OS_ variables"
        }
    }

    /// The status for the cause of a failure.
    init(_ cause: Explanation.Cause) {
        switch cause {
        case .unproven, .checksum, .importing, .missingStores, .format: self = .data
        case .noData: self = .empty
        case .file(let problem): self.init(problem)
        case .request(let kind): self.init(kind)
        }
    }

    private init(_ problem: SaveProblem) {
        switch problem {
        case .full, .failed, .readerGone, .outputFailed: self = .output
        default: self = .conflict
        }
    }

    private init(_ kind: APIError.Kind) {
        switch kind {
        case .unauthorized, .forbidden: self = .permission
        case .notFound, .gone: self = .conflict
        case .conflict: self = .data
        case .unavailable, .noLogin, .noAnswer, .timedOut, .tls, .cancelled: self = .unavailable
        case .noService: self = .configuration
        default: self = .answer
        }
    }
}
