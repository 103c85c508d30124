package import Foundation

/// Extracts the message of an error from an answer's body as plain text, from JSON, an HTML page or any other text.
package enum ServerMessage {
    /// Returns the message in an answer's body.
    ///
    /// - Parameter secret: a secret that the request contained; it is replaced where the body repeats it.
    package static func text(in body: Data, hiding secret: Secret) -> String {
        let text = said(in: body)
        return secret.exposed.isEmpty ? text : text.replacing(secret.exposed, with: secret.description)
    }

    /// Whether the body is Keystone's answer that it does not know the token or the credential. A wrong address is answered
    /// with 404 too, but not in Keystone's format.
    static func isNotFound(ofKeystone body: Data) -> Bool {
        struct Refusal: Decodable {
            let error: Detail
            struct Detail: Decodable { let code: Int }
        }
        return (try? JSONDecoder().decode(Refusal.self, from: body).error.code) == 404
    }

    /// An error body: Glance's have a `message`; Keystone's have one in `error`.
    private struct Object: Decodable {
        let message: String?

        private enum Key: CodingKey { case message, error }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            let own = try? container.decode(String.self, forKey: .message)
            message = own ?? (try? container.decode(Object.self, forKey: .error))?.message
        }
    }

    private static func said(in body: Data) -> String {
        let text = String(decoding: body, as: UTF8.self)
        if let object = try? JSONDecoder().decode(Object.self, from: body) { return plain(object.message ?? text) }
        guard let start = text.range(of: "<body", options: .caseInsensitive) else { return plain(text) }
        // The heading only repeats the status. A proxy's page may be long, and the message is at its beginning.
        let page = text[start.lowerBound...].prefix(8192).replacing(/(?s)<h1>.*?<\/h1>/.ignoresCase(), with: "")
        return plain(String(page))
    }

    /// Removes tags and entities from a text; Glance's messages have line breaks as `<br />`.
    private static func plain(_ text: String) -> String {
        var text = text.replacing(/<br ?\/?>/.ignoresCase(), with: "\n").replacing(/<\/?[a-zA-Z][^<>]*>/, with: "")
        for (entity, character) in [
            ("&#x27;", "'"), ("&#39;", "'"), ("&quot;", "\""), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"),
        ] {
            text = text.replacing(entity, with: character)
        }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
