/// A part of a text of YAML that can be read by itself: a key in the first column, and what is below it.
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

    /// The pieces of a text, in order.
    static func pieces(of yaml: String) -> [YAMLPiece] {
        let lines = yaml.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let starts = lines.indices.filter { isStart(lines[$0]) }
        return starts.enumerated().map { index, start in
            let end = index + 1 < starts.count ? starts[index + 1] : lines.endIndex
            return YAMLPiece(
                line: start + 1,
                text: String(repeating: "\n", count: start) + lines[start..<end].joined(separator: "\n"))
        }
    }

    /// Whether a line begins a key: what is indented, a comment, and what a list or a bracket goes on with do not.
    private static func isStart(_ line: Substring) -> Bool {
        guard let first = line.first else { return false }
        return !first.isWhitespace && !"#-]}".contains(first)
    }
}
