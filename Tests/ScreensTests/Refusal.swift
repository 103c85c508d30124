import ImageModel
import Testing

/// An answer that a create can meet.
struct Refusal: Sendable, CustomTestStringConvertible {
    let name: String
    let error: APIError

    var testDescription: String { name }

    private init(_ name: String, _ error: APIError) {
        self.name = name
        self.error = error
    }

    static let all: [Refusal] = [
        .init(
            "value",
            APIError(
                status: 400,
                message: "Provided object does not match schema 'image': 'zip' is not one of [None, 'ami', 'ari'] "
                    + "Failed validating 'enum' in schema['properties']['disk_format']", requestID: "req-1")),
        .init("bad-request", APIError(status: 400, message: "Invalid request.", requestID: "req-2")),
        .init("unauthorized", APIError(status: 401, message: "The request you have made requires authentication.")),
        .init("public", APIError(status: 403, message: "You are not authorized to complete publicize_image action.")),
        .init("policy", APIError(status: 403, message: "You are not authorized to complete add_image action.")),
        .init("reserved", APIError(status: 403, message: "Attribute 'owner' is reserved.")),
        .init(
            "conflict", APIError(status: 409, message: "Image ID b2173dd3-7ad6-4362-baa6-a68bce3565cb already exists!")),
        .init("too-large", APIError(status: 413, message: "Request is too large.")),
        .init("media-type", APIError(status: 415, message: "")),
        .init("unavailable", APIError(status: 503, message: "")),
        .init("other-status", APIError(status: 500, message: "Internal Server Error", requestID: "req-3")),
        .init("no-answer", APIError(kind: .noAnswer, message: "connection refused")),
        .init("timed-out", APIError(kind: .timedOut, message: "no answer in 60 seconds")),
        .init("tls", APIError(kind: .tls(.untrusted), message: "the certificate is not trusted")),
        .init("not-understood", APIError(kind: .notUnderstood, status: 200, message: "<html>login</html>")),
    ]
}
