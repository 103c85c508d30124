import Foundation
import Terminal
import ViewModels
import Widgets

/// How the transfers of other gazes are, in words: a row of the transfers, and what is said of it below.
struct OtherTransferText {
    let glyphs: Glyphs
    /// The keys that do something about one that was cut off.
    let keys: KeyNames

    /// What is in a row besides the name, and where the data comes from.
    struct Row {
        let state: (String, Role)
        var size: Int64?
        /// Whose it is, or what it was.
        let remark: String
        var moment: Date?
        var origin = ""
    }

    /// One that another gaze is doing.
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

    /// One that was cut off, or did not work out.
    func row(_ cutOff: CutOff, isReading: Bool) -> Row {
        Row(
            state: isReading
                ? ("\(glyphs.half) reading", .statusInTransit) : state(cutOff.end?.outcome ?? .cutOff),
            size: cutOff.note.size, remark: "earlier", moment: cutOff.time, origin: cutOff.note.plan.origin)
    }

    /// One that has ended.
    func row(_ entry: JournalEntry) -> Row {
        Row(
            state: state(entry.outcome), remark: "earlier", moment: entry.time,
            origin: (entry.file ?? entry.target).map { "to \($0)" } ?? "")
    }

    private func state(_ outcome: JournalEntry.Outcome) -> (String, Role) {
        switch outcome {
        case .verified: ("\(glyphs.check) verified", .success)
        case .failed: ("! failed", .error)
        case .cancelled: ("\(glyphs.barred) called off", .warning)
        case .cutOff: ("\(glyphs.barred) cut off", .warning)
        }
    }

    /// What is said of one that another gaze is doing.
    func sentences(_ note: TransferNote) -> [(String, Role)] {
        let sent = Format.bytes(note.bytes) + (note.size.map { " of \(Format.bytes($0))" } ?? "")
        let outlook = note.state == .held ? "It is held back there." : "It goes on there."
        return [("from \(note.plan.origin)", .dim), ("In another gaze: \(sent) sent. \(outlook)", .text)]
    }

    /// What is said of one that was cut off.
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

    /// What is said of one that has ended.
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

/// What happened while nobody watched, and goes on in other gazes, in one line of the list.
@MainActor
struct OtherTransfersLine {
    private let text: String
    /// Where more is to be seen, which has room before the rest.
    private let way: String

    /// Nil where there is nothing to tell.
    init?(_ news: TransferMemory.Found, _ keys: KeyTable = .standard) {
        var parts: [String] = []
        func count(_ outcome: JournalEntry.Outcome, _ word: String) -> String? {
            let count = news.ended.count { $0.outcome == outcome }
            return count == 0 ? nil : "\(count) \(word)"
        }
        let ends = [count(.verified, "verified"), count(.failed, "failed"), count(.cancelled, "called off")]
            .compactMap(\.self)
        if !ends.isEmpty { parts.append("While you were away: " + ends.joined(separator: ", ")) }
        let unfinished = news.cutOff.count { $0.end != nil }
        let cutOff = news.cutOff.count - unfinished
        if cutOff > 0 {
            parts.append(cutOff == 1 ? "1 transfer was cut off" : "\(cutOff) transfers were cut off")
        }
        if unfinished > 0 {
            parts.append(unfinished == 1 ? "1 transfer did not work out" : "\(unfinished) transfers did not work out")
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
