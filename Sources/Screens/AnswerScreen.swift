import Foundation
import Terminal
import ViewModels
import Widgets

/// A failure in full: gaze's explanation, and the service's own message.
@MainActor
final class AnswerScreen: Screen {
    let place = Place.answer
    let title = "The answer"
    private let explanation: Explanation
    private var view = TextView()

    init(_ explanation: Explanation) { self.explanation = explanation }

    func draw(into canvas: inout Canvas, in body: Rect, now: Date) {
        let inside = body.inset(columns: 1)
        func wrapped(_ text: String, role: Role = .text) -> [StyledLine] {
            TextLayout.wrapped(text, columns: inside.columns - 2, charset: canvas.glyphs.charset).map {
                StyledLine($0, role: role)
            }
        }
        var lines = wrapped(explanation.headline, role: .error) + [StyledLine()]
        lines += wrapped(explanation.reason) + wrapped(explanation.advice)
        if let requestID = explanation.requestID {
            lines += [StyledLine(), StyledLine([.init("request id  ", role: .label), .init(requestID, role: .code)])]
        }
        lines += [StyledLine(), StyledLine("What the service said", role: .heading)]
        lines +=
            explanation.serverMessage.isEmpty
            ? [StyledLine("nothing", role: .dim)] : wrapped(explanation.serverMessage, role: .code)
        view.draw(lines, into: &canvas, in: inside)
    }

    func handle(_ key: Key) -> Response {
        if view.handle(key) { return .handled }
        return KeyBinding.action(for: key, in: place) == .back ? .back : .ignored
    }
}
