import Foundation
import ImageModel
import NIOHTTP1

/// An answer, with all that is another one in each run replaced by a word for what it is.
struct Answer: Hashable, Sendable {
    var status: Int
    /// The headers that clients read, their names in lower case.
    var headers: [String: String]
    var body: Body

    enum Body: Hashable, Sendable, CustomStringConvertible {
        case nothing
        case text(String)
        case json(JSONValue)

        /// An error's words, or the whole, shortened.
        var description: String {
            switch self {
            case .nothing: "nothing"
            case .text(let text): Self.short("\"\(text)\"")
            case .json(let value):
                Self.short((value.object?["code"] != nil ? value.object?["message"] : nil ?? value)?.text() ?? "")
            }
        }

        private static func short(_ text: String) -> String { text.count > 1000 ? text.prefix(1000) + "…" : text }
    }

    /// - Parameters:
    ///   - names: what to call the values that differ between runs.
    ///   - isSchema: the body describes others; its descriptions are prose, and each service has its own.
    init(status: Int, headers: HTTPHeaders, body: Data, names: Names, isSchema: Bool) {
        self.status = status
        var kept: [String: String] = [:]
        for (name, value) in headers where Self.headerNames.contains(name.lowercased()) {
            kept[name.lowercased()] = names.replace(in: value)
        }
        if status == 204 || body.isEmpty { kept["content-type"] = nil }
        // Which challenge it is depends on who knows the tokens.
        if kept["www-authenticate"] != nil { kept["www-authenticate"] = "{challenge}" }
        // Once it has taken an upload, Glance names its own staging stores as well.
        kept["openstack-image-store-ids"]?.replace(",os_glance_staging_store,os_glance_tasks_store", with: "")
        self.headers = kept
        if body.isEmpty {
            self.body = .nothing
        } else if let json = try? JSONDecoder().decode(JSONValue.self, from: body) {
            let json = isSchema ? Self.undescribed(json) : json
            self.body = .json(Self.normal(json, names))
        } else {
            self.body = .text(Self.words(names.replace(in: String(decoding: body, as: UTF8.self))))
        }
    }

    private static let headerNames: Set<String> = [
        "content-type", "location", "allow", "accept-patch", "content-range", "content-md5", "www-authenticate",
        "openstack-image-import-methods", "openstack-image-store-ids", "x-openstack-request-id",
    ]

    private static func normal(_ value: JSONValue, _ names: Names) -> JSONValue {
        switch value {
        case .string(let text): return .string(names.replace(in: text))
        case .array(let elements): return .array(elements.map { normal($0, names) })
        case .object(let fields):
            var result: [String: JSONValue] = [:]
            for (key, value) in fields { result[names.replace(in: key)] = normal(value, names) }
            if let message = result["message"]?.string, result["code"] != nil {
                result["message"] = .string(words(message))
            }
            // Sets: neither promises an order.
            for key in ["tags", "versions"] {
                guard let elements = result[key]?.array else { continue }
                result[key] = .array(elements.sorted { $0.text() < $1.text() })
            }
            return .object(result)
        default: return value
        }
    }

    /// A schema without the descriptions of its parts; a property that is called so stays.
    private static func undescribed(_ value: JSONValue) -> JSONValue {
        switch value {
        case .array(let elements): return .array(elements.map(undescribed))
        case .object(let fields):
            return .object(fields.filter { $0.key != "description" || $0.value.string == nil }.mapValues(undescribed))
        default: return value
        }
    }

    /// An error's words without what is around them: markup, the sentence that stands for the status alone, and, where a
    /// value fails a schema, that schema and the values in Python's notation.
    private static func words(_ text: String) -> String {
        var text = text.replacing("<br />", with: "")
        for sentence in standardSentences { text.replace(sentence + "\n", with: "") }
        if text.contains("does not match schema") {
            if let start = text.range(of: "\n\nFailed validating "), let end = text.range(of: "\n\nOn instance") {
                text.removeSubrange(start.lowerBound..<end.lowerBound)
            }
            // The whole of what was sent says nothing new.
            if let start = text.range(of: "\n\nOn instance:") { text.removeSubrange(start.lowerBound...) }
            for (python, json) in [("None", "null"), ("True", "true"), ("False", "false"), ("\"", "'")] {
                text.replace(python, with: json)
            }
        }
        // Glance finds these in no order.
        if let formats = text.firstMatch(of: /Multiple formats detected: ([a-z0-9,]+)/)?.1 {
            text.replace(formats, with: formats.split(separator: ",").sorted().joined(separator: ","))
        }
        return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static let standardSentences = [
        "Access was denied to this resource.", "There was a conflict when trying to complete your request.",
        "The Range requested is not available.",
    ]
}

/// What is another value in each run, and what it is called.
struct Names: Sendable {
    private(set) var values: [String: String]

    init(_ values: [String: String]) {
        self.values = values
    }

    mutating func keep(_ value: String, as name: String) {
        values[name] = value
    }

    /// A text of a table with the values in it.
    func fill(_ text: String) -> String {
        values.reduce(text) { $0.replacing("{\($1.key)}", with: $1.value) }
    }

    /// A text of an answer with the names in it; the form of times is kept.
    func replace(in text: String) -> String {
        var text = text
        for (name, value) in values.sorted(by: { ($0.value.count, $0.key) > ($1.value.count, $1.key) }) {
            text = text.replacing(value, with: "{\(name)}")
        }
        text.replace(/req-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/, with: "{request id}")
        text.replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/, with: "{id}")
        text.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/, with: "{time}")
        text.replace(/\{time\}\.\d{6}/, with: "{time}.{microseconds}")
        return text
    }
}
