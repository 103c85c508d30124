import Foundation
import Terminal
import ViewModels
import Widgets

/// All transfers since the start of gaze, and those of other runs: their progress, and the actions on them.
@MainActor
final class TransfersScreen: KeyNaming {
    let title = "Transfers"
    var keys = KeyTable.standard
    private let workspace: Workspace
    private var table = Table(columns: [
        .init("NAME", columns: 20, priority: 0),
        .init("STATE", columns: 14, priority: 1),
        .init("SIZE", columns: 9, isRightAligned: true, priority: 3),
        .init("RATE", columns: 12, isRightAligned: true, priority: 2),
        .init("LEFT", columns: 12, isRightAligned: true, priority: 4),
        .init("FROM OR TO", columns: 30, priority: 5),
    ])

    /// The subject of the selected row when it was last drawn or moved to.
    private var anchor: (id: AnyHashable, image: String)?

    init(workspace: Workspace) {
        self.workspace = workspace
        others.refresh()
    }

    private var transfers: Transfers { workspace.transfers }
    private var downloads: Downloads { workspace.downloads }
    private var others: OtherTransfers { workspace.others }

    private var rows: [TransferRow] {
        transfers.all.map(TransferRow.own) + downloads.all.map(TransferRow.download)
            + others.running.map(TransferRow.running) + others.cutOff.map(TransferRow.cutOff)
            + others.ended.map(TransferRow.ended)
    }

    /// Returns the index of the anchored row, which moves when a transfer is completed or ends, or when others are added; if it
    /// is gone, the first row about the same image; nil if there is none.
    private static func place(of anchor: (id: AnyHashable, image: String)?, in rows: [TransferRow]) -> Int? {
        anchor.flatMap { anchor in
            rows.firstIndex { $0.id == anchor.id } ?? rows.firstIndex { $0.image == anchor.image }
        }
    }

    private var selectedRow: TransferRow? {
        let rows = rows
        return rows.isEmpty ? nil : rows[Self.place(of: anchor, in: rows) ?? min(table.selected, rows.count - 1)]
    }

    /// Moves the selection to the row that it is anchored to.
    private func follow() {
        let rows = rows
        if let place = Self.place(of: anchor, in: rows) { table.select(place) }
        anchorBar(in: rows)
    }

    /// Anchors the selection to the row that it is on.
    private func anchorBar(in rows: [TransferRow]) {
        anchor = rows.isEmpty ? nil : { ($0.id, $0.image) }(rows[min(table.selected, rows.count - 1)])
    }

    /// The selected transfer, if it is one of this gaze.
    private var selected: (any Transfer)? { selectedSend ?? selectedDownload }

    private var selectedSend: TransferModel? { if case .own(let transfer)? = selectedRow { transfer } else { nil } }

    private var selectedDownload: DownloadModel? {
        if case .download(let download)? = selectedRow { download } else { nil }
    }

    private var selectedCutOff: CutOff? { if case .cutOff(let cutOff)? = selectedRow { cutOff } else { nil } }

    var place: Place { selectedCutOff == nil ? .transfers : .cutOff }

    /// The id and the name of the selected row's image; nil if its record is not in this cloud.
    private var image: (id: String, name: String)? {
        switch selectedRow {
        // The record of a copy is in another cloud.
        case .own(let transfer) where transfer.plan.copied != nil: nil
        case .own(let transfer): (transfer.imageID, transfer.name)
        case .download(let download): (download.imageID, download.name)
        case .running(let note): note.plan.target == nil ? (note.id, note.name) : nil
        case .cutOff(let cutOff): cutOff.note.plan.target == nil ? (cutOff.note.id, cutOff.note.name) : nil
        case .ended(let entry): entry.target == nil ? (entry.image, entry.name) : nil
        case nil: nil
        }
    }

