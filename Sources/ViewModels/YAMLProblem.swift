import Yams

/// Why a text cannot be parsed as YAML, and in which line.
struct YAMLProblem: Error, Hashable {
    /// The line, counted from 1; nil if it is not known.
    let line: Int?
    /// What is wrong, as a sentence without its final period.
    let reason: String

    /// Parses a text.
    ///
    /// - Returns: The root node; nil if the text is empty.
    /// - Throws: The first error.
    static func root(of yaml: String) throws(YAMLProblem) -> Node? {
        do {
            return try Yams.compose(yaml: yaml)
        } catch YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _) {
            throw YAMLProblem(line: mark.line, reason: "it is not YAML: \(problem)")
        } catch YamlError.duplicatedKeysInMapping(let duplicates, let context) {
            let key = duplicates.first ?? ""
            // The context is the line where the mapping begins.
            let lines = yaml.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated()
                .dropFirst(context.mark.line - 1).filter { $0.element.drop { $0.isWhitespace }.hasPrefix(key + ":") }
            let line = lines.count > 1 ? lines[lines.startIndex + 1].offset + 1 : context.mark.line
            throw YAMLProblem(line: line, reason: "“\(key)” is there more than once")
        } catch {
            throw YAMLProblem(line: nil, reason: "it is not YAML")
        }
    }
}
