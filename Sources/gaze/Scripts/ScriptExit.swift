import ImageModel
import ViewModels

/// How the commands for scripts end where they fail: with the numbers of `gaze create`, in words of their own.
enum ScriptExit: Int32, CaseIterable {
    case usage = 64
    case data = 65
    case unavailable = 69
    case conflict = 73
    case output = 74
    case quota = 75
    case answer = 76
    case permission = 77
    case configuration = 78

    private var meaning: String {
        switch self {
        case .usage: "the options, the filter or a value break a rule; nothing was sent"
        case .data: "the service refuses the request"
        case .unavailable: "the service cannot be reached, or has no time"
        case .conflict: "no image is called so, several are, or its state does not allow it"
        case .output: "the output cannot be written"
        case .quota: "a quota or a limit is used up"
        case .answer: "what answered does not speak the Image API"
        case .permission: "not logged in, or not allowed; the image may be protected"
        case .configuration: "the cloud cannot be used: clouds.yaml or the OS_ variables"
        }
    }

    /// All ends with what they say, for the help and the README.
    static var meanings: [(status: Int, words: String)] {
        [(0, "all is done")] + allCases.map { (Int($0.rawValue), $0.meaning) }
            + [(130, "called off by ^C; 141 where nobody reads on, 143 by SIGTERM")]
    }

    /// The same as lines of the help.
    static var table: String {
        meanings.map { number, words in
            "  " + String(repeating: " ", count: 3 - "\(number)".count) + "\(number)  \(words)"
        }.joined(separator: "\n")
    }

    /// What a failure comes to: what it comes to for `gaze create`.
    init(_ cause: Explanation.Cause) { self = ScriptExit(rawValue: CreateExit(cause).rawValue) ?? .unavailable }
}
