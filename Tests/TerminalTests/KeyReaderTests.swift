import Testing

@testable import Terminal

@Suite("Keys from bytes")
@MainActor
struct KeyReaderTests {
    /// The keys that come when the pieces arrive one after the other, each with a read of its own.
    private func keys(_ pieces: [[UInt8]], type: String = "xterm-256color", locale: String = "C.UTF-8") throws -> [Key]
    {
        try PseudoTerminal.use(type: type, locale: locale) { terminal in
            KeyReader.prepare()
            var reader = KeyReader()
            var keys: [Key] = []
            for piece in pieces {
                try terminal.type(piece)
                while case .key(let key)? = reader.next() { keys.append(key) }
            }
            return keys
        }
    }

    private func keys(_ text: String, type: String = "xterm-256color") throws -> [Key] {
        try keys([Array(text.utf8)], type: type)
    }

    @Test(
        "letters, control keys and the keys with names",
        arguments: [
            ("a", [Key.character("a")]), ("é", [.character("é")]), ("日", [.character("日")]), ("😀", [.character("😀")]),
            ("ab ", [.character("a"), .character("b"), .character(" ")]), ("\r", [.enter]), ("\n", [.enter]),
            ("\t", [.tab]), ("\u{1B}[Z", [.backTab]), ("\u{7F}", [.backspace]), ("\u{8}", [.backspace]),
            ("\u{1}", [.control("a")]), ("\u{13}", [.control("s")]), ("\u{1A}", [.control("z")]),
            ("\0", [.control(" ")]),
            ("\u{1C}\u{1D}\u{1E}\u{1F}", [.control("\\"), .control("]"), .control("^"), .control("_")]),
            ("\u{1B}", [.escape]), ("\u{1B}OA\u{1B}OB", [.up, .down]), ("\u{1B}OC\u{1B}OD", [.right, .left]),
            ("\u{1B}OH\u{1B}OF", [.home, .end]), ("\u{1B}[5~\u{1B}[6~", [.pageUp, .pageDown]),
            ("\u{1B}[2~\u{1B}[3~", [.insert, .delete]), ("\u{1B}OP", [.function(1)]), ("\u{1B}[24~", [.function(12)]),
        ])
    func named(bytes: String, expected: [Key]) throws {
        #expect(try keys(bytes) == expected)
    }

    @Test(
        "Alt is Esc before a letter; with an arrow it is the arrow, or moves by words",
        arguments: [
            ("\u{1B}b", [Key.alt("b")]), ("\u{1B}f\u{1B}d", [.alt("f"), .alt("d")]), ("\u{1B}é", [.alt("é")]),
            ("\u{1B}\u{7F}", [.alt("\u{7F}")]), ("\u{1B}\u{8}", [.alt("\u{7F}")]), ("\u{1B}[", [.alt("[")]),
            ("\u{1B}O", [.alt("O")]), ("\u{1B}[1;5C\u{1B}[1;3C", [.alt("f"), .alt("f")]),
            ("\u{1B}[1;5D\u{1B}[1;3D", [.alt("b"), .alt("b")]), ("\u{1B}[3;5~", [.alt("d")]),
            ("\u{1B}\u{1B}OA", [.up]),
        ])
    func alt(bytes: String, expected: [Key]) throws {
        #expect(try keys(bytes) == expected)
    }

    @Test("Esc that is pressed twice is two keys, and takes nothing of the next key away")
    func escapes() throws {
        #expect(try keys("\u{1B}\u{1B}") == [.escape, .escape])
        #expect(try keys("\u{1B}\u{1B}b") == [.escape, .alt("b")])
        // Nothing is Alt and a control key, and neither of the two is lost.
        #expect(try keys("\u{1B}\u{15}\u{1B}\t") == [.escape, .control("u"), .escape, .tab])
    }

    @Test(
        "a sequence that nobody knows is dropped, whole",
        arguments: ["\u{1B}[1;9A", "\u{1B}[<0;10;10m", "\u{1B}[?62;22c", "\u{1B}[I", "\u{1B}[27;5;13~", "\u{1B}Oz"])
    func unknown(sequence: String) throws {
        #expect(try keys("a" + sequence + "b") == [.character("a"), .character("b")])
        // One that breaks off does not swallow the next.
        #expect(try keys("\u{1B}[1;\u{1B}OAb") == [.up, .character("b")])
    }

