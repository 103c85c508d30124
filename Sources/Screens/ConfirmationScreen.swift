import Foundation
import ImageModel
import Terminal
import ViewModels
import Widgets

/// The confirmation of a change of many images. It lists all of them; before a delete, their number must be typed.
@MainActor
final class ConfirmationScreen: KeyNaming {
    let place = Place.confirmation
    var keys = KeyTable.standard
    private let change: ImageChange
    private let images: [MarkedImage]
    private let answer: @MainActor () -> Response
    private var table = Table(columns: [.init("NAME", columns: 20, priority: 0), .init("ID", columns: 36, priority: 1)])
    private var field = TextField()
    /// Why the last press of enter had no effect.
    private var complaint: String?

    /// - Parameter answer: Called when the person confirms; its response is handled after the screen has closed.
    init(_ change: ImageChange, _ images: [MarkedImage], answer: @escaping @MainActor () -> Response) {
        self.change = change
        self.images = images
        self.answer = answer
    }

    var title: String { words }

    private var words: String { change.words(for: images).capitalisedFirst }

    /// Whether the number of images must be typed.
    private var asksForCount: Bool { change == .delete }

    /// The complaint if a wrong number is typed, or none.
    private var wrongCount: String {
        let count = Format.count(images.count)
        if field.text.isEmpty { return "Nothing is deleted before \(count) is typed." }
        return images.count == 1 ? "It is 1 image, not \(field.text)." : "\(count) are marked, not \(field.text)."
    }

    /// Whether everything that must be typed has been typed.
    private var isConfirmed: Bool { !asksForCount || field.text == "\(images.count)" }

    var unavailable: Set<Action> { isConfirmed ? [] : [.confirm] }

    func draw(into canvas: inout Canvas, in body: Rect, now: Date) {
        let below = lines(columns: body.columns - 2, canvas.glyphs)
        let height = below.count + (asksForCount ? 2 : 0) + 1
        let (top, rest) = body.split(top: max(3, body.rows - height))
        table.draw(into: &canvas, in: top, count: images.count) { row in
            [.init(images[row].name), .init(images[row].id, role: .dim)]
        }
        canvas.rule(rest)
        let (text, line) = rest.split(top: 1).rest.inset(columns: 1).split(top: below.count)
        StyledLine.draw(below, into: &canvas, in: text)
        guard asksForCount else { return }
        let label = "Type \(images.count) to delete \(images.count == 1 ? "it" : "them"): "
        let used = canvas.write(label, row: line.row, column: line.column, role: .labelFocused)
        field.draw(into: &canvas, in: line.split(left: used).rest.split(left: 12).left, isFocused: true)
        guard let complaint else { return }
        canvas.write(
            TextLayout.truncated("! \(complaint)", to: line.columns, glyphs: canvas.glyphs), row: line.row + 1,
            column: line.column, role: .warning)
    }

    private func lines(columns: Int, _ glyphs: Glyphs) -> [StyledLine] {
        var lines: [(String, Role)] = [("\(words)?", .title)]
        if let consequence = change.consequence { lines.append((consequence, .warning)) }
        if change == .delete { lines.append(("Protected images are refused, and stay.", .dim)) }
        if !asksForCount {
            let words = [
                keyNames[.confirm].map { "\($0) makes the change" },
                keyNames[.back].map { "\($0) leaves them as they are" },
            ]
            lines.append((words.compactMap(\.self).joined(separator: ", "), .dim))
        }
        return lines.flatMap { text, role in
            TextLayout.wrapped(text, columns: columns, charset: glyphs.charset).map { StyledLine($0, role: role) }
        }
    }

    func pick(_ item: Int) -> Response {
        table.select(item)
        return .handled
    }

    func handle(_ key: Key) -> Response {
        switch KeyBinding.action(for: key, in: place) {
        case .confirm:
            if isConfirmed { return .closing(answer()) }
            complaint = wrongCount
        case .back: return .back
        case .moveUp, .moveDown, .pageUp, .pageDown: _ = table.handle(key, count: images.count)
        case .help: return .ignored
        default:
            let before = field.text
            guard asksForCount, field.handle(key) else { return .ignored }
            if field.text != before { complaint = nil }
        }
        return .handled
    }
}

extension String {
    /// The text with its first letter capitalized, as for a heading.
    var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
