import ImageModel
import Terminal
import ViewModels
import Widgets

/// The list's marks, and the actions on marked images.
extension CatalogueScreen {
    private var marks: Marks { workspace.marks }

    /// Why reading the list failed, or why marking all of it did.
    var failure: Explanation? { catalogue.failure ?? marks.failure }

    /// Returns the header's text about the marks.
    func markStatus(_ glyphs: Glyphs) -> String {
        if let gathered = marks.gathered { return "marking all\(glyphs.ellipsis) \(Format.count(gathered))  " }
        return marks.isEmpty ? "" : "\(Format.count(marks.count)) marked  "
    }

    /// The actions of this extension that are not available now.
    var unavailableMarks: Set<Action> {
        var actions: Set<Action> = []
        if marks.count != 2 { actions.insert(.compareMarked) }
        if workspace.changes.last == nil { actions.insert(.undo) }
        if catalogue.images.isEmpty, marks.isEmpty {
            actions.formUnion([
                .toggleMark, .markThrough, .markAll, .changeMarked, .toggleProtection, .toggleHiding, .chooseVisibility,
                .toggleActivation, .delete, .saveData, .copyToCloud, .changeImage, .copyID,
            ])
        }
        return actions
    }

    /// The actions that the footer puts first: those on the marked images, and the one that clears the marks.
    var foremost: [(action: Action, label: String)] {
        guard place == .list else { return [] }
        if marks.gathered != nil { return [(.stopReading, "stop marking")] }
        if marks.isEmpty { return [] }
        return [(.changeMarked, "change"), (.delete, "delete"), (.markAll, "all"), (.stopReading, "unmark")]
    }

    /// The actions on the marked images, or on the selected one if none is marked.
    private static let aboutMarked: Set<Action> = [
        .changeMarked, .changeImage, .compareMarked, .toggleProtection, .toggleHiding, .chooseVisibility,
        .toggleActivation, .delete, .saveData, .copyToCloud, .copyID,
    ]

    /// Returns the response to an action on the marked images while marking all of them is still in progress: neither the
    /// selected image nor a part of the marked ones is what the person means. Nil if nothing prevents the action.
    func heldUp(_ action: Action?) -> Response? {
        guard let gathered = marks.gathered, action.map(Self.aboutMarked.contains) == true else { return nil }
        let stop = keyNames.press(.stopReading, "to call that off")
        return .say("Not all are marked yet, but \(Format.count(gathered)) looked at.\(stop)")
    }

    /// Handles the actions that concern marks or change images; ignores all others.
    func handleMarks(_ action: Action) -> Response {
        switch action {
        case .toggleMark:
            guard let image = catalogue.selectedImage else { return .handled }
            marks.toggle(image)
            move(.down)
        case .markThrough: return markThrough()
        case .markAll: catalogue.toggleAllMarks(marks)
        case .compareMarked:
            guard let difference = workspace.difference() else {
                let key = keyNames[.toggleMark].map { " with \($0)" } ?? ""
                return .say("Mark two images\(key) to see what differs; \(Format.count(marks.count)) are marked.")
            }
            return .show(DifferenceScreen(difference, workspace: workspace))
        case .changeMarked: return changeMarked()
        case .changeImage: return changeImage()
        case .copyID:
            let ids = workspace.targets.map(\.id)
            return ids.isEmpty ? .handled : .effect(.copy(ids.joined(separator: "\n")))
        case .undo: return ChangeRunScreen.askUndo(workspace)
        case .toggleProtection: return toggle(.protection) { .protect(!$0.isProtected) }
        case .toggleHiding: return toggle(.hiding) { .hide(!$0.isHidden) }
        case .chooseVisibility: return ask(.visibility)
        case .toggleActivation: return activation()
        case .saveData: return save()
        case .copyToCloud: return copy()
        default: return .ignored
        }
        return .handled
    }

    /// Cancels marking all images if that is in progress, or else clears the marks.
    ///
    /// - Returns: Whether there was something to cancel or to clear.
    func dropMarks() -> Bool {
        if marks.gathered != nil {
            marks.stopGathering()
            return true
        }
        // A read in progress is stopped first.
        guard !marks.isEmpty || marks.failure != nil, catalogue.goingTo == nil else { return false }
        if catalogue.isLoading, !catalogue.request.isWhole { return false }
        marks.clear()
        return true
    }

    /// Asks for the details of a kind of change of the marked images, or of the selected one.
    func ask(_ kind: ChangeKind) -> Response {
        if let response = heldUp(.changeMarked) { return response }
        let images = workspace.targets
        if workspace.isChanging { return ChangeRunScreen.busy(workspace) }
        return images.isEmpty ? .handled : ChangeQuestion(workspace: workspace, images: images).ask(kind)
    }

    private func markThrough() -> Response {
        guard let image = catalogue.selectedImage else { return .handled }
        if marks.isEmpty {
            marks.toggle(image)
        } else if !marks.extend(to: image.id, in: catalogue.images) {
            let key = keyNames[.toggleMark].map { " with \($0)" } ?? ""
            return .say("The last mark is not loaded here: mark\(key) where it is to begin.")
        }
        return .handled
    }

    private func changeMarked() -> Response {
        if workspace.isChanging { return ChangeRunScreen.busy(workspace) }
        let images = workspace.targets
        guard !images.isEmpty else { return .handled }
        workspace.draft.loadChoices()
        return .show(ChangesScreen(images, workspace: workspace))
    }

    /// Shows the selected image's record with its change form on top; with marks, shows the changes for all marked images.
    private func changeImage() -> Response {
        guard marks.isEmpty, let image = catalogue.selectedImage else { return changeMarked() }
        let record = workspace.record(of: image)
        return .show(RecordScreen(record, workspace: workspace, isOfList: true, begins: .changeImage))
    }

    /// Asks where to save the data of the marked images, or of the selected one.
    private func save() -> Response {
        let images = workspace.targets
        guard let first = images.first else { return .handled }
        if images.count == 1, let image = workspace.listed(first) { return .show(SaveScreen(workspace.save(image))) }
        return .show(SaveScreen(workspace.save(images)))
    }

    /// Asks which cloud to copy the marked images to, or the selected one.
    private func copy() -> Response {
        let images = workspace.targets
        return images.isEmpty ? .handled : .show(CloudsScreen(workspace.copy(images), workspace: workspace))
    }

    /// Toggles an attribute of the selected image; if images are marked, asks which value to set.
    private func toggle(_ kind: ChangeKind, _ change: (Image) -> ImageChange) -> Response {
        guard marks.isEmpty, !workspace.isChanging, let image = catalogue.selectedImage else { return ask(kind) }
        return ChangeQuestion(workspace: workspace, images: workspace.targets).begin(change(image))
    }

    /// Reactivates the selected image if it is deactivated; in all other cases asks whether to deactivate or reactivate.
    private func activation() -> Response {
        let images = workspace.targets
        guard !images.isEmpty else { return .handled }
        if workspace.isChanging { return ChangeRunScreen.busy(workspace) }
        let question = ChangeQuestion(workspace: workspace, images: images)
        guard marks.isEmpty, catalogue.selectedImage?.status == .deactivated else { return question.askActivation() }
        return question.begin(.reactivate)
    }
}
