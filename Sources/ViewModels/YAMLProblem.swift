import Yams

/// Why a text is not YAML that can be read, and in which line.
struct YAMLProblem: Error, Hashable {
    /// Counted from 1; nil where that is not known.
    let line: Int?
    /// What is wrong, without the end of a sentence.
    let reason: String

    /// Reads a text.
    ///
    /// - Returns: nil for a text that says nothing.
    /// - Throws: what is wrong first.
    static func root(of yaml: String) throws(YAMLProblem) -> Node? {
        do {
            return try Yams.compose(yaml: yaml)
        } catch YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _) {
            throw YAMLProblem(line: mark.line, reason: "it is not YAML: \(problem)")
        } catch YamlError.duplicatedKeysInMapping(let duplicates, let context) {
            let key = duplicates.first ?? ""
            // The context is where the mapping begins.
            let lines = yaml.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated()
                .dropFirst(context.mark.line - 1).filter { $0.element.drop { $0.isWhitespace }.hasPrefix(key + ":") }
            let line = lines.count > 1 ? lines[lines.startIndex + 1].offset + 1 : context.mark.line
            throw YAMLProblem(line: line, reason: "“\(key)” is there more than once")
        } catch {
            throw YAMLProblem(line: nil, reason: "it is not YAML")
        }
    }
}
