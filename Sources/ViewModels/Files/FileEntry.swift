package import Foundation

/// An entry of a folder.
package struct FileEntry: Hashable, Sendable {
    /// The kind of an entry; for a link, that of its target.
    package enum Kind: Hashable, Sendable {
        case file, folder, device, pipe, socket
        /// A link whose target does not exist.
        case deadLink
        /// Not examined yet, or the examination failed.
        case unknown
    }

    /// The name, with U+FFFD in place of bytes that are not UTF-8. Text from outside.
    package let name: String
    /// The kind of the entry.
    package internal(set) var kind: Kind
    /// Whether the entry is a link.
    package internal(set) var isLink: Bool
    /// The size of a file in bytes; nil for everything else, and until the entry has been examined.
    package internal(set) var size: Int64?
    /// When the entry was last modified; nil until it has been examined.
    package internal(set) var modified: Date?
    /// The bytes of a name that is not UTF-8; nil if it is.
    let rawName: [UInt8]?
    /// The key for sorting by name, which ignores case and compares numbers by value.
    let sortKey: String

    /// An entry that has not been examined yet.
    ///
    /// - Parameters:
    ///   - bytes: the name as the system has it.
    ///   - kind: the kind, as far as the folder tells it.
    ///   - isLink: whether the folder says that the entry is a link.
    init(name bytes: some Collection<UInt8>, kind: Kind = .unknown, isLink: Bool = false) {
        if let name = String(validating: bytes, as: UTF8.self) {
            self.name = name
            rawName = nil
        } else {
            name = String(decoding: bytes, as: UTF8.self)
            rawName = Array(bytes)
        }
        self.kind = kind
        self.isLink = isLink
        sortKey = Self.sortKey(of: name)
    }

    /// Whether a default listing leaves the entry out.
    package var isHidden: Bool { name.utf8.first == UInt8(ascii: ".") }

    /// Whether the name is UTF-8. Only then can it be written as text, and the file be sent.
    package var hasTextName: Bool { rawName == nil }

    /// Returns a sentence that says why the entry can be neither opened as a folder nor sent as a file; nil if it can.
    ///
    /// - Parameter isReading: whether the folder is still being read.
    func obstacle(isReading: Bool) -> String? {
        guard hasTextName else {
            return "The name is not UTF-8, and gaze can name no such file: rename it, or make a link to it. "
                + "In a shell it is \(shellName)."
        }
        return switch kind {
        case .folder, .file: nil
        case .device: "\(name) is a device; only a file can be sent."
        case .pipe: "\(name) is a pipe; only a file can be sent."
        case .socket: "\(name) is a socket; only a file can be sent."
        case .deadLink: "\(name) is a link to what is not there."
        case .unknown:
            isReading
                ? "It is not known yet what \(name) is: it is being looked at."
                : "It cannot be told what \(name) is: you may not look at it."
        }
    }

    /// The name, or if it is not UTF-8, the name in shell quotes: `$'caf\xE9.raw'`.
    var shellName: String {
        guard let rawName else { return name }
        let quoted = rawName.map { byte -> String in
            switch byte {
            case UInt8(ascii: "'"), UInt8(ascii: "\\"): "\\" + String(UnicodeScalar(byte))
            case 0x20..<0x7F: String(UnicodeScalar(byte))
            default: "\\x" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return "$'" + quoted.joined() + "'"
    }

    /// Returns the name in lower case, with the number of digits before each number: `disk9` sorts before `disk10`.
    private static func sortKey(of name: String) -> String {
        let scalars = name.lowercased().unicodeScalars
        guard scalars.contains(where: isDigit) else { return String(scalars) }
        var key = String.UnicodeScalarView()
        var rest = scalars[...]
        while let next = rest.first {
            guard isDigit(next) else {
                key.append(next)
                rest.removeFirst()
                continue
            }
            let digits = rest.prefix(while: isDigit)
            rest = rest[digits.endIndex...]
            let value = digits.drop { $0 == "0" }
            key.append("0")
            key.append(UnicodeScalar(UInt8(min(value.count, 0x7F))))
            key.append(contentsOf: value)
        }
        return String(key)
    }

    private static func isDigit(_ scalar: UnicodeScalar) -> Bool { ("0"..."9").contains(scalar) }
}
