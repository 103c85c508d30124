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
                .toggleActivation, .delete, .saveData, .copyToCloud, .changeImage, .copyID,
            ])
        }
        return actions
    }

    /// With marks, what is done to all that have them, and what takes the marks away.
    var foremost: [(action: Action, label: String)] {
        guard place == .list else { return [] }
        if marks.gathered != nil { return [(.stopReading, "stop marking")] }
        if marks.isEmpty { return [] }
        return [(.changeMarked, "change"), (.delete, "delete"), (.markAll, "all"), (.stopReading, "unmark")]
    }

    /// What is about the images that are marked, or the one under the bar where none is.
    private static let aboutMarked: Set<Action> = [
        .changeMarked, .changeImage, .compareMarked, .toggleProtection, .toggleHiding, .chooseVisibility,
        .toggleActivation, .delete, .saveData, .copyToCloud, .copyID,
    ]

    /// What is said to a key that is about the marked images, while not all that are meant are marked: to do it to the one under
    /// the bar, or to some of them, is not what is wanted. Nil where nothing is in its way.
    func heldUp(_ action: Action?) -> Response? {
        guard let gathered = marks.gathered, action.map(Self.aboutMarked.contains) == true else { return nil }
        let stop = keyNames.press(.stopReading, "to call that off")
        return .say("Not all are marked yet, but \(Format.count(gathered)) looked at.\(stop)")
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

    /// Leads to the form with the image under the bar, over its record; with marks, to what can be done to all that have them.
    private func changeImage() -> Response {
        guard marks.isEmpty, let image = catalogue.selectedImage else { return changeMarked() }
        let record = workspace.record(of: image)
        return .show(RecordScreen(record, workspace: workspace, isOfList: true, begins: .changeImage))
    }

    /// Asks where the data of the marked images is to be saved, or of the one under the bar.
    private func save() -> Response {
        let images = workspace.targets
        guard let first = images.first else { return .handled }
        if images.count == 1, let image = workspace.listed(first) { return .show(SaveScreen(workspace.save(image))) }
        return .show(SaveScreen(workspace.save(images)))
    }

    /// Asks to which cloud the marked images are to be copied, or the one under the bar.
    private func copy() -> Response {
        let images = workspace.targets
        return images.isEmpty ? .handled : .show(CloudsScreen(workspace.copy(images), workspace: workspace))
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
