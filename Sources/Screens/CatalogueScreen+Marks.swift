import ImageModel
import Terminal
import ViewModels
import Widgets

/// The list's marks, and what is done to the images that have them.
extension CatalogueScreen {
    private var marks: Marks { workspace.marks }

    /// Why the list could not be read, or all of it could not be marked.
    var failure: Explanation? { catalogue.failure ?? marks.failure }

    /// What the header says of the marks.
    func markStatus(_ glyphs: Glyphs) -> String {
        if let gathered = marks.gathered { return "marking all\(glyphs.ellipsis) \(Format.count(gathered))  " }
        return marks.isEmpty ? "" : "\(Format.count(marks.count)) marked  "
    }

    /// Those of the keys below that make no sense now.
    var unavailableMarks: Set<Action> {
        var actions: Set<Action> = []
        if marks.count != 2 { actions.insert(.compareMarked) }
        if workspace.changes.last == nil { actions.insert(.undo) }
        if catalogue.images.isEmpty, marks.isEmpty {
            actions.formUnion([
                .toggleMark, .markThrough, .markAll, .changeMarked, .toggleProtection, .toggleHiding, .chooseVisibility,
                .toggleActivation,
            ])
        }
        return actions
    }

    /// The keys that are about marks, or change images; a key that is not is ignored.
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
                return .say("Mark two images with space to see what differs; \(marks.count) are marked.")
            }
            return .show(DifferenceScreen(difference, workspace: workspace))
        case .changeMarked: return changeMarked()
        case .undo: return ChangeRunScreen.askUndo(workspace)
        case .toggleProtection: return toggle(.protection) { .protect(!$0.isProtected) }
        case .toggleHiding: return toggle(.hiding) { .hide(!$0.isHidden) }
        case .chooseVisibility: return ask(.visibility)
        case .toggleActivation: return activation()
        default: return .ignored
        }
        return .handled
    }

    /// Stops what is read to mark all, or takes the marks away.
    ///
    /// - Returns: whether there was something to stop or to take away.
    func dropMarks() -> Bool {
        if marks.gathered != nil {
            marks.stopGathering()
            return true
        }
        // What is read is stopped first.
        guard !marks.isEmpty || marks.failure != nil, catalogue.goingTo == nil else { return false }
        if catalogue.isLoading, !catalogue.request.isWhole { return false }
        marks.clear()
        return true
    }

    /// Asks about a kind of change of the marked images, or of the one under the bar.
    func ask(_ kind: ChangeKind) -> Response {
        let images = workspace.targets
        if workspace.isChanging { return ChangeRunScreen.busy(workspace) }
        return images.isEmpty ? .handled : ChangeQuestion(workspace: workspace, images: images).ask(kind)
    }

    private func markThrough() -> Response {
        guard let image = catalogue.selectedImage else { return .handled }
        if marks.isEmpty {
            marks.toggle(image)
        } else if !marks.extend(to: image.id, in: catalogue.images) {
            return .say("The last mark is not among what is loaded here: mark with space where it is to begin.")
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

    /// Turns something of the image under the bar round; for marked images, asks which way.
    private func toggle(_ kind: ChangeKind, _ change: (Image) -> ImageChange) -> Response {
        guard marks.isEmpty, !workspace.isChanging, let image = catalogue.selectedImage else { return ask(kind) }
        return ChangeQuestion(workspace: workspace, images: workspace.targets).begin(change(image))
    }

    /// Deactivates or reactivates: which, the image under the bar says, or else the person.
    private func activation() -> Response {
        let images = workspace.targets
        guard !images.isEmpty else { return .handled }
        if workspace.isChanging { return ChangeRunScreen.busy(workspace) }
        let question = ChangeQuestion(workspace: workspace, images: images)
        guard marks.isEmpty, catalogue.selectedImage?.status == .deactivated else { return question.askActivation() }
        return question.begin(.reactivate)
    }
}
