import Foundation
import ImageModel
import Terminal
import ViewModels
import Widgets

/// The question for a value, such as a property's or a whole property, over the previous screen.
@MainActor
final class ValueScreen: Screen {
    let place = Place.value
    let title = ""
    let isOverlay = true
    private let heading: String
    /// The meaning of the value. Only its beginning is shown.
    private let meaning: String
    private let hints: [String]
    private var box: ComboBox
    private let judge: @MainActor (String) -> Verdict
    private let answer: @MainActor (String) -> Response

    /// The verdict on a value before it is taken.
    enum Verdict {
        case good
        case doubtful(String)
        /// The value cannot be taken.
        case refused(String)
    }

    /// - Parameters:
    ///   - heading: The title of the question.
    ///   - meaning: The meaning of the value.
    ///   - hints: Remarks on the values that can be entered.
    ///   - box: The field and its choices.
    ///   - judge: Returns the verdict on what is typed.
    ///   - take: Called with the value that is taken.
    convenience init(
        heading: String, meaning: String = "", hints: [String], box: ComboBox,
        judge: @escaping @MainActor (String) -> Verdict,
        take: @escaping @MainActor (String) -> Void
    ) {
        self.init(heading: heading, meaning: meaning, hints: hints, box: box, judge: judge) { value in
            take(value)
            return .handled
        }
    }

    /// - Parameters:
    ///   - heading: The title of the question.
    ///   - meaning: The meaning of the value.
    ///   - hints: Remarks on the values that can be entered.
    ///   - box: The field and its choices.
    ///   - judge: Returns the verdict on what is typed.
    ///   - answer: Called with the value that is taken; its response is handled after the question has closed.
    init(
        heading: String, meaning: String = "", hints: [String], box: ComboBox,
        judge: @escaping @MainActor (String) -> Verdict,
        answer: @escaping @MainActor (String) -> Response
    ) {
        self.heading = heading
        self.meaning = meaning
        self.hints = hints
        self.box = box
        self.judge = judge
        self.answer = answer
    }

    /// Returns the question for a property's value; an empty one removes the property.
    static func value(
        of name: String, _ definition: MetadefProperty?, _ model: any DraftEditing, _ guidance: GuidanceModel
    ) -> ValueScreen {
        let current = model.draft.value(ofProperty: name) ?? ""
        let values = definition.map { $0.type == .array ? [] : $0.values } ?? []
        var hints: [String] = []
        if let definition {
            if values.isEmpty {
                let choices = definition.choices.joined(separator: "  ")
                hints.append(definition.typeWords + (choices.isEmpty ? "" : ": " + choices))
            }
            if let standard = definition.defaultValue { hints.append("default \(standard)") }
        }
        return ValueScreen(
            heading: name,
            meaning: [definition?.title, definition?.description].compactMap(\.self).joined(separator: ": "),
            hints: hints,
            box: ComboBox(
                values: values, current: current, usual: definition?.defaultValue,
                placeholder: values.isEmpty ? "(empty: not set)" : "(type, or choose below)")
        ) { value in
            guard !value.isEmpty, let warning = guidance.warning(about: name, value) else { return .good }
            return .doubtful(warning)
        } take: { value in
            if value.isEmpty {
                model.draft.remove(property: name)
            } else {
                model.draft.set(property: name, to: value)
            }
        }
    }

    /// Returns the question for any property, whether or not the cloud describes it.
    ///
    /// - Parameters:
    ///   - model: The draft to add the property to.
    ///   - added: Called with the name of the new property.
    static func property(of model: any DraftEditing, added: @escaping @MainActor (String) -> Void) -> ValueScreen {
        ValueScreen(
            heading: "Add a property", hints: ["key=value; it need not be one that the cloud describes"],
            box: ComboBox(values: [], current: "", placeholder: "key=value")
        ) { text in
            if let problem = model.problem(ofProperty: text) { return text.isEmpty ? .good : .refused(problem) }
            let (name, value) = Draft.split(text)
            guard let old = model.draft.value(ofProperty: name), old != value else { return .good }
            return .doubtful("It is set already, to “\(old)”: this takes its place.")
        } take: { text in
            if !text.isEmpty { added(model.draft.set(property: text)) }
        }
    }

    func draw(into canvas: inout Canvas, in body: Rect, now: Date) {
        let charset = canvas.glyphs.charset
        let columns = max(20, min(64, body.columns - 8))
        var hints = TextLayout.wrapped(meaning, columns: columns - 1, charset: charset)
        if hints.count > 2 { hints = [hints[0], hints[1] + String(canvas.glyphs.ellipsis)] }
        if meaning.isEmpty { hints = [] }
        hints += self.hints.flatMap { TextLayout.wrapped($0, columns: columns, charset: charset) }.prefix(5)
        // The number of lines of the longest remark, so that the box keeps its size during typing.
        let noteRows = 2
        let outer = body.centred(rows: hints.count + box.height + noteRows + 3, columns: columns + 4)
        canvas.fill(outer, role: .dialog)
        canvas.box(outer)
        let name = TextLayout.truncated(heading, to: columns - 2, glyphs: canvas.glyphs)
        canvas.write(" \(name) ", row: outer.row, column: outer.column + 2, role: .title, limit: outer.columns - 4)
        let inside = outer.inset(rows: 1, columns: 2)
        let (top, rest) = inside.split(top: hints.count)
        for (offset, hint) in hints.enumerated() {
            canvas.write(hint, row: top.row + offset, column: top.column, role: .label, limit: top.columns)
        }
        let (list, note) = rest.split(top: rest.rows - noteRows - 1)
        box.draw(into: &canvas, in: list, role: .dialog)
        let words: (String, Role)? =
            switch judge(box.value) {
            case .good: nil
            case .doubtful(let words): (words, .warning)
            case .refused(let words): (words, .error)
            }
        guard let words else { return }
        let lines = TextLayout.wrapped(
            "\(canvas.glyphs.warning) \(words.0)", columns: note.columns, charset: charset)
        StyledLine.draw(lines.map { StyledLine($0, role: words.1) }, into: &canvas, in: note.split(top: 1).rest)
    }

    func pick(_ item: Int) -> Response {
        box.select(item)
        return .handled
    }

    func handle(_ key: Key) -> Response {
        switch KeyBinding.action(for: key, in: place) {
        case .takeValue:
            if case .refused = judge(box.value) { return .handled }
            return .closing(answer(box.value))
        case .back: return .back
        case .help: return .ignored
        default:
            _ = box.handle(key)
            return .handled
        }
    }
}