    @Test("a paste is one key, with its line breaks; the keys in it are text")
    func paste() throws {
        let pasted = "first\r second\u{1B}OA\u{3}日本\t"
        #expect(
            try keys("x\u{1B}[200~\(pasted)\u{1B}[201~y") == [
                .character("x"), .paste("first\n second\u{3}日本\t"), .character("y"),
            ])
        #expect(try keys("\u{1B}[200~\u{1B}[201~") == [.paste("")])
    }

    @Test("a paste right after Esc is a paste")
    func pasteAfterEscape() throws {
        #expect(try keys("\u{1B}\u{1B}[200~q\u{1B}[201~") == [.escape, .paste("q")])
    }

    @Test("a paste may come in pieces; one whose end does not come can be ended")
    func pieces() throws {
        #expect(
            try keys([Array("\u{1B}[200~ab".utf8), Array("cd".utf8), Array("\u{1B}[201~".utf8)]) == [.paste("abcd")])
        try PseudoTerminal.use { terminal in
            KeyReader.prepare()
            var reader = KeyReader()
            #expect(!reader.isPasting)
            #expect(reader.endPaste() == nil)
            try terminal.type("\u{1B}[200~lost".utf8)
            #expect(reader.next() == nil)
            #expect(reader.isPasting)
            #expect(reader.takePaste() == .paste("lost"))
            #expect(reader.takePaste() == nil)
            // What comes after a pause is still a part of it.
            try terminal.type("q".utf8)
            #expect(reader.next() == nil)
            #expect(reader.endPaste() == .paste("q"))
            #expect(!reader.isPasting)
            try terminal.type("x".utf8)
            #expect(reader.next() == .key(.character("x")))
        }
    }

    @Test("of a paste so much is kept as the limit says")
    func longPaste() throws {
        try PseudoTerminal.use { terminal in
            KeyReader.prepare()
            var reader = KeyReader()
            #expect(reader.pasteLimit == 1 << 16)
            reader.pasteLimit = 8
            try terminal.type("\u{1B}[200~0123456789\u{1B}[201~z".utf8)
            #expect(reader.next() == .key(.paste("01234567")))
            #expect(reader.next() == .key(.character("z")))
        }
    }

    /// A key whose number ncurses chose once began a paste, which swallowed the keys after it.
    @Test(
        "the keys of a terminal's own extensions begin no paste",
        arguments: [
            ("rxvt", "\u{1B}Ob"), ("rxvt", "\u{1B}[3^"), ("gnome", "\u{1B}[3;4~"), ("nsterm-bce", "\u{1B}[1;5D"),
        ])
    func extensions(type: String, sequence: String) throws {
        #expect(try keys(sequence + "x", type: type).last == .character("x"))
    }

    @Test("a character whose bytes come with different reads is whole", arguments: ["é", "日", "😀"])
    func split(character: String) throws {
        let pieces = "a\(character)b".utf8.map { [$0] }
        #expect(try keys(pieces) == [.character("a"), .character(Character(character)), .character("b")])
    }

    @Test("bytes that are no character are shown as such, and take nothing else away")
    func invalid() throws {
        let mark = Key.character("\u{FFFD}")
        #expect(try keys([[0xFF, 0x61]]) == [mark, .character("a")])
        #expect(try keys([[0xE9, 0x61, 0x62]]) == [mark, .character("a"), .character("b")])
        #expect(try keys([[0xE9], Array("\u{1B}OA".utf8)]) == [mark, .up])
        #expect(try keys([[0xC3, 0xC3, 0xA9]]) == [mark, .character("é")])
        #expect(
            try keys([Array("\u{1B}[200~caf".utf8) + [0xE9] + Array(" au lait\u{1B}[201~".utf8)]) == [
                .paste("caf\u{FFFD} au lait")
            ])
    }

    @Test(
        "where the locale is ASCII alone, what is typed is read as UTF-8 all the same, however it comes",
        arguments: [
            ([[0x61, 0xC3, 0xA9, 0x62]], "aéb"), ([[0xC3], [0xA9]], "é"), ([[0xE6, 0x97], [0xA5]], "日"),
            ([[0xFF, 0x61]], "\u{FFFD}a"), ([[0xE9, 0x61, 0x62]], "\u{FFFD}ab"), ([[0xC3, 0xC3, 0xA9]], "\u{FFFD}é"),
            ([[0xC0, 0xAF]], "\u{FFFD}"), ([[0xF0, 0x9F, 0x98, 0x80]], "😀"),
        ] as [([[UInt8]], String)])
    func plainLocale(bytes: [[UInt8]], text: String) throws {
        #expect(try keys(bytes, locale: "C") == text.map { .character($0) })
    }
}
