import Testing

@testable import Terminal

@Suite("Keys")
struct KeyTests {
    @Test(
        "a key has the name that a footer shows",
        arguments: [
            (Key.character("a"), "a"), (.character(" "), "space"), (.character("?"), "?"), (.control("s"), "^S"),
            (.control(" "), "^@"), (.control("\\"), "^\\"), (.alt("b"), "alt-b"), (.alt("\u{7F}"), "alt-backspace"),
            (.function(1), "F1"), (.function(12), "F12"), (.paste("text"), "paste"), (.enter, "enter"), (.tab, "tab"),
            (.backTab, "shift-tab"), (.escape, "esc"), (.backspace, "backspace"), (.delete, "del"), (.insert, "ins"),
            (.up, "up"), (.down, "down"), (.left, "left"), (.right, "right"), (.home, "home"), (.end, "end"),
            (.pageUp, "PgUp"), (.pageDown, "PgDn"),
        ])
    func name(key: Key, name: String) {
        #expect(key.name == name)
    }

    @Test("letters, digits and signs are characters; nothing else is")
    func characters() {
        #expect(Key.character("é").isCharacter)
        for key in [Key.control("a"), .alt("a"), .paste("a"), .enter, .function(1)] { #expect(!key.isCharacter) }
    }
}
