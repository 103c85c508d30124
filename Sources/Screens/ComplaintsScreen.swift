import Foundation
import Terminal
import ViewModels
import Widgets

/// Every wrong line of a person's own files, in full.
@MainActor
final class ComplaintsScreen: Screen {
    let place = Place.answer
    let title = "config.yaml"
    private let text: ComplaintText
    private var view = TextView()

    init(_ complaints: [FileComplaint]) { text = ComplaintText(complaints) }

    func draw(into canvas: inout Canvas, in body: Rect, now: Date) {
        let inside = body.inset(columns: 1)
        let charset = canvas.glyphs.charset
        let lines = text.paragraphs.flatMap { paragraph in
            TextLayout.wrapped(paragraph.text, columns: inside.columns - 2, charset: charset).map {
                StyledLine($0, role: paragraph.role)
            }
        }
        view.draw(lines, into: &canvas, in: inside)
    }

    func handle(_ key: Key) -> Response {
        if view.handle(key) { return .handled }
        return KeyBinding.action(for: key, in: place) == .back ? .back : .ignored
    }
}
