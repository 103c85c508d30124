/// A part of a YAML text that can be parsed by itself: a key and what is below it.
struct YAMLPiece: Hashable {
    /// The first line's number, counted from 1.
    let line: Int
    /// The lines of the piece, preceded by an empty line for each line before it, so that line numbers are those of the whole
    /// text.
    let text: String

    /// Returns a line number limited to the piece, since a parser reports something missing only after the end.
    func line(within line: Int?) -> Int {
        let last = text.split(separator: "\n", omittingEmptySubsequences: false).lastIndex { line in
            line.contains { !$0.isWhitespace }
        }
        return max(self.line, min(line ?? self.line, (last ?? 0) + 1))
    }

    /// The key that the piece begins with, without quotation marks; nil if its first line has none.
    var key: String? { Self.key(of: lines[line - 1])?.name }

    /// Returns the pieces below the key, which end at the first line that is indented no more than the first of them; none if
    /// the key's own line contains its value.
    ///
    /// - Parameter hasLists: Whether a list below one of these keys may be unindented, as YAML allows.
    func parts(hasLists: Bool) -> [YAMLPiece] {
        let lines = lines
        guard Self.key(of: lines[line - 1])?.isAlone == true,
            let first = lines[line...].first(where: Self.saysSomething)
        else { return [] }
        let depth = Self.depth(of: first)
        return Self.pieces(of: lines, from: line, hasLists: hasLists) { Self.depth(of: $0) <= depth }
    }

    private var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

    /// Returns the top-level pieces of a text, in order.
    static func pieces(of yaml: String) -> [YAMLPiece] {
        let lines = yaml.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return pieces(of: lines, from: 0, hasLists: true) { depth(of: $0) == 0 }
    }

    /// Splits lines into pieces. The first line with content always starts one.
    ///
    /// - Parameters:
    ///   - lines: The lines of the whole text.
    ///   - index: The index of the line to start at.
    ///   - hasLists: Whether a list item continues a piece, even if it is unindented.
    ///   - isStart: Whether a line's indentation allows it to start a piece.
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

    /// Whether a line may start a piece: closing brackets, and list items if `hasLists` is true, continue one.
    private static func begins(_ line: Substring, _ hasLists: Bool) -> Bool {
        line.first { !$0.isWhitespace }.map { !(hasLists ? "-]}" : "]}").contains($0) } ?? false
    }

    /// Returns the key at the beginning of a line, and whether nothing but a comment follows it there.
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
