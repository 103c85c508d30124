public import Foundation

/// What a folder has under one name.
public struct FileEntry: Hashable, Sendable {
    /// What it is; for a link, what the link leads to.
    public enum Kind: Hashable, Sendable {
        case file, folder, device, pipe, socket
        /// A link to what is not there.
        case deadLink
        /// It has not been looked at yet, or could not be.
        case unknown
    }

    /// The name; bytes that are not UTF-8 are shown as U+FFFD. Text from outside.
    public let name: String
    /// What it is.
    public internal(set) var kind: Kind
    /// Whether it is a link.
    public internal(set) var isLink: Bool
    /// Bytes in a file; nil for all else, and until it has been looked at.
    public internal(set) var size: Int64?
    /// When it was changed last; nil until it has been looked at.
    public internal(set) var modified: Date?
    /// The name's bytes, where they are not UTF-8.
    let rawName: [UInt8]?
    /// What names are ordered by: without case, and numbers by their value.
    let sortKey: String

    /// A name in a folder, before it has been looked at.
    ///
    /// - Parameter bytes: as the system has them.
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

    /// Whether a default listing leaves it out.
    public var isHidden: Bool { name.utf8.first == UInt8(ascii: ".") }

    /// Whether it can be named in a text, and so be sent.
    public var hasTextName: Bool { rawName == nil }

    /// Why it is neither a folder to go into nor a file to be sent, as a sentence; nil where it is one.
    ///
    /// - Parameter isReading: whether the folder is still being looked at.
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

    /// The name as the shell would have it typed, where it is not UTF-8: `$'caf\xE9.raw'`.
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

    /// The name without case, and before each number how many digits it has: `disk9` comes before `disk10`.
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
