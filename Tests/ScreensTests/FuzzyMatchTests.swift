import Testing

@testable import Screens

@Suite struct FuzzyMatchTests {
    /// What was typed in a text, in capitals; nil where it does not fit.
    private func shown(_ typed: String, in text: String) -> String? {
        FuzzyMatch(typed, in: text).map { match in
            let positions = Set(match.positions)
            return text.enumerated().map { positions.contains($0) ? $1.uppercased() : String($1) }.joined()
        }
    }

    @Test(
        "letters are found in their order, where words begin and side by side rather than elsewhere",
        arguments: [
            ("new", "new image", "NEW image"), ("ni", "new image", "New Image"), ("im", "mini image", "mini IMage"),
            ("cc", "copy curl", "Copy Curl"), ("curl", "copy curl", "copy CURL"), ("NI", "new image", "New Image"),
            ("lik", "new like this", "new LIKe this"), ("e", "delete", "dElete"), ("", "delete", "delete"),
            ("image new", "new image", "NEW IMAGE"), ("j", "toggle JSON", "toggle JSON"), ("é日", "née 日本", "nÉe 日本"),
            ("of", "off of", "OFf of"), ("tt", "the last tab that fits", "The last Tab that fits"),
        ])
    func positions(typed: String, text: String, expected: String) {
        #expect(shown(typed, in: text)?.lowercased() == text.lowercased())
        // Letters that are capitals by themselves say nothing.
        #expect(text == text.uppercased() || shown(typed, in: text) == expected)
    }

    @Test(
        "what has not all the letters, or not in their order, does not fit",
        arguments: [("wen", "new"), ("neww", "new"), ("x", ""), ("new x", "new image"), ("abc", "acb")])
    func misfit(typed: String, text: String) {
        #expect(FuzzyMatch(typed, in: text) == nil)
    }

    @Test(
        "the better of two is that of which more is meant",
        arguments: [
            // The beginning of the text, rather than that of a word in it.
            ("im", "image by id", "new image"),
            // The whole of it.
            ("open", "open", "open section"),
            // Beginnings of words, rather than letters within them.
            ("nt", "next tab", "inventory"),
            // Letters side by side, rather than apart.
            ("tab", "xtabx", "xtxaxbx"),
        ])
    func order(typed: String, better: String, worse: String) throws {
        let (one, other) = (try #require(FuzzyMatch(typed, in: better)), try #require(FuzzyMatch(typed, in: worse)))
        #expect(one.score > other.score)
    }
}
