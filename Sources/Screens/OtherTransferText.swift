import Foundation
import Terminal
import ViewModels
import Widgets

/// The transfers of other runs of gaze in words: their rows among the transfers, and the details below.
struct OtherTransferText {
    let glyphs: Glyphs
    /// The names of the keys for transfers that were cut off.
    let keys: KeyNames

    /// The content of a row other than the image's name.
    struct Row {
        let state: (String, Role)
        var size: Int64?
        /// Who runs the transfer, or when it was.
        let remark: String
        var moment: Date?
        var origin = ""
    }

    /// Returns the row of a transfer that is running in another gaze.
    func row(_ note: TransferNote) -> Row {
        let sent = note.fraction.map { "\(Int($0 * 100)) %" } ?? Format.bytes(note.bytes)
        let state: (String, Role) =
            switch note.state {
            case .asking: ("\(glyphs.half) asking", .statusInTransit)
            case .waiting: ("\(glyphs.empty) waiting", .dim)
            case .held: ("\(glyphs.empty) held", .warning)
            case .sending: ("\(glyphs.half) sent \(sent)", .statusInTransit)
            case .importing: ("\(glyphs.half) importing", .statusInTransit)
            case .verifying: ("\(glyphs.half) verifying", .statusInTransit)
            }
        return Row(state: state, size: note.size, remark: "another gaze", origin: note.plan.origin)
    }

    /// Returns the row of a transfer that was cut off or did not succeed.
    func row(_ cutOff: CutOff, isReading: Bool) -> Row {
        Row(
            state: isReading
                ? ("\(glyphs.half) reading", .statusInTransit) : state(cutOff.end?.outcome ?? .cutOff),
            size: cutOff.note.size, remark: "earlier", moment: cutOff.time, origin: cutOff.note.plan.origin)
    }

    /// Returns the row of a transfer that has ended.
    func row(_ entry: JournalEntry) -> Row {
        Row(
            state: state(entry.outcome), remark: "earlier", moment: entry.time,
            origin: (entry.file ?? entry.target).map { "to \($0)" } ?? "")
    }

    private func state(_ outcome: JournalEntry.Outcome) -> (String, Role) {
        switch outcome {
        case .verified: ("\(glyphs.check) verified", .success)
        case .failed: ("! failed", .error)
        case .cancelled: ("\(glyphs.barred) cancelled", .warning)
        case .cutOff: ("\(glyphs.barred) cut off", .warning)
        }
    }

    /// Returns the details of a transfer that is running in another gaze.
    func sentences(_ note: TransferNote) -> [(String, Role)] {
        let sent = Format.bytes(note.bytes) + (note.size.map { " of \(Format.bytes($0))" } ?? "")
        let outlook = note.state == .held ? "It is paused there." : "It goes on there."
        return [("from \(note.plan.origin)", .dim), ("In another gaze: \(sent) sent. \(outlook)", .text)]
    }

    /// Returns the details of a transfer that was cut off or did not succeed.
    func sentences(_ cutOff: CutOff, refusal: Explanation?) -> [(String, Role)] {
        var lines: [(String, Role)] = [("from \(cutOff.note.plan.origin)", .dim)]
        if let refusal {
            lines += [("! " + refusal.headline, .error), (refusal.reason + " " + refusal.advice, .text)]
        } else if let end = cutOff.end {
            lines += sentences(end)
            lines.append(
                (
                    (keys.press(.completeTransfer, "to bring the data again")
                        + keys.press(.forgetTransfer, "to forget it")).trimmingCharacters(in: .whitespaces), .warning
                ))
        } else {
            let place =
                cutOff.note.state == .asking
                ? "before the service had answered the create" : "after \(Format.bytes(cutOff.note.bytes))"
            lines.append(
                (
                    "gaze ended \(place)." + keys.press(.completeTransfer, "to complete it")
                        + keys.press(.forgetTransfer, "to forget it"), .warning
                ))
        }
        return lines + [("id \(cutOff.note.id)", .dim)]
    }

    /// Returns the details of a transfer that has ended.
    func sentences(_ entry: JournalEntry) -> [(String, Role)] {
        switch entry.outcome {
        case .verified:
            [
                (entry.file ?? entry.target).map { ("to \($0)", Role.dim) },
                ("\(glyphs.check) \(entry.title): \(entry.text).", .success), ("id \(entry.image)", .dim),
            ].compactMap(\.self)
        case .failed: [("! " + entry.title, .error), (entry.text, .text)]
        case .cancelled, .cutOff:
            [([entry.title, entry.text].filter { !$0.isEmpty }.joined(separator: ". "), .warning)]
        }
    }
}

/// One line in the list about transfers that ended while gaze was not running, or that other runs of gaze are doing.
@MainActor
struct OtherTransfersLine {
    private let text: String
    /// The key that shows more; it takes precedence over the rest of the text.
    private let way: String

    /// Creates the line; nil if there is nothing to report.
    init?(_ news: TransferMemory.Found, _ keys: KeyTable = .standard) {
        var parts: [String] = []
        func count(_ outcome: JournalEntry.Outcome, _ word: String) -> String? {
            let count = news.ended.count { $0.outcome == outcome }
            return count == 0 ? nil : "\(count) \(word)"
        }
        let ends = [count(.verified, "verified"), count(.failed, "failed"), count(.cancelled, "cancelled")]
            .compactMap(\.self)
        if !ends.isEmpty { parts.append("While you were away: " + ends.joined(separator: ", ")) }
        let unfinished = news.cutOff.count { $0.end != nil }
        let cutOff = news.cutOff.count - unfinished
        if cutOff > 0 {
            parts.append(cutOff == 1 ? "1 transfer was cut off" : "\(cutOff) transfers were cut off")
        }
        if unfinished > 0 {
            parts.append(unfinished == 1 ? "1 transfer did not finish" : "\(unfinished) transfers did not finish")
        }
        let running = news.running.count
        if running > 0 { parts.append("\(running) under way in another gaze") }
        guard !parts.isEmpty, let key = keys.name(of: .transfers, in: .list)
        else { return nil }
        let isOne = ends.count <= 1 && news.ended.count + cutOff + unfinished + running == 1
        text = parts.joined(separator: "; ") + "."
        way = " \(key) shows \(isOne ? "it" : "them")."
    }

    func draw(into canvas: inout Canvas, in rect: Rect) {
        let room = rect.columns - 6 - TextLayout.columns(of: way, charset: canvas.glyphs.charset)
        let line = TextLayout.truncated(text, to: room, glyphs: canvas.glyphs) + way
        canvas.write(
            " \(line) ", row: rect.row, column: rect.column + 2, role: .statusInTransit, limit: rect.columns - 4)
    }
}
