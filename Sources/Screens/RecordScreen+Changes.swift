import ImageModel
import Terminal
import ViewModels
import Widgets

extension RecordScreen {
    /// The keys that do something to the image, or make another like it; nil for others.
    func handleChange(_ action: Action, _ image: Image) -> Response? {
        switch action {
        case .newLikeThis: return DraftScreen.new(like: image, workspace)
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
        case .delete: return .show(DialogScreen.delete(image) { [record] in record.delete() })
        default: return nil
        }
        return .handled
    }

    /// Who may see the image, with what each answer means.
    private func visibilityQuestion(_ image: Image) -> DialogScreen {
        let choices = workspace.draft.choices(for: .visibility).filter { $0 != image.visibility.rawValue }
        let meanings = choices.map { choice in
            "\(choice): \(workspace.draft.meaning(of: choice, for: .visibility) ?? "")"
        }
        // The first letters may be the same; the arrows choose.
        return DialogScreen(
            title: "Who may see it?", text: ["It is \(image.visibility.rawValue) now."] + meanings,
            buttons: [.init("keep", letter: "k")] + choices.map { .init($0, letter: $0.first ?? " ") }
        ) { [record] button in
            if button > 0 { record.setVisibility(Visibility(rawValue: choices[button - 1])) }
            return .handled
        }
    }
}
