import Foundation
import Terminal
import ViewModels
import Widgets

/// The footer of every screen: a line with the last message, current work and finished work, and the keys.
extension ScreenStack {
    /// Draws the line above the keys, and the keys of the top screen.
    func drawFooter(of screen: any Screen, into canvas: inout Canvas, now: Date) {
        let (rows, columns) = (canvas.size.rows, canvas.size.columns)
        let rule = Rect(row: rows - 2, column: 0, rows: 1, columns: columns)
        canvas.rule(rule)
        func say(_ words: String, _ role: Role) {
            let line = TextLayout.truncated(words, to: rule.columns - 6, glyphs: canvas.glyphs)
            canvas.write(" \(line) ", row: rule.row, column: rule.column + 2, role: role)
        }
        if let notice {
            say(notice, .key)
        } else if screen.place != .changeRun, workspace.isChanging, let run = workspace.run {
            say(ChangeText.line(run, key: screen.place == .list ? keys.name(of: .changeMarked, in: .list) : nil), .key)
        } else if let news = news(on: screen, canvas.glyphs) {
            let (words, role) = news.sentence
            let why = news.transfer.failure == nil ? "" : " The transfers say why."
            say("\(news.transfer.name): \(words)\(why)", role)
        } else if screen.place == .list, !hasBegun, let remark = ComplaintText(complaints).remark {
            // At the start, tell a person that some of their settings have no effect.
            say(remark, .warning)
        } else if screen.place == .list, workspace.hasNothingUnderWay,
            let news = OtherTransfersLine(workspace.others.news, keys)
        {
            news.draw(into: &canvas, in: rule)
        } else if screen.place == .list, workspace.hasNothingUnderWay, let (words, role) = listWords(now: now) {
            say(words, role)
        } else if screen.place != .transfers, screen.place != .cutOff {
            let inSight = screen.imageInSight
            let sends = workspace.transfers.underWay.filter { $0.imageID != inSight }
            TransferLine(sends: sends, downloads: workspace.downloads.underWay).draw(into: &canvas, in: rule)
        }
        var unavailable = screen.unavailable
        // A person's own commands need an image.
        if screen.subject == nil { unavailable.formUnion(keys.commands.indices.map(Action.command)) }
        Self.hints(of: screen.place, without: unavailable, first: screen.foremost, canvas.glyphs, keys).draw(
            into: &canvas, in: Rect(row: rows - 1, column: 1, rows: 1, columns: columns - 2))
    }

    /// Returns a transfer that has ended without having been seen; nil if there is none, or the screen itself shows it.
    private func news(on screen: any Screen, _ glyphs: Glyphs) -> (any TransferWords)? {
        guard screen.place != .transfers, screen.place != .cutOff else { return nil }
        if let sent = workspace.transfers.news, sent.imageID != screen.imageInSight || sent.plan.copied != nil {
            return TransferText(transfer: sent, glyphs: glyphs)
        }
        return workspace.downloads.news.map { DownloadText(download: $0, glyphs: glyphs) }
    }

    /// Returns the message below the list if nothing is in progress; nil if there is none.
    private func listWords(now: Date) -> (words: String, role: Role)? {
        if let words = draftWords(now: now) { return (words, .key) }
        if let remark = ComplaintText(complaints).remark { return (remark, .warning) }
        return offersTour ? ("New here? " + keys.tourWords, .key) : nil
    }

    /// Returns the offer of a draft left by an earlier run of gaze; nil if there is none, or the form is in use.
    private func draftWords(now: Date) -> String? {
        guard let kept = workspace.drafts.offered, workspace.draft.draft.isEmpty,
            let key = keys.name(of: .newImage, in: .list)
        else { return nil }
        return "A draft is kept from \(Format.ago(kept.keptAt, now: now)): \(key) takes it up."
    }

    /// Returns the hints for the footer: the keys of a place that have a label.
    ///
    /// - Parameters:
    ///   - place: The place of the keys.
    ///   - unavailable: The actions to leave out.
    ///   - foremost: The actions to show first, with labels of their own.
    ///   - glyphs: The shapes to draw with.
    ///   - table: The key table in use.
    static func hints(
        of place: Place, without unavailable: Set<Action>, first foremost: [(action: Action, label: String)] = [],
        _ glyphs: Glyphs, _ table: KeyTable = .standard
    ) -> KeyHints {
        var hints: [(key: String, label: String)] = []
        var pressed: [Key] = []
        var kept: Set<Int> = []
        let counting = table.counting(in: place, without: unavailable)
        let first = foremost.compactMap { wanted in
            counting.first { $0.row.action == wanted.action }.map { (row: $0.row, keys: $0.keys, label: wanted.label) }
        }
        let others = counting.filter { each in !foremost.contains { $0.action == each.row.action } }.compactMap {
            each in
            each.row.label.map { (row: each.row, keys: each.keys, label: $0) }
        }
        for (row, keys, label) in first + others {
            guard let key = keys.first else { continue }
            // The way out and the command palette are always shown, however little room there is.
            if [.back, .quit].contains(row.action) || row.action == .palette && key.isCharacter {
                kept.insert(hints.count)
            }
            pressed.append(key)
            hints.append((key == .enter ? glyphs.enter : key.name, label))
        }
        return KeyHints(hints, keeping: kept, keys: pressed)
    }
}
