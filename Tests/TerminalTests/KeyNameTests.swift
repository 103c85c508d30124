import Testing

@testable import Terminal

@Suite("The names of keys")
struct KeyNameTests {
    @Test(
        "a key's name means that key",
        arguments: [
            Key.character("a"), .character("A"), .character(" "), .character("?"), .character("|"), .control("s"),
            .control(" "), .control("\\"), .control("_"), .alt("b"), .alt("B"), .alt("\u{7F}"), .function(1),
            .function(12), .enter, .tab, .backTab, .escape, .backspace, .delete, .insert, .up, .down, .left, .right,
            .home, .end, .pageUp, .pageDown,
        ])
    func roundTrip(key: Key) {
        #expect(Key(name: key.name) == key)
    }

    @Test(
        "names may be in any case, and Control has a word too",
        arguments: [
            ("ESC", Key.escape), ("pgup", .pageUp), ("f9", .function(9)), ("^s", .control("s")),
            ("ctrl-S", .control("s")), ("Alt-x", .alt("x")), ("alt-X", .alt("X")),
        ])
    func spelling(name: String, key: Key) {
        #expect(Key(name: name) == key)
    }

    @Test("what is no key has none", arguments: ["", " ", "paste", "F0", "F13", "^1", "ctrl-", "alt-", "ab"])
    func unknown(name: String) {
        #expect(Key(name: name) == nil)
    }

    @Test("letters with Control that are other keys are not sent", arguments: ["^I", "^M", "^J", "^H", "^["])
    func notSent(name: String) throws {
        #expect(try !#require(Key(name: name)).isSent)
        #expect(Key.control("x").isSent && Key.tab.isSent)
    }
}
