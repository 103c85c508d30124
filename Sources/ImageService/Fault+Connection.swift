import HTTPTypes
import NIOCore
import NIOHTTP1

/// Faults after which nothing more is read from the connection.
extension Fault {
    /// The answer to a request that was in progress when the service shut down.
    static let ending = Fault(
        status: .serviceUnavailable, message: "The service is ending. Send the request again later.",
        headers: [.connection: "close"])

    /// The answer to bytes that are not valid HTTP.
    static func malformed(_ error: HTTPParserError) -> Fault {
        let reason =
            switch error {
            case .headerOverflow: "its headers are too long, or there are too many."
            case .invalidMethod: "its method is not known."
            case .invalidURL: "its path has characters that a path cannot have."
            case .invalidVersion: "it is not of version 1.0 or 1.1."
            case .invalidHeaderToken: "a header has characters that it cannot have."
            case .invalidContentLength: "its Content-Length is no number, or is there twice."
            case .unexpectedContentLength: "it has both a Content-Length and a Transfer-Encoding."
            case .invalidChunkSize: "a chunk of its body does not begin with its size."
            case .invalidEOFState, .closedConnection: "it ends before it is complete."
            default: "it does not follow RFC 9112."
            }
        return Fault(
            status: error == .headerOverflow ? .requestHeaderFieldsTooLarge : .badRequest,
            message: "The request is not proper HTTP: \(reason)", headers: [.connection: "close"])
    }

    /// The answer to a request whose body was not complete in time.
    static func slow(_ error: SlowBody) -> Fault {
        Fault(
            status: .requestTimeout,
            message: "The body of the request was not complete within \(error.limit.nanoseconds / 1_000_000_000) s.",
            headers: [.connection: "close"])
    }
}
