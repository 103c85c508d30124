import Foundation
import Terminal
import Widgets

/// The keys of a screen, from the key table.
@MainActor
final class HelpScreen: Screen {
    let place = Place.record
    let title = "Help"
    let unavailable = Set(KeyBinding.rows(of: .record).map(\.action)).subtracting([.back]).union([.help])
    private let subject: Place
    private var view = TextView()

    init(about subject: Place) { self.subject = subject }

    func draw(into canvas: inout Canvas, in body: Rect, now: Date) {
        let inside = body.inset(columns: 1)
        let first = [subject, subject.whole, .everywhere].compactMap(\.self)
        let places = first + Place.allCases.filter { !first.contains($0) }
        var lines: [StyledLine] = []
        for place in places {
            if !lines.isEmpty { lines.append(StyledLine()) }
            lines.append(StyledLine(place.title, role: .heading))
            for binding in KeyBinding.rows(of: place) {
                let keys = binding.keys.map { $0 == .enter ? canvas.glyphs.enter : $0.name }.joined(separator: " ")
                let padded = "  " + keys + String(repeating: " ", count: max(2, 20 - keys.count))
                lines.append(StyledLine([.init(padded, role: .key), .init(binding.meaning)]))
            }
            if place == .form {
                lines.append(
                    StyledLine(
                        "  In a text: ^A ^E ^B ^F, alt-B alt-F, ^W ^U ^K alt-D, ^Y, as in the shell.", role: .dim))
                lines.append(StyledLine("  In a choice: left, right, space, or the first letter.", role: .dim))
                lines.append(
                    StyledLine("  In tags and properties: enter adds, left goes to one, del removes it.", role: .dim))
                lines.append(
                    StyledLine("  In a half-typed property: tab completes its name, and then its value.", role: .dim))
            }
        }
        view.draw(lines, into: &canvas, in: inside)
    }

    func handle(_ key: Key) -> Response {
        if view.handle(key) { return .handled }
        let action = KeyBinding.action(for: key, in: place)
        return action == .back || action == .help ? .back : .ignored
    }
}
