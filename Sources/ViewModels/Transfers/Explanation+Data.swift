extension Explanation {
    /// Returns the words for data that is refused because of its content; with nil, for a refusal without a known reason.
    static func words(for refusal: FormatRefusal?) -> Words {
        switch refusal {
        case .mismatch(let format):
            (
                "The data is not in the disk format that the record says. It is \(format).",
                "Nothing is lost: say \(format) in the record and bring the data again, or convert it to what the record says."
            )
        case .unsafe:
            (
                "The data is in the disk format that the record says, and the service finds it unsafe: it names other files, "
                    + "has parts that the service does not know, or ends before all of it was there.",
                "Another disk format does not help. See what gaze inspect says of it, and recreate it, for example with "
                    + "qemu-img convert; then bring it again."
            )
        case .several:
            (
                "The data looks like several disk formats at once, so that its format is unclear.",
                "See what gaze inspect says of it, and recreate it, for example with qemu-img convert; then bring it again."
            )
        case nil:
            (
                "The data is not in the disk format that the record says.",
                "Nothing is lost: correct the disk format in the record, which is still queued, and bring the data again."
            )
        }
    }

    /// Returns the words for data that cannot be read, depending on where it is.
    static func unreadable(_ message: String, _ plan: TransferPlan) -> Words {
        switch plan.source {
        case .web: ("The address cannot be sent on as it is: \(message)", "Check the address, then send it again.")
        case .image:
            ("The image cannot be sent on as it is: \(message)", "Look at it there, then send it again.")
        case nil where plan.copied != nil:
            ("The image cannot be read where it is: \(message)", "Look at it there, then send it again.")
        case nil: ("Standard input cannot be sent as it is: \(message)", "Pipe the data in once more.")
        case .file, .standardInput:
            ("The file cannot be sent as it is: \(message)", "Check the file, then send it again.")
        }
    }
}
