extension Sequence<UInt8> {
    /// The bytes in lower-case hexadecimal, two digits each, as the API writes hashes.
    package var hexadecimal: String { map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
}
