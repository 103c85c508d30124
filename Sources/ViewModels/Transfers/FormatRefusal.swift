/// Why a service refuses data for what it is, as its message says it: that of a 415, or that of a task.
///
/// Source: Glance 33.0.0, `ImageProxy.set_data`, which is where uploads and imports come to.
enum FormatRefusal: Hashable {
    /// The data is of another format than the record says: a word for the record's `disk_format`.
    case mismatch(String)
    /// It is of the format, and has in it what may do harm, or cannot be looked at to its end.
    case unsafe
    /// It bears the marks of several formats.
    case several

    /// Nil where the message is about something else.
    init?(_ message: String) {
        if let found = message.firstMatch(of: /does not match stream data ([a-z0-9]+)/) {
            // A disk with a partition table is its own bytes, for which the Image API has one word.
            let word = String(found.1)
            self = .mismatch(["gpt", "mbr", "luks"].contains(word) ? "raw" : word)
        } else if message.contains("failed safety checks") || message.contains("cannot be safety checked") {
            self = .unsafe
        } else if message.contains("Multiple formats detected") {
            self = .several
        } else {
            return nil
        }
    }
}
