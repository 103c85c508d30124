import Foundation
import ImageModel
import Terminal
import ViewModels
import Widgets

/// A question in a box over the previous screen.
@MainActor
final class DialogScreen: Screen {
    let place = Place.question
    let title = ""
    let isOverlay = true
    private let text: [String]
    private let answer: @MainActor (Int) -> Response
    private var dialog: Dialog

    /// - Parameters:
    ///   - buttons: The buttons, the safe one first.
    ///   - answer: Called with the index of the pressed button; its response is handled after the dialog has closed.
    init(
        title question: String, text: [String], buttons: [Dialog.Button], answer: @escaping @MainActor (Int) -> Response
    ) {
        self.text = text
        self.answer = answer
        dialog = Dialog(title: question, text: [], buttons: buttons)
    }

    /// Returns the question before a delete, which names the image.
    static func delete(_ image: Image, then delete: @escaping @MainActor () -> Void) -> DialogScreen {
        var text = [image.name?.isEmpty == false ? image.nameOrID : "The image without a name", "id \(image.id)"]
        if let size = image.size { text.append("\(Format.bytes(size)) of data") }
        text += ["", "The record and its data are gone for good; this cannot be undone."]
        return DialogScreen(
            title: "Delete this image?", text: text,
            buttons: [.init("keep it", letter: "k"), .init("delete", letter: "d")]
        ) { button in
            if button == 1 { delete() }
            return .handled
        }
    }

    /// Returns the question of which other method to retry a transfer with; nil if there is none.
    static func otherMethod(
        _ transfer: TransferModel, then choose: @escaping @MainActor (_ way: String) -> Void
    ) -> DialogScreen? {
        let ways = transfer.otherWays
        guard !ways.isEmpty else { return nil }
        let text =
            ["Tried by: \(transfer.plan.way)"]
            + ways.map { way in
                "\(way): \(FieldGuide.text(for: way, of: .method) ?? "")"
            }
        // Several choices may begin with the same letter; the arrow keys reach all of them.
        return DialogScreen(
            title: "Bring the data by which method?", text: text,
            buttons: [.init("keep", letter: "k")] + ways.map { .init($0, letter: $0.first ?? " ") }
        ) { button in
            if button > 0 { choose(ways[button - 1]) }
            return .handled
        }
    }

    func draw(into canvas: inout Canvas, in body: Rect, now: Date) {
        // The lines depend on the width, which is only known here. The focus is kept.
        dialog.lines = text.flatMap {
            TextLayout.wrapped($0, columns: Dialog.textColumns(on: canvas), charset: canvas.glyphs.charset)
        }.map { StyledLine($0, role: .dialog) }
        dialog.draw(into: &canvas, in: body)
    }

    func pick(_ item: Int) -> Response {
        .closing(answer(item))
    }

    func handle(_ key: Key) -> Response {
        if KeyBinding.action(for: key, in: place) == .help { return .ignored }
        guard let button = dialog.handle(key) else { return .handled }
        return .closing(answer(button))
    }
}
