import HTTPTypes
import Hummingbird
import ImageModel
import NIOCore

/// A refused request: a status code, and a message in Glance's format that names the attribute at fault.
struct Fault: Error {
    let status: HTTPResponse.Status
    let message: String
    /// Headers in addition to the usual ones.
    var headers: HTTPFields = [:]
    /// Whether a missing permission for the request takes precedence over this fault.
    private(set) var isAfterPolicy = false

    init(status: HTTPResponse.Status, message: String, headers: HTTPFields = [:]) {
        (self.status, self.message, self.headers) = (status, message, headers)
    }

    /// The same fault, over which a missing permission for the request takes precedence.
    var afterPolicy: Fault {
        var fault = self
        fault.isAfterPolicy = true
        return fault
    }

    static func badRequest(_ message: String) -> Fault { Fault(status: .badRequest, message: message) }
    static func forbidden(_ message: String) -> Fault { Fault(status: .forbidden, message: message) }
    static func notFound(_ message: String) -> Fault { Fault(status: .notFound, message: message) }
    static func conflict(_ message: String) -> Fault { Fault(status: .conflict, message: message) }
    static func tooLarge(_ message: String) -> Fault { Fault(status: tooLarge, message: message) }
    /// The reason phrase that this status had when Glance adopted it.
    private static let tooLarge = HTTPResponse.Status(code: 413, reasonPhrase: "Request Entity Too Large")
    /// The URL is not valid UTF-8.
    static let notDecodable = badRequest(
        "Error decoding your request. Either the URL or the request body contained characters that could not be decoded "
            + "by Glance")

    static func unsupportedMediaType(_ message: String) -> Fault {
        Fault(status: .unsupportedMediaType, message: message)
    }

    /// The policy does not allow the action.
    static func policy(_ action: String) -> Fault { forbidden("You are not authorized to complete \(action) action.") }
    /// The resource does not exist, or must not be known to the identity that asks.
    static let noResource = notFound("The resource could not be found.")
    static func noImage(_ id: String) -> Fault { notFound("No image found with ID \(id)") }
    static let unauthorized = Fault(
        status: .unauthorized,
        message:
            "This server could not verify that you are authorized to access the document you requested. Either you "
            + "supplied the wrong credentials (e.g., bad password), or your browser does not understand how to supply the "
            + "credentials required.")

    /// A token cannot be validated, or data cannot be read, at the moment.
    static func unavailable(_ message: String) -> Fault { Fault(status: .serviceUnavailable, message: message) }

    /// Returns the response to a request.
    func response(to request: Request) -> Response {
        let (head, body) = answer(accepting: request.headers[.accept] ?? "")
        return Response(status: status, headers: head.headerFields, body: ResponseBody(byteBuffer: body))
    }

    /// Returns the answer as an HTML page or as JSON, whichever `Accept` prefers, or as plain text if it accepts neither.
    func answer(accepting accepted: String) -> (head: HTTPResponse, body: ByteBuffer) {
        let title = status.reasonPhrase
        let message = Self.shortened(message)
        let (type, body): (String, String)
        switch Self.preferredType(accepted) {
        case "application/json":
            type = "application/json"
            body = JSONValue.object([
                "message": .string(message), "code": .string("\(status.code) \(title)"), "title": .string(title),
            ]).text()
        case "text/html":
            type = "text/html; charset=UTF-8"
            body = """
                <html>
                 <head>
                  <title>\(status.code) \(title)</title>
                 </head>
                 <body>
                  <h1>\(status.code) \(title)</h1>
                  \(Self.escaped(message))<br /><br />



                 </body>
                </html>
                """
        default:
            type = "text/plain; charset=UTF-8"
            body = "\(status.code) \(title)\n\n\(message)\n\n   "
        }
        let bytes = ByteBuffer(string: body)
        var headers = headers
        headers[.contentType] = type
        headers[.contentLength] = String(bytes.readableBytes)
        return (HTTPResponse(status: status, headerFields: headers), bytes)
    }

    /// Chooses as Glance does: HTML if both are equally preferred, and if the header cannot be parsed.
    private static func preferredType(_ accepted: String) -> String? {
        if accepted.isEmpty { return nil }
        let types = ["text/html", "application/json"]
        return AcceptedTypes(accepted).map { $0.best(of: types) } ?? types[0]
    }

    /// The maximum length of a message, in bytes. A message repeats the rejected value, which may be a megabyte long.
    private static let messageLimit = 4096

    private static func shortened(_ message: String) -> String {
        guard message.utf8.count > messageLimit else { return message }
        return String(decoding: message.utf8.prefix(messageLimit), as: UTF8.self) + "…"
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#x27;"
            default: result.append(character)
            }
        }
        return result
    }
}
