/// Parses sizes as people write them.
package enum ByteCount {
    /// Parses a number of bytes: `1G`, `1.5GiB`, `512M`, `4096`. Prefixes are binary, as in the sizes that gaze shows.
    ///
    /// - Returns: The number; nil if the text is not a size, or the size is 4 EiB or more.
    package static func read(_ text: String) -> Int64? {
        guard let match = text.wholeMatch(of: /(\d{1,18}(?:\.\d{1,6})?)([kKmMgGtTpP])?(?:i?[bB])?/),
            let number = Double(match.1)
        else { return nil }
        guard let prefix = match.2?.lowercased(), let power = ["k", "m", "g", "t", "p"].firstIndex(of: prefix) else {
            return Int64(match.1)
        }
        let bytes = number * Double(1 << (10 * (power + 1)))
        return bytes < 0x1p62 ? Int64(bytes) : nil
    }
}
