import ImageModel
import ViewModels

/// How `gaze create` tells what happens.
@MainActor
protocol CreateReport: AnyObject {
    /// Why standard output does not have all that it was to have; nil while nothing is missing there.
    var outputFailure: StandardOutput.Failure? { get set }
    /// Nothing was sent, for these reasons.
    func held(_ problems: [(DraftField, String)], _ status: CreateExit)
    /// The record that is to get data was found.
    func found(_ record: ImageRecord)
    /// The record is there.
    func created(_ record: ImageRecord)
    /// The data is so far; told whenever something has changed, and once a second.
    func progress(_ transfer: TransferModel)
    /// All is done; the verdict on the data, where there is some.
    func made(_ record: ImageRecord, _ verdict: String?)
    /// It has failed; the record as it is left, where it was made.
    func failed(_ explanation: Explanation, _ status: CreateExit, _ record: ImageRecord?)
    /// It was called off; the record as it is left, where it was made.
    func calledOff(_ words: String, _ record: ImageRecord?)
    /// The output cannot be written; the words say why.
    func outputFailed(_ words: String)
}

extension CreateReport {
    /// Prints the record as it is at the end: a line of JSON, or on a terminal what a person wants of it.
    func printRecord(_ record: ImageRecord, _ words: String? = nil) {
        guard Console.output.isTerminal else { return print(JSONValue.object(record.fields).text()) }
        let image = record.image
        let size = image.size.map { ", " + Format.bytes($0) } ?? ""
        print(
            "\(image.nameOrID) is \(image.status.rawValue)\(size)\(words.map { ": " + $0 } ?? "").\n  id  \(image.id)")
    }

    /// Prints lines; that they cannot be written is told, unless whoever has read them has enough.
    func print(_ text: String) {
        do throws(StandardOutput.Failure) {
            try StandardOutput.write(Console.output.lines(text))
        } catch {
            outputFailure = error
            if let words = error.words { outputFailed(words) }
        }
    }
}