    var unavailable: Set<Action> {
        var actions: Set<Action> = image == nil ? [.open] : []
        if selected?.isUnderWay != true { actions.insert(.cancelTransfer) }
        if selected?.mayHold != true { actions.insert(.holdTransfer) }
        if selected?.mayRetry != true { actions.insert(.retryTransfer) }
        if selectedSend?.otherWays.isEmpty != false { actions.insert(.otherMethod) }
        if failure == nil { actions.insert(.details) }
        if transfers.all.allSatisfy(\.isUnderWay), downloads.all.allSatisfy(\.isUnderWay), others.ended.isEmpty {
            actions.insert(.clearFinished)
        }
        if let cutOff = selectedCutOff, others.reading.contains(cutOff.id) {
            actions.formUnion([.completeTransfer, .forgetTransfer])
        }
        return actions
    }

    var foremost: [(action: Action, label: String)] {
        let isHeld = selectedSend?.isHeld == true || selectedDownload?.state == .held
        return isHeld ? [(.holdTransfer, "go on")] : []
    }

    private var failure: Explanation? { selected?.failure ?? selectedCutOff.flatMap { others.refusals[$0.id] } }

    func status(now: Date, _ glyphs: Glyphs) -> String {
        let (here, elsewhere) = (transfers.underWay.count + downloads.underWay.count, others.running.count)
        let words = here == 0 ? "none under way" : "\(here) under way"
        return elsewhere == 0 ? words : "\(here) under way here, \(elsewhere) in another gaze"
    }

    func advance() -> Response {
        others.markShown()
        follow()
        return .handled
    }

    func draw(into canvas: inout Canvas, in body: Rect, now: Date) {
        var body = body
        if let failure = transfers.notes.failure ?? others.failure { body = draw(failure, into: &canvas, in: body) }
        let rows = rows
        guard !rows.isEmpty else {
            Notice([
                ("Nothing has been sent or saved since gaze was started.", .title), ("", .text),
                ("Name a file or an address in the Data field of a new image, and it is shown here.", .text),
                ("So is an image's data that is saved to a file\(saving).", .text),
            ]).draw(into: &canvas, in: body)
            return
        }
        let glyphs = canvas.glyphs
        let details = details(columns: body.columns - 2, glyphs)
        let bar = bar
        let height = details.count + (bar == nil ? 0 : 1)
        let (top, rest) = body.split(top: max(3, body.rows - height - 1))
        table.draw(into: &canvas, in: top, count: rows.count) { cells(of: rows[$0], glyphs, now) }
        canvas.rule(rest)
        let inside = rest.split(top: 1).rest.inset(columns: 1)
        StyledLine.draw(details, into: &canvas, in: inside)
        if let bar { bar.draw(into: &canvas, in: inside.split(top: details.count).rest) }
    }

    /// Draws at the bottom why running transfers cannot be recorded.
    ///
    /// - Returns: The remaining part of the rectangle.
    private func draw(_ failure: TransferMemoryError, into canvas: inout Canvas, in rect: Rect) -> Rect {
        let lines = Self.wrapped(
            [("! " + failure.description, .warning)], columns: rect.columns - 2, canvas.glyphs)
        let (top, bottom) = rect.split(top: max(0, rect.rows - lines.count - 1))
        canvas.rule(bottom)
        StyledLine.draw(lines, into: &canvas, in: bottom.split(top: 1).rest.inset(columns: 1))
        return top
    }

    /// The key that saves to a file, in parentheses.
    private var saving: String { keys.name(of: .saveData, in: .list).map { " (\($0) in the list)" } ?? "" }

    private func cells(of row: TransferRow, _ glyphs: Glyphs, _ now: Date) -> [Table.Cell] {
        let text = OtherTransferText(glyphs: glyphs, keys: KeyNames(keys, in: .cutOff))
        switch row {
        case .own(let transfer):
            return cells(TransferText(transfer: transfer, glyphs: glyphs), transfer.plan.originWords)
        case .download(let download):
            return cells(DownloadText(download: download, glyphs: glyphs), "to " + download.destinationWords)
        case .running(let note): return cells(note.name, text.row(note), glyphs, now)
        case .cutOff(let cutOff):
            let row = text.row(cutOff, isReading: others.reading.contains(cutOff.id))
            return cells(cutOff.note.name, row, glyphs, now)
        case .ended(let entry): return cells(entry.name, text.row(entry), glyphs, now)
        }
    }

