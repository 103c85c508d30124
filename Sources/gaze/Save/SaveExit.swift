import ImageModel
import ViewModels

/// How `gaze save` ends where it fails, by the kind of failure. The numbers are those of sysexits.h. A signal ends it with 128 and
/// its number, as shells have it.
enum SaveExit: Int32, CaseIterable {
    case usage = 64
    case data = 65
    case image = 66
    case unavailable = 69
    case file = 73
    case writing = 74
    case answer = 76
    case permission = 77
    case configuration = 78

    /// The word for it in a line of JSON.
    var word: String { String(describing: self) }

    private var meaning: String {
        switch self {
        case .usage: "the options break a rule; nothing was asked for"
        case .data: "what came is not what the record says"
        case .image: "there is no such image, or several of that name, or it has no data"
        case .unavailable: "the service cannot be reached, or was cut off for too long; the same command goes on"
        case .file: "the file is there already, or cannot be made"
        case .writing: "the file cannot be written: the disk is full, or out of order; the same command goes on"
        case .answer: "what answered does not speak the Image API"
        case .permission: "not logged in, or not allowed; the image may be deactivated"
        case .configuration: "the cloud cannot be used: clouds.yaml or the OS_ variables"
        }
    }

    /// All ends with what they say, for the help and the README.
    static var meanings: [(status: Int, words: String)] {
        [(0, "the data is there, and proven")] + allCases.map { (Int($0.rawValue), $0.meaning) }
            + [(130, "called off by ^C; 143 by SIGTERM; the same command goes on")]
    }

    /// The same as lines of the help.
    static var table: String {
        meanings.map { number, words in
            "  " + String(repeating: " ", count: 3 - "\(number)".count) + "\(number)  \(words)"
        }.joined(separator: "\n")
    }

    /// What a failure comes to.
    init(_ cause: Explanation.Cause) {
        switch cause {
        case .unproven, .importing: self = .data
        case .noData: self = .image
        case .file(let problem): self.init(problem)
        case .request(let kind): self.init(kind)
        }
    }

    private init(_ problem: SaveProblem) {
        switch problem {
        case .full, .failed, .readerGone: self = .writing
        default: self = .file
        }
    }

    private init(_ kind: APIError.Kind) {
        switch kind {
        case .unauthorized, .forbidden: self = .permission
        case .notFound, .gone: self = .image
        case .conflict: self = .data
        case .unavailable, .noAnswer, .timedOut, .tls, .cancelled: self = .unavailable
        default: self = .answer
        }
    }
}
