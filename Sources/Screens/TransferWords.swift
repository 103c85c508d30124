public import Terminal
public import ViewModels

/// What is said of data on its way, wherever it goes.
@MainActor
public protocol TransferWords {
    /// What it is said of.
    var transfer: any Transfer { get }
    /// The shapes that can be shown.
    var glyphs: Glyphs { get }
    /// The keys that do something about it; nil where there are none.
    var keys: KeyNames? { get }
    /// A sentence, and the role of its colour.
    var sentence: (String, Role) { get }
    /// A word or two with a shape, for a column.
    var short: (String, Role) { get }
    /// Whether a rate says something now.
    var hasRate: Bool { get }
}

extension TransferWords {
    /// What to press for something; nothing where no key asks for it.
    func press(_ action: Action, _ purpose: String) -> String { keys?.press(action, purpose) ?? "" }

    /// What has gone, of what there is.
    var moved: String {
        let moved = Format.bytes(transfer.bytesMoved)
        return transfer.size.map { "\(moved) of \(Format.bytes($0))" } ?? moved
    }

    var percent: String? { transfer.fraction.map { "\(Int($0 * 100)) %" } }

    /// How fast it goes, or for how long it has not gone.
    var rate: String? {
        transfer.stall.map { "stalled \(Format.duration($0))" } ?? transfer.bytesPerSecond.map(Format.rate)
    }

    var timeLeft: String? { transfer.timeLeft.map { "\(Format.duration($0)) left" } }

    /// The cells of the transfers' table.
    var progress: (rate: String, left: String, size: String) {
        (
            hasRate ? transfer.stall.map { _ in "stalled" } ?? rate ?? "" : "", hasRate ? transfer.timeLeft.map { Format.duration($0) } ?? "" : "",
            transfer.size.map(Format.bytes) ?? String(glyphs.none)
        )
    }
}

/// What is on its way in one line, on every screen but its own.
@MainActor
struct TransferLine {
    let sends: [TransferModel]
    let downloads: [DownloadModel]

    func draw(into canvas: inout Canvas, in rect: Rect) {
        let all: [any TransferWords] =
            sends.map { TransferText(transfer: $0, glyphs: canvas.glyphs) }
            + downloads.map { DownloadText(download: $0, glyphs: canvas.glyphs) }
        guard let first = all.first(where: { $0.transfer.isMoving }) ?? all.first else { return }
        let (rate, duration, _) = first.progress
        let left = duration.isEmpty ? "" : duration + " left"
        let count = all.count == 1 ? "" : "   1 of \(all.count) transfers"
        let name = TextLayout.truncated(first.transfer.name, to: max(8, rect.columns / 3), glyphs: canvas.glyphs)
        let parts = [name, first.short.0, rate, left].filter { !$0.isEmpty }
        let line = TextLayout.truncated(
            parts.joined(separator: "  ") + count, to: rect.columns - 6, glyphs: canvas.glyphs)
        canvas.write(" \(line) ", row: rect.row, column: rect.column + 2, role: .statusInTransit)
    }
}
