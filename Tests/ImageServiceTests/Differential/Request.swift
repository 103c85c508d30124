import Testing

/// A request that is sent to Glance and to our service alike.
///
/// `{name}` in the path, a header or the body stands for a value that is known when the request is sent: an id that an
/// earlier answer had (`keep`), `{admin}`, `{demo}` and `{other}` for the projects' ids, `{unique}` for a text that no
/// other scenario has, `{service token}` for the token of a service of the cloud.
struct Request: Sendable {
    let method: String
    let path: String
    /// Who sends it; nobody sends no token.
    let person: Person
    let headers: [String: String]
    let body: String?
    /// What is sent in place of a text.
    let disk: RealDisk?
    /// What a value of the answer is called from here on.
    let keep: String?
    /// Where in the answer that value is.
    let field: String
    /// Sent again until the answer is so.
    let until: Condition?
    /// Why the answers may differ, and in what; nil where they may not.
    let intended: IntendedDifference?

    /// A field of an answer and what it becomes: `status` is `active`, `tasks.0.status` is `success`.
    struct Condition: Sendable {
        let field: String
        /// nil where the field goes away.
        let value: String?

        static func field(_ field: String, is value: String?) -> Condition { Condition(field: field, value: value) }
    }

    init(
        _ method: String, _ path: String, as person: Person = .demo, headers: [String: String] = [:],
        body: String? = nil, disk: RealDisk? = nil, keep: String? = nil, from field: String = "id",
        until: Condition? = nil, differs intended: IntendedDifference? = nil
    ) {
        self.method = method
        self.path = path
        self.person = person
        // Without it an error is a page for people; a table that means that says so.
        self.headers = ["Accept": "application/json"].merging(headers) { $1 }
        self.body = body
        self.disk = disk
        self.keep = keep
        self.field = field
        self.until = until
        self.intended = intended
    }
}

extension Request {
    static func get(
        _ path: String, as person: Person = .demo, headers: [String: String] = [:], keep: String? = nil,
        from field: String = "id", until: Condition? = nil, differs: IntendedDifference? = nil
    ) -> Request {
        Request(
            "GET", path, as: person, headers: headers, keep: keep, from: field, until: until, differs: differs)
    }

    static func delete(_ path: String, as person: Person = .demo, differs: IntendedDifference? = nil) -> Request {
        Request("DELETE", path, as: person, differs: differs)
    }

    /// A POST of a JSON text, or of nothing.
    static func post(
        _ path: String, _ json: String? = nil, as person: Person = .demo, headers: [String: String] = [:],
        keep: String? = nil, differs: IntendedDifference? = nil
    ) -> Request {
        let type = json == nil ? [:] : ["Content-Type": "application/json"]
        return Request(
            "POST", path, as: person, headers: type.merging(headers) { $1 }, body: json, keep: keep, differs: differs)
    }

    /// A PUT of a JSON text, or of nothing.
    static func put(
        _ path: String, _ json: String? = nil, as person: Person = .demo, differs: IntendedDifference? = nil
    ) -> Request {
        let type = json == nil ? [:] : ["Content-Type": "application/json"]
        return Request("PUT", path, as: person, headers: type, body: json, differs: differs)
    }

    /// A PUT of an image's data.
    static func upload(
        _ path: String, _ data: String, as person: Person = .demo, headers: [String: String] = [:],
        differs: IntendedDifference? = nil
    ) -> Request {
        let type = ["Content-Type": "application/octet-stream"]
        return Request(
            "PUT", path, as: person, headers: type.merging(headers) { $1 }, body: data, differs: differs)
    }

    /// A PUT of a disk as an image's data.
    static func upload(_ path: String, _ disk: RealDisk) -> Request {
        Request("PUT", path, headers: ["Content-Type": "application/octet-stream"], disk: disk)
    }

    /// A PATCH in the language of JSON schema draft 10.
    static func patch(
        _ path: String, _ json: String, as person: Person = .demo,
        type: String = "application/openstack-images-v2.1-json-patch", differs: IntendedDifference? = nil
    ) -> Request {
        Request("PATCH", path, as: person, headers: ["Content-Type": type], body: json, differs: differs)
    }
}

extension Request: CustomStringConvertible {
    var description: String {
        let fields = headers.filter { $0.key != "Accept" }.map { " \($0): \($1)" }.sorted().joined()
        let sent = body ?? disk?.rawValue
        let text = "\(person) \(method) \(path)\(fields)\(sent.map { " " + $0 } ?? "")"
        return text.count > 300 ? text.prefix(300) + "…" : text
    }
}

/// The elements of a JSON array or the members of an object, made one like the other.
func series(_ count: Int, _ element: (Int) -> String) -> String {
    (0..<count).map(element).joined(separator: ",")
}

/// Who sends a request.
enum Person: String, CaseIterable, Sendable, CustomStringConvertible {
    /// An admin, in the project admin.
    case admin
    /// A member of the project demo.
    case demo
    /// A member of the project other.
    case other
    /// A service of the cloud, with the role of that name alone, in the project demo.
    case cloud
    /// Somebody without a token.
    case nobody
    /// Somebody with a token that is none.
    case intruder

    /// Those who have a project of their own.
    static let users: [Person] = [.admin, .demo, .other]

    var description: String { rawValue }
}

/// Requests that follow each other, each on what those before it left behind.
struct Scenario: Sendable, CustomTestStringConvertible {
    let title: String
    let requests: [Request]

    init(_ title: String, _ requests: [Request]) {
        self.title = title
        self.requests = requests
    }

    var testDescription: String { title }
}
