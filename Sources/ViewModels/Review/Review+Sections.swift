import ImageModel

extension Review {
    /// A section of a review, as it is shown or printed.
    package struct Section: Hashable, Sendable {
        /// The heading.
        package let title: String
        /// Lines for machines, which come first.
        package var code: String?
        /// Sentences for people.
        package var sentences: [String] = []
        /// The importance of the sentences.
        package var weight = Weight.plain

        /// The importance of sentences.
        package enum Weight: Hashable, Sendable {
            case remark, plain, doubt, obstacle
        }
    }

    /// The sections, most important first; empty ones are left out.
    package var sections: [Section] {
        [
            Section(title: "Not sent as it is", sentences: obstacles, weight: .obstacle),
            Section(title: "What may be refused", sentences: doubts, weight: .doubt),
            Section(title: "What will happen", sentences: steps),
            Section(title: "What is sent", code: requests.map(Self.text).joined(separator: "\n\n")),
            Section(title: "As curl", code: curl),
            Section(title: "As \(client.program)", code: client.text, sentences: client.notes, weight: .remark),
        ].filter { $0.code?.isEmpty == false || !$0.sentences.isEmpty }
    }

    /// Returns the method and the path, the headers, and the body of a request.
    static func text(of request: ImageRequest) -> String {
        var lines = ["\(request.method.rawValue) \(request.path)", "X-Auth-Token: (yours)"]
        lines += request.headers.map { "\($0.name): \($0.value)" }
        switch request.body {
        case .json(let value): lines.append(value.text(pretty: true))
        case .data(let size?): lines.append("Content-Length: \(size)")
        case .data(nil): lines.append("Transfer-Encoding: chunked")
        }
        return lines.joined(separator: "\n")
    }
}
