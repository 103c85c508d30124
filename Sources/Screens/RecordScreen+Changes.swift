import ImageModel
import Terminal
import ViewModels
import Widgets

extension RecordScreen {
    /// Handles the actions that change the image, copy or save its data, or create another like it; returns nil for all others.
    func handleChange(_ action: Action, _ image: Image) -> Response? {
        switch action {
        case .newLikeThis: return DraftScreen.new(like: image, workspace)
        case .bringData: return BringScreen.show(image, workspace, fromRecord: true)
        case .copyToCloud: return .show(CloudsScreen(workspace.copy(image), workspace: workspace))
        case .saveData: return .show(SaveScreen(workspace.save(image)))
        case .changeImage:
            guard !unavailable.contains(.changeImage), let model = record.edit(workspace.draft) else { return .handled }
            return .show(EditScreen(model, workspace: workspace))
        case .toggleProtection: record.toggleProtection()
        case .toggleHiding: record.toggleHiding()
        case .chooseVisibility: return .show(visibilityQuestion(image))
        case .toggleActivation:
            guard image.status != .deactivated else {
                record.toggleActivation()
                return .handled
            }
            return .show(
                DialogScreen(
                    title: "Deactivate this image?",
                    text: [
                        image.nameOrID, "id \(image.id)", "",
                        "Nobody but an administrator can use or download its data until it is reactivated.",
                    ], buttons: [.init("keep it", letter: "k"), .init("deactivate", letter: "d")]
                ) { [record] button in
                    if button == 1 { record.toggleActivation() }
                    return .handled
                })
        case .delete: return .show(DialogScreen.delete(image) { [record] in record.delete(image) })
        default: return nil
        }
        return .handled
    }

    /// Returns the question of who may see the image, with the meaning of each choice.
    private func visibilityQuestion(_ image: Image) -> DialogScreen {
        let choices = workspace.draft.choices(for: .visibility).filter { $0 != image.visibility.rawValue }
        let meanings = choices.map { choice in
            "\(choice): \(workspace.draft.meaning(of: choice, for: .visibility) ?? "")"
        }
        // Several choices may begin with the same letter; the arrow keys reach all of them.
        return DialogScreen(
            title: "Who may see it?", text: ["It is \(image.visibility.rawValue) now."] + meanings,
            buttons: [.init("keep", letter: "k")] + choices.map { .init($0, letter: $0.first ?? " ") }
        ) { [record] button in
            if button > 0 { record.setVisibility(Visibility(rawValue: choices[button - 1])) }
            return .handled
        }
    }

    /// Handles the actions on the image's transfer.
    func handleTransfer(_ action: Action) -> Response {
        switch action {
        case .cancelTransfer: record.transfer?.cancel()
        case .retryTransfer where record.transfer?.mayRetry != true: return ChangeRunScreen.askUndo(workspace)
        case .retryTransfer: record.retryTransfer()
        case .correctFormat: record.correctFormat()
        case .otherMethod:
            guard let transfer = record.transfer,
                let question = DialogScreen.otherMethod(transfer, then: { [record] in record.retryTransfer(by: $0) })
            else { return .handled }
            return .show(question)
        case .holdTransfer: return TransferText.hold(record.transfer)
        default: return .ignored
        }
        return .handled
    }

    /// Returns the image that is a number of rows after this one in the list; nil if there is none.
    func neighbour(_ rows: Int) -> Image? {
        isOfList ? workspace.catalogue.image(rows, after: record.id) : nil
    }

    /// Replaces this record with that of another image of the list, in the same tab.
    func show(_ image: Image?) -> Response {
        guard let image else { return .handled }
        workspace.catalogue.go(to: image)
        return .replace(RecordScreen(workspace.record(of: image), workspace: workspace, tab: tab, isOfList: true))
    }
}
