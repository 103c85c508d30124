import NIOCore

/// JSON, written straight into the bytes of an answer: a page of a hundred images is some three thousand values, and making
/// each of them an object first would cost more than reading them from the catalogue.
struct JSONText {
    private(set) var bytes = ByteBuffer()

    /// Writes an object; its members are written in the body.
    mutating func object(_ body: (inout Members) -> Void) {
        bytes.writeInteger(UInt8(ascii: "{"))
        var members = Members(text: self)
        self = JSONText()
        body(&members)
        self = members.text
        bytes.writeInteger(UInt8(ascii: "}"))
    }

    /// Writes an array with an element for each of these.
    mutating func array<Element>(_ elements: [Element], _ write: (inout JSONText, Element) -> Void) {
        bytes.writeInteger(UInt8(ascii: "["))
        for (index, element) in elements.enumerated() {
            if index > 0 { bytes.writeInteger(UInt8(ascii: ",")) }
            write(&self, element)
        }
        bytes.writeInteger(UInt8(ascii: "]"))
    }

    mutating func string(_ value: String) {
        bytes.writeInteger(UInt8(ascii: "\""))
        if value.utf8.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) {
            for byte in value.utf8 { escape(byte) }
        } else {
            bytes.writeString(value)
        }
        bytes.writeInteger(UInt8(ascii: "\""))
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            bytes.writeInteger(UInt8(ascii: "\\"))
            bytes.writeInteger(byte)
        case ..<0x20: bytes.writeString((byte < 16 ? "\\u000" : "\\u00") + String(byte, radix: 16))
        default: bytes.writeInteger(byte)
        }
    }

    mutating func integer(_ value: Int64) { bytes.writeString(String(value)) }
    mutating func bool(_ value: Bool) { bytes.writeString(value ? "true" : "false") }
    mutating func null() { bytes.writeString("null") }

    /// The members of an object on their way out.
    struct Members {
        fileprivate var text: JSONText
        private var isFirst = true

        fileprivate init(text: JSONText) { self.text = text }

        /// Writes a member; the body writes its one value.
        mutating func add(_ name: String, _ value: (inout JSONText) -> Void) {
            if !isFirst { text.bytes.writeInteger(UInt8(ascii: ",")) }
            isFirst = false
            text.string(name)
            text.bytes.writeInteger(UInt8(ascii: ":"))
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
