import Foundation
import ImageModel
import Screens
import ViewModels

/// Reports on standard error what `gaze save` does: with a bar for a person, otherwise as one line of JSON per event.
@MainActor
final class SaveReport {
    private let console = Console.errors
    private let format: RecordFormat?
    /// Whether the cancellation has been reported, after which nothing more is.
    private var isOver = false
    private var told: (state: DownloadModel.State, moment: ContinuousClock.Instant)?

    /// The minimum time between two progress events of the same state.
    private static let interval: Duration = .seconds(1)

    /// Creates a report.
    ///
    /// - Parameter format: the format in which the saved file is printed; nil for its path alone.
    init(format: RecordFormat?) { self.format = format }

    /// Reports the progress of the download; called whenever something has changed, and once a second.
    func progress(_ download: DownloadModel) {
        guard download.isUnderWay, !isOver else { return }
        if console.isTerminal {
            console.showBar(download.fraction) { DownloadText(download: download, glyphs: $0).sentence.0 }
            return
        }
        let now = ContinuousClock.now
        if let told, told.state == download.state, told.moment.duration(to: now) < Self.interval { return }
        told = (download.state, now)
        var line: [String: JSONValue] = [
            "state": .string(Self.word(for: download.state)), "bytes": .integer(download.bytesMoved),
        ]
        line["size"] = download.size.map(JSONValue.integer)
        line["bytes_per_second"] = download.bytesPerSecond.map { .integer(Int64($0)) }
        line["seconds_stalled"] = download.stall.map { .integer($0.components.seconds) }
        line["seconds_left"] = download.timeLeft.map { .integer($0.components.seconds) }
        tell("progress", download.imageID, line)
    }

    /// Reports success, and prints the saved file.
    ///
    /// - Returns: the exit status, which also says whether the output could be written.
    func saved(_ download: DownloadModel, _ image: Image, _ verdict: String) -> Int32 {
        console.endLine()
        var status: Int32 = 0
        do throws(StandardOutput.Failure) {
            if case .file(let path, _) = download.destination {
                let sentence = "\(download.name) is saved to \(path): \(verdict)."
                try StandardOutput.write(text(of: image, path, orElse: sentence))
            }
        } catch {
            status = error.status
            if let words = error.words {
                refused(words, .output)
                return status
            }
        }
        tellDone(image.id, download.destination.words, verdict)
        return status
    }

    private func tellDone(_ image: Image.ID, _ file: String, _ verdict: String) {
        guard !console.isTerminal else { return }
        tell("done", image, ["verdict": .string(verdict), "file": .string(file)])
    }

    /// Returns the text printed for a saved file: its path alone, the result in the requested format, or a sentence for a
    /// person.
    private func text(of image: Image, _ path: String, orElse sentence: String) -> String {
        guard let format else { return Console.output.lines(Console.output.isTerminal ? sentence : path) }
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        let hash =
            image.secureHash.map { (image.hashAlgorithm ?? "hash") + ":" + $0 } ?? image.checksum.map { "md5:" + $0 }
        let result = CommandResult([
            "id": .string(image.id), "path": .string(path),
            "bytes": (attributes?[.size] as? NSNumber).map { .integer($0.int64Value) },
            "hash": hash.map(JSONValue.string),
        ])
        // Only the conversion to YAML can throw, and it accepts every text.
        let text = try? format.text(
            of: result, columns: nil, charset: Console.output.charset, room: Console.output.room)
        return text ?? ""
    }

    /// Reports a failure.
    ///
    /// - Parameter image: the image, if it is known.
    func failed(_ explanation: Explanation, _ status: SaveExit, _ image: Image.ID?) {
        if isOver { return }
        console.endLine()
        if console.isTerminal {
            console.write(explanation.lines.joined(separator: "\n"))
        } else {
            tell("failed", image, explanation.members(ofKind: status.word))
        }
    }

    /// Reports why the download cannot begin.
    func refused(_ words: String, _ status: SaveExit) {
        if console.isTerminal {
            console.write(words)
        } else {
            tell("failed", nil, ["kind": .string(status.word), "message": .string(words)])
        }
    }

    /// Reports that the download was cancelled.
    func calledOff(_ download: DownloadModel?) {
        if isOver { return }
        isOver = true
        console.endLine()
        let words = "Cancelled." + (download.map { $0.bytesMoved > 0 && $0.mayRetry } == true ? Self.kept : "")
        if console.isTerminal {
            console.write(words)
        } else {
            tell("cancelled", download?.imageID, ["message": .string(words)])
        }
    }

    private static let kept = " What has arrived is kept; the same command resumes from there."

    private func tell(_ event: String, _ image: Image.ID?, _ more: [String: JSONValue]) {
        var line = more
        line["event"] = .string(event)
        line["id"] = image.map(JSONValue.string)
        console.write(JSONValue.object(line).text())
    }

    private static func word(for state: DownloadModel.State) -> String {
        switch state {
        case .waiting, .held: "waiting"
        case .asking: "asking"
        case .checking: "checking"
        case .receiving: "receiving"
        case .resuming: "resuming"
        case .finishing: "finishing"
        case .saved: "saved"
        case .failed: "failed"
        case .cancelled: "cancelled"
        }
    }
}
