import Foundation
import ImageModel

/// What a server says in the body of an error, as plain text: JSON with a message, a page for people, or anything.
enum ServerMessage {
    static func text(in body: Data) -> String {
        let text = String(decoding: body, as: UTF8.self)
        if let object = try? JSONDecoder().decode(JSONValue.self, from: body).object {
            let message = object["message"]?.string ?? object["error"]?.object?["message"]?.string ?? text
            return plain(message)
        }
        guard let start = text.range(of: "<body", options: .caseInsensitive) else { return plain(text) }
        // The heading repeats the status, which is known.
        let page = text[start.lowerBound...].replacing(/(?s)<h1>.*?<\/h1>/.ignoresCase(), with: "")
        return plain(String(page))
    }

    /// Text without its tags and entities: Glance's messages have line breaks as `<br />`.
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
