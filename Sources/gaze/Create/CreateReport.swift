import ImageModel
import ViewModels

/// How `gaze create` reports what happens.
@MainActor
protocol CreateReport: AnyObject {
    /// Why standard output is incomplete; nil while everything has been written.
    var outputFailure: StandardOutput.Failure? { get set }
    /// Reports that nothing was sent, because of these problems.
    func held(_ problems: [(DraftField, String)], _ status: CreateExit)
    /// Reports that the record that is to get the data was found.
    func found(_ record: ImageRecord)
    /// Reports that the record was created.
    func created(_ record: ImageRecord)
    /// Reports the progress of the transfer; called whenever something has changed, and once a second.
    func progress(_ transfer: TransferModel)
    /// Reports success, with the verdict on the data if there is any.
    func made(_ record: ImageRecord, _ verdict: String?)
    /// Reports a failure, with the record in its final state if it was created.
    func failed(_ explanation: Explanation, _ status: CreateExit, _ record: ImageRecord?)
    /// Reports a cancellation, with the record in its final state if it was created.
    func calledOff(_ words: String, _ record: ImageRecord?)
    /// Reports that the output cannot be written, and why.
    func outputFailed(_ words: String)
}

extension CreateReport {
    /// Prints the record in its final state: a line of JSON, or a short summary on a terminal.
    func printRecord(_ record: ImageRecord, _ words: String? = nil) {
        guard Console.output.isTerminal else { return print(JSONValue.object(record.fields).text()) }
        let image = record.image
        let size = image.size.map { ", " + Format.bytes($0) } ?? ""
        print(
            "\(image.nameOrID) is \(image.status.rawValue)\(size)\(words.map { ": " + $0 } ?? "").\n  id  \(image.id)")
    }

    /// Prints lines. A failure to write is reported, unless the reader has closed the pipe.
    func print(_ text: String) {
        do throws(StandardOutput.Failure) {
            try StandardOutput.write(Console.output.lines(text))
        } catch {
            outputFailure = error
            if let words = error.words { outputFailed(words) }
        }
    }
}
