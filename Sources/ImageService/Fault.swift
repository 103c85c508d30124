import HTTPTypes
import Hummingbird
import ImageModel
import NIOCore

/// A request that is refused: a status code, and words in Glance's shape that name the attribute in question.
struct Fault: Error {
    let status: HTTPResponse.Status
    let message: String
    /// Headers besides the usual ones.
    var headers: HTTPFields = [:]

    static func badRequest(_ message: String) -> Fault { Fault(status: .badRequest, message: message) }
    static func forbidden(_ message: String) -> Fault { Fault(status: .forbidden, message: message) }
    static func notFound(_ message: String) -> Fault { Fault(status: .notFound, message: message) }
    static func conflict(_ message: String) -> Fault { Fault(status: .conflict, message: message) }
    static func tooLarge(_ message: String) -> Fault { Fault(status: .contentTooLarge, message: message) }
    static func unsupportedMediaType(_ message: String) -> Fault {
        Fault(status: .unsupportedMediaType, message: message)
    }

    /// The policy does not allow the action.
    static func policy(_ action: String) -> Fault { forbidden("You are not authorized to complete \(action) action.") }
    static func noImage(_ id: String) -> Fault { notFound("No image found with ID \(id)") }
    static let unauthorized = Fault(
        status: .unauthorized,
        message:
            "This server could not verify that you are authorized to access the document you requested. Either you "
            + "supplied the wrong credentials (e.g., bad password), or your browser does not understand how to supply the "
            + "credentials required.")

    /// Nobody can say at the moment whom a token belongs to.
    static func unavailable(_ message: String) -> Fault { Fault(status: .serviceUnavailable, message: message) }

    /// The answer: a page for people, or JSON where the request asks for it, as Glance does.
    func response(to request: Request) -> Response {
        let wantsJSON = request.headers[.accept]?.contains("application/json") == true
        let title = status.reasonPhrase
        let body: String
        if wantsJSON {
            body = JSONValue.object([
                "message": .string(message), "code": .string("\(status.code) \(title)"), "title": .string(title),
            ]).text()
        } else {
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
        }
        var headers = headers
        headers[.contentType] = wantsJSON ? "application/json" : "text/html; charset=UTF-8"
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: body)))
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
