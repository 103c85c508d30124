import ImageModel
import Screens
import Terminal
import ViewModels
import Widgets

/// Tells what happens to a person: a bar in the last line of the terminal, and words.
@MainActor
final class CreateBar: CreateReport {
    private let console = Console.errors

    func held(_ problems: [(DraftField, String)], _ status: CreateExit) {
        console.write((["Nothing was sent:"] + problems.map { "  \($0.0.label): \($0.1)" }).joined(separator: "\n"))
    }

    func created(_ record: ImageRecord) {
        console.write("The record is made: \(record.image.id)")
    }

    func progress(_ transfer: TransferModel) {
        // How it has ended is told below the bar, and without the keys of a screen.
        guard transfer.isUnderWay else { return }
        let size = Size(rows: 1, columns: max(20, console.columns - 1))
        var canvas = Canvas(size: size, charset: console.charset)
        var room = canvas.bounds
        if let fraction = transfer.fraction {
            let (bar, rest) = room.split(left: min(26, size.columns / 3))
            ProgressBar(fraction: fraction).draw(into: &canvas, in: bar)
            room = rest.split(left: 1).rest
        }
        let text = TransferText(transfer: transfer, glyphs: canvas.glyphs).sentence.0
        canvas.write(
            TextLayout.truncated(text, to: room.columns, glyphs: canvas.glyphs), row: 0, column: room.column)
        console.replaceLine(with: canvas.lines[0])
    }

    func made(_ record: ImageRecord, _ verdict: String?) {
        console.endLine()
        printRecord(record, verdict)
    }

    func failed(_ explanation: Explanation, _ status: CreateExit, _ record: ImageRecord?) {
        console.endLine()
        var lines = [explanation.headline + ".", explanation.reason + " " + explanation.advice]
        if !explanation.serverMessage.isEmpty { lines.append("The service says: \(explanation.serverMessage)") }
        if let requestID = explanation.requestID { lines.append("Request id: \(requestID)") }
        console.write(lines.joined(separator: "\n"))
        if let record { printRecord(record) }
    }

    func calledOff(_ words: String, _ record: ImageRecord?) {
        console.endLine()
        console.write(words)
        if let record { printRecord(record) }
    }
}
