import Terminal
import ViewModels
import Widgets

/// The text of a screen that has nothing else to show.
struct Notice {
    private let paragraphs: [(text: String, role: Role)]

    init(_ paragraphs: [(text: String, role: Role)]) { self.paragraphs = paragraphs }

    /// Creates a notice of a failure: what happened, why, and what to do next.
    init(_ explanation: Explanation, _ keys: KeyTable, in place: Place) {
        let (again, whole) = (keys.name(of: .refresh, in: place), keys.name(of: .details, in: place))
        self.init([
            ("! " + explanation.headline, .error), ("", .text), (explanation.reason, .text),
            (explanation.advice, .text), ("", .text),
            ("Press \(again ?? "") to try again, \(whole ?? "") for the whole answer.", .dim),
        ])
    }

    /// Creates the notice for a list without images.
    init(ofNoImages keys: KeyTable) {
        let create = keys.name(of: .newImage, in: .list).map {
            "Press \($0) to create one: the form explains every field as you go."
        }
        self.init([
            ("There are no images here yet.", .title), ("", .text),
            (create ?? "gaze is read-only here, so that none can be created.", .text),
            ("Press \(keys.name(of: .help, in: .everywhere) ?? "") for all keys.", .dim),
        ])
    }

    func draw(into canvas: inout Canvas, in rect: Rect) {
        let inside = rect.inset(rows: 2, columns: 4)
        let charset = canvas.glyphs.charset
        let lines = paragraphs.flatMap { paragraph in
            TextLayout.wrapped(paragraph.text, columns: min(72, inside.columns), charset: charset).map {
                StyledLine($0, role: paragraph.role)
            }
        }
        StyledLine.draw(lines, into: &canvas, in: inside)
    }
}
