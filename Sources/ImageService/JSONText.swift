/// A JSON text that is written straight into the bytes of an answer. A page of a hundred images has some three thousand values,
/// and creating an object for each would cost more than reading the images from the catalogue.
struct JSONText {
    private(set) var bytes: [UInt8] = []

    /// Writes an object, whose members `body` writes.
    mutating func object(_ body: (inout Members) -> Void) {
        bytes.append(UInt8(ascii: "{"))
        var members = Members(text: self)
        self = JSONText()
        body(&members)
        self = members.text
        bytes.append(UInt8(ascii: "}"))
    }

    /// Writes an array with an element for each of the given ones.
    mutating func array<Element>(_ elements: [Element], _ write: (inout JSONText, Element) -> Void) {
        bytes.append(UInt8(ascii: "["))
        for (index, element) in elements.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            write(&self, element)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    mutating func string(_ value: String) {
        var value = value
        value.withUTF8 { text in
            bytes.append(UInt8(ascii: "\""))
            // Text that needs no escapes is copied in one piece.
            var start = 0
            for index in text.indices where Self.isEscaped(text[index]) {
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
                escape(text[index])
                start = index + 1
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
            bytes.append(UInt8(ascii: "\""))
        }
    }

    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func escape(_ byte: UInt8) {
        if byte < 0x20 {
            bytes.append(contentsOf: ((byte < 16 ? "\\u000" : "\\u00") + String(byte, radix: 16)).utf8)
        } else {
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(byte)
        }
    }

    mutating func integer(_ value: Int64) { bytes.append(contentsOf: String(value).utf8) }
    mutating func bool(_ value: Bool) { bytes.append(contentsOf: (value ? "true" : "false").utf8) }
    mutating func null() { bytes.append(contentsOf: "null".utf8) }

    /// Writes the members of an object.
    struct Members {
        fileprivate var text: JSONText
        private var isFirst = true

        fileprivate init(text: JSONText) { self.text = text }

        /// Writes a member, whose single value the closure writes.
        mutating func add(_ name: String, _ value: (inout JSONText) -> Void) {
            if !isFirst { text.bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            text.string(name)
            text.bytes.append(UInt8(ascii: ":"))
            value(&text)
        }

        mutating func add(_ name: String, _ value: String?) {
            add(name) { text in if let value { text.string(value) } else { text.null() } }
        }

        mutating func add(_ name: String, _ value: Int64?) {
            add(name) { text in if let value { text.integer(value) } else { text.null() } }
        }

        mutating func add(_ name: String, _ value: Bool) { add(name) { $0.bool(value) } }
    }
}
