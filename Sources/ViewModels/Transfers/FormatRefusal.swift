/// Why a service refuses data because of its content, taken from the message of a 415 answer or of a task.
///
/// Source: Glance 33.0.0, `ImageProxy.set_data`, which uploads and imports both reach.
enum FormatRefusal: Hashable {
    /// The data has another format than the record says; with the value for the record's `disk_format`.
    case mismatch(String)
    /// The data has the right format, but contains something harmful, or cannot be inspected completely.
    case unsafe
    /// The data matches several formats.
    case several

    /// Parses a message; nil if it is about something else.
    init?(_ message: String) {
        if let found = message.firstMatch(of: /does not match stream data ([a-z0-9]+)/) {
            // A partitioned or encrypted disk is `raw` in the Image API, which has no other word for it.
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
