package import Terminal
package import ViewModels

/// The description of a transfer in words, whatever its direction.
@MainActor
package protocol TransferWords {
    /// The transfer that is described.
    var transfer: any Transfer { get }
    /// The shapes to draw with.
    var glyphs: Glyphs { get }
    /// The key names for hints; nil if there are no keys to name.
    var keys: KeyNames? { get }
    /// A sentence, and the role that colours it.
    var sentence: (String, Role) { get }
    /// A shape with a word or two, for a column.
    var short: (String, Role) { get }
    /// Whether there is a meaningful rate at the moment.
    var hasRate: Bool { get }
}

extension TransferWords {
    /// Returns a sentence that says what to press; an empty text if no key requests the action.
    func press(_ action: Action, _ purpose: String) -> String { keys?.press(action, purpose) ?? "" }

    /// The amount transferred, out of the total if that is known.
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

    /// The rate, the time left and the size, for the transfers' table.
    var progress: (rate: String, left: String, size: String) {
        (
            hasRate ? transfer.stall.map { _ in "stalled" } ?? rate ?? "" : "",
            hasRate ? transfer.timeLeft.map { Format.duration($0) } ?? "" : "",
            transfer.size.map(Format.bytes) ?? String(glyphs.none)
        )
    }
}

/// The running transfers in one line, for every screen other than their own.
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
