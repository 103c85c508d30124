import ImageModel
import ViewModels

/// The exit statuses of the script commands when they fail: the numbers of `gaze create`, with their own descriptions.
enum ScriptExit: Int32, CommandExit {
    case usage = 64
    case data = 65
    case unavailable = 69
    case conflict = 73
    case output = 74
    case quota = 75
    case answer = 76
    case permission = 77
    case configuration = 78

    static let done = "all is done"

    var meaning: String {
        switch self {
        case .usage: "the options, the filter or a value break a rule; nothing was sent"
        case .data: "the service refuses the request"
        case .unavailable: "the service cannot be reached, or has no time"
        case .conflict: "no such image, or several; it has changed, or its state forbids it"
        case .output: "the output cannot be written"
        case .quota: "a quota or a limit is used up"
        case .answer: "what answered does not speak the Image API"
        case .permission: "not logged in, or not allowed; the image may be protected"
        case .configuration: "the cloud cannot be used: clouds.yaml or the OS_ variables"
        }
    }

    /// The status for the cause of a failure: the one that `gaze create` has for it.
    init(_ cause: Explanation.Cause) { self = ScriptExit(rawValue: CreateExit(cause).rawValue) ?? .unavailable }
}
