import Foundation
import Terminal
import ViewModels
import Widgets

/// Every transfer since the start: how far each is, and what can be done with it.
@MainActor
final class TransfersScreen: Screen {
    let place = Place.transfers
    let title = "Transfers"
    private let workspace: Workspace
    private var table = Table(columns: [
        .init("NAME", columns: 20, priority: 0),
        .init("STATE", columns: 14, priority: 1),
        .init("SIZE", columns: 9, isRightAligned: true, priority: 3),
        .init("RATE", columns: 12, isRightAligned: true, priority: 2),
        .init("LEFT", columns: 12, isRightAligned: true, priority: 4),
        .init("FROM", columns: 30, priority: 5),
    ])

    init(workspace: Workspace) { self.workspace = workspace }

    private var transfers: Transfers { workspace.transfers }

    private var selected: TransferModel? {
        transfers.all.indices.contains(table.selected) ? transfers.all[table.selected] : nil
    }

    var unavailable: Set<Action> {
        var actions: Set<Action> = []
        guard let selected else {
            return [.open, .cancelTransfer, .retryTransfer, .otherMethod, .holdTransfer, .clearFinished, .details]
        }
        if !selected.isUnderWay { actions.formUnion([.cancelTransfer, .holdTransfer]) }
        if !selected.mayRetry { actions.insert(.retryTransfer) }
        if selected.otherWays.isEmpty { actions.insert(.otherMethod) }
        if failure == nil { actions.insert(.details) }
        if transfers.all.allSatisfy(\.isUnderWay) { actions.insert(.clearFinished) }
        return actions
    }

    private var failure: Explanation? {
        if case .failed(let explanation)? = selected?.state { explanation } else { nil }
    }

    func status(now: Date, _ glyphs: Glyphs) -> String {
        let count = transfers.underWay.count
        return count == 0 ? "none under way" : "\(count) under way"
    }

    func draw(into canvas: inout Canvas, in body: Rect, now: Date) {
        guard !transfers.all.isEmpty else {
            Notice([
                ("Nothing has been sent since gaze was started.", .title), ("", .text),
                ("Name a file or an address in the Data field of a new image, and it is shown here.", .text),
            ]).draw(into: &canvas, in: body)
            return
        }
        let glyphs = canvas.glyphs
        let details = details(columns: body.columns - 2, glyphs)
        let (top, rest) = body.split(top: max(3, body.rows - details.count - 1))
        table.draw(into: &canvas, in: top, count: transfers.all.count) { row in cells(of: transfers.all[row], glyphs) }
        canvas.rule(rest)
        StyledLine.draw(details, into: &canvas, in: rest.split(top: 1).rest.inset(columns: 1))
    }

    private func cells(of transfer: TransferModel, _ glyphs: Glyphs) -> [Table.Cell] {
        let text = TransferText(transfer: transfer, glyphs: glyphs)
        let (state, role) = text.short
        let (rate, left, size) = text.progress
        return [
            .init(transfer.name), .init(state, role: role), .init(size), .init(rate, role: .dim),
            .init(left, role: .dim), .init(transfer.plan.origin, role: .dim),
        ]
    }

    /// The transfer under the bar in full: its words, its stores, and why it failed.
    private func details(columns: Int, _ glyphs: Glyphs) -> [StyledLine] {
        guard let selected else { return [] }
        func wrapped(_ text: String, _ role: Role) -> [StyledLine] {
            TextLayout.wrapped(text, columns: columns, charset: glyphs.charset).map { StyledLine($0, role: role) }
        }
        let (sentence, role) = TransferText(transfer: selected, glyphs: glyphs).sentence
        var lines = wrapped("from \(selected.plan.origin)", .dim) + wrapped(sentence, role)
        if let failure {
            lines += wrapped("! " + failure.headline, .error) + wrapped(failure.reason + " " + failure.advice, .text)
        }
        return lines
    }

    func handle(_ key: Key) -> Response {
        if table.handle(key, count: transfers.all.count) { return .handled }
        switch KeyBinding.action(for: key, in: place) {
        case .open:
            guard let selected else { return .handled }
            return .show(RecordScreen(workspace.record(of: selected), workspace: workspace))
        case .cancelTransfer: selected?.cancel()
        case .retryTransfer: selected?.retry()
        case .otherMethod:
            guard let selected, let question = DialogScreen.otherMethod(selected, then: { selected.retry(by: $0) })
            else { return .handled }
            return .show(question)
        case .holdTransfer: selected?.toggleHold()
        case .clearFinished: transfers.clearFinished()
        case .details:
            guard let failure else { return .handled }
            return .show(AnswerScreen(failure))
        case .back: return .back
        default: return .ignored
        }
        return .handled
    }
}