    private func cells(
        _ name: String, _ row: OtherTransferText.Row, _ glyphs: Glyphs, _ now: Date
    ) -> [Table.Cell] {
        [
            .init(name), .init(row.state.0, role: row.state.1),
            .init(row.size.map(Format.bytes) ?? String(glyphs.none)),
            .init(row.remark, role: .dim), .init(row.moment.map { Format.ago($0, now: now) } ?? "", role: .dim),
            .init(row.origin, role: .dim),
        ]
    }

    private func cells(_ words: any TransferWords, _ place: String) -> [Table.Cell] {
        let (state, role) = words.short
        let (rate, left, size) = words.progress
        return [
            .init(words.transfer.name), .init(state, role: role), .init(size), .init(rate, role: .dim),
            .init(left, role: .dim), .init(place, role: .dim),
        ]
    }

    /// The progress bar of a transfer that is running in another gaze.
    private var bar: ProgressBar? {
        guard case .running(let note)? = selectedRow else { return nil }
        return note.fraction.map { ProgressBar(fraction: $0) }
    }

    private static func wrapped(_ texts: [(String, Role)], columns: Int, _ glyphs: Glyphs) -> [StyledLine] {
        texts.flatMap { text, role in
            TextLayout.wrapped(text, columns: columns, charset: glyphs.charset).map { StyledLine($0, role: role) }
        }
    }

    /// Returns the details of the selected transfer: its state, its stores, and why it failed.
    private func details(columns: Int, _ glyphs: Glyphs) -> [StyledLine] {
        let text = OtherTransferText(glyphs: glyphs, keys: KeyNames(keys, in: .cutOff))
        let texts: [(String, Role)] =
            switch selectedRow {
            case .own(let transfer):
                sentences(
                    "from \(transfer.plan.originWords)",
                    TransferText(transfer: transfer, glyphs: glyphs, keys: keyNames))
            case .download(let download):
                sentences(
                    "to \(download.destinationWords)", DownloadText(download: download, glyphs: glyphs, keys: keyNames))
            case .running(let note): text.sentences(note)
            case .cutOff(let cutOff): text.sentences(cutOff, refusal: others.refusals[cutOff.id])
            case .ended(let entry): text.sentences(entry)
            case nil: []
            }
        return Self.wrapped(texts, columns: columns, glyphs)
    }

    private func sentences(_ place: String, _ words: any TransferWords) -> [(String, Role)] {
        var lines: [(String, Role)] = [(place, .dim), words.sentence]
        if let failure {
            lines += [("! " + failure.headline, .error), (failure.reason + " " + failure.advice, .text)]
        }
        return lines
    }

    func pick(_ item: Int) -> Response {
        table.select(item)
        anchorBar(in: rows)
        return .handled
    }

    func handle(_ key: Key) -> Response {
        follow()
        if table.handle(key, count: rows.count) {
            anchorBar(in: rows)
            return .handled
        }
        switch KeyBinding.action(for: key, in: place) {
        case .open: return open()
        case .cancelTransfer: selected?.cancel()
        case .retryTransfer:
            if let selectedDownload, let problem = selectedDownload.nameProblem {
                return .show(DialogScreen.nameInTheWay(selectedDownload, problem))
            }
            selected?.retry()
        case .otherMethod:
            guard let selectedSend,
                let question = DialogScreen.otherMethod(selectedSend, then: { selectedSend.retry(by: $0) })
            else { return .handled }
            return .show(question)
        case .holdTransfer: return TransferText.hold(selected)
        case .completeTransfer: if let selectedCutOff { others.complete(selectedCutOff) }
        case .forgetTransfer: if let selectedCutOff { others.forget(selectedCutOff) }
        case .clearFinished:
            transfers.clearFinished()
            downloads.clearFinished()
            others.clearEnded()
        case .details:
            guard let failure else { return .handled }
            return .show(AnswerScreen(failure))
        case .back: return .back
        default: return .ignored
        }
        return .handled
    }

    private func open() -> Response {
        if let selectedSend, image != nil {
            return .show(RecordScreen(workspace.record(of: selectedSend), workspace: workspace))
        }
        guard let image else { return .handled }
        return .show(RecordScreen(workspace.record(of: image.id, name: image.name), workspace: workspace))
    }
}
