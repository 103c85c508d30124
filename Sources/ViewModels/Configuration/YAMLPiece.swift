/// A part of a text of YAML that can be read by itself: a key, and what is below it.
struct YAMLPiece: Hashable {
    /// The line that it begins in, counted from 1.
    let line: Int
    /// Its lines, after as many empty ones as there are lines before it: so each has the number that it has in the whole.
    let text: String

    /// A line of it, in place of one after its end: there a parser notices what is missing.
    func line(within line: Int?) -> Int {
        let last = text.split(separator: "\n", omittingEmptySubsequences: false).lastIndex { line in
            line.contains { !$0.isWhitespace }
        }
        return max(self.line, min(line ?? self.line, (last ?? 0) + 1))
    }

    /// The key that it begins with, as it is written there; nil where its first line has none.
    var key: String? { Self.key(of: lines[line - 1])?.name }

    /// The pieces below the key, which end where the next line is indented no more than the first of them. There are none
    /// where something else than a line of its own follows the key.
    ///
    /// - Parameter hasLists: whether a list may be below a key of these without being indented, as YAML allows.
    func parts(hasLists: Bool) -> [YAMLPiece] {
        let lines = lines
        guard Self.key(of: lines[line - 1])?.isAlone == true,
            let first = lines[line...].first(where: Self.saysSomething)
        else { return [] }
        let depth = Self.depth(of: first)
        return Self.pieces(of: lines, from: line, hasLists: hasLists) { Self.depth(of: $0) <= depth }
    }

    private var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

    /// The pieces of a text, in order.
    static func pieces(of yaml: String) -> [YAMLPiece] {
        let lines = yaml.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return pieces(of: lines, from: 0, hasLists: true) { depth(of: $0) == 0 }
    }

    /// - Parameter isStart: whether a line may begin a piece, for how far it is indented. The first that says something does.
    private static func pieces(
        of lines: [Substring], from index: Int, hasLists: Bool, where isStart: (Substring) -> Bool
    ) -> [YAMLPiece] {
        let saying = lines.indices.dropFirst(index).filter { saysSomething(lines[$0]) }
        let starts = saying.filter { $0 == saying.first || isStart(lines[$0]) && begins(lines[$0], hasLists) }
        return starts.enumerated().map { index, start in
            let end = index + 1 < starts.count ? starts[index + 1] : lines.endIndex
            return YAMLPiece(
                line: start + 1,
                text: String(repeating: "\n", count: start) + lines[start..<end].joined(separator: "\n"))
        }
    }

    private static func depth(of line: Substring) -> Int { line.prefix { $0.isWhitespace }.count }

    /// Whether a line is neither empty nor a comment.
    private static func saysSomething(_ line: Substring) -> Bool {
        line.first { !$0.isWhitespace }.map { $0 != "#" } ?? false
    }

    /// Whether a line begins something: what a bracket or a list goes on with does not.
    private static func begins(_ line: Substring, _ hasLists: Bool) -> Bool {
        line.first { !$0.isWhitespace }.map { !(hasLists ? "-]}" : "]}").contains($0) } ?? false
    }

    /// The key that a line begins with, and whether nothing follows it there.
    private static func key(of line: Substring) -> (name: String, isAlone: Bool)? {
        guard
            let match = line.wholeMatch(
                of: /\s*(?:"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<plain>[^\s"'{\[#][^:{\[]*?))\s*:(?<rest>\s.*)?/)
        else { return nil }
        let rest = (match.output.rest ?? "").drop { $0.isWhitespace }
        return (
            String(match.output.double ?? match.output.single ?? match.output.plain ?? ""),
            rest.isEmpty || rest.first == "#"
        )
    }
}
