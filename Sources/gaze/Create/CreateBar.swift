import ImageModel
import Screens
import ViewModels

/// Reports what happens to a person: with a bar in the last line of the terminal, and in words.
@MainActor
final class CreateBar: CreateReport {
    private let console = Console.errors
    var outputFailure: StandardOutput.Failure?

    func held(_ problems: [(DraftField, String)], _ status: CreateExit) {
        console.write((["Nothing was sent:"] + problems.map { "  \($0.0.label): \($0.1)" }).joined(separator: "\n"))
    }

    func found(_ record: ImageRecord) {}

    func created(_ record: ImageRecord) {
        console.write("The record is made: \(record.image.id)")
    }

    func progress(_ transfer: TransferModel) {
        // The outcome is printed below the bar, in words that do not mention a screen's keys.
        guard transfer.isUnderWay else { return }
        console.showBar(transfer.fraction) { TransferText(transfer: transfer, glyphs: $0).sentence.0 }
    }

    func made(_ record: ImageRecord, _ verdict: String?) {
        console.endLine()
        printRecord(record, verdict)
    }

    func failed(_ explanation: Explanation, _ status: CreateExit, _ record: ImageRecord?) {
        console.endLine()
        console.write(explanation.lines.joined(separator: "\n"))
        if let record { printRecord(record) }
    }

    func calledOff(_ words: String, _ record: ImageRecord?) {
        console.endLine()
        console.write(words)
        if let record { printRecord(record) }
    }

    func outputFailed(_ words: String) { console.write(words) }
}
