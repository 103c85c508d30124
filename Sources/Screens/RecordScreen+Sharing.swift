import ImageModel
import Terminal
import ViewModels
import Widgets

extension RecordScreen {
    /// The actions on members and stores that are not available in this tab, or for the selected row.
    var unavailableHere: Set<Action> {
        var actions: Set<Action> = [.addHere, .removeHere, .acceptOffer, .rejectOffer]
        guard record.activity == nil, record.record != nil else { return actions }
        if tab == .members, record.record?.image.visibility == .shared { actions.remove(.addHere) }
        switch entry?.subject {
        case .member: actions.subtract([.removeHere, .acceptOffer, .rejectOffer])
        case .store(_, hasData: true): actions.remove(.removeHere)
        // The data can be copied here from another store.
        case .store where record.record?.image.status == .active: actions.remove(.addHere)
        case .store: break
        case nil: break
        }
        return actions
    }

    /// The answers to a pending offer, if it was made to this project.
    var foremost: [(action: Action, label: String)] {
        guard place == .record, tab == .members, case .member(let project)? = entry?.subject,
            project == workspace.place.login?.projectID,
            record.members.value?.first(where: { $0.project == project })?.status == .pending
        else { return [] }
        return [(.acceptOffer, "accept"), (.rejectOffer, "reject")]
    }

    /// Handles the actions on the selected project or store; returns nil for all others.
    func handleSharing(_ action: Action, _ image: Image) -> Response? {
        guard [.addHere, .removeHere, .acceptOffer, .rejectOffer].contains(action) else { return nil }
        guard !unavailableHere.contains(action) else { return .handled }
        switch (action, entry?.subject) {
        case (.addHere, .store(let store, _)):
            guard let copying = workspace.copy(record, to: store) else { return .handled }
            return .replace(RecordScreen(copying, workspace: workspace, tab: .tasks))
        case (.addHere, _): return .show(offer)
        case (.removeHere, .member(let project)): return .show(question(about: project, image))
        case (.removeHere, .store(let store, _)): return .show(question(aboutStore: store, image))
        case (.acceptOffer, .member(let project)): record.answerOffer(to: project, with: .accepted)
        case (.rejectOffer, .member(let project)): record.answerOffer(to: project, with: .rejected)
        default: break
        }
        return .handled
    }

    /// The question for the project to offer the image to.
    private var offer: ValueScreen {
        ValueScreen(
            heading: "Offer it to a project",
            hints: [
                "The project's id, or its name: a cloud tells you those of your own projects, and all to administrators. "
                    + "What follows id: is sent as it is."
            ],
            box: ComboBox(values: [], current: "", placeholder: "project id or name")
        ) { project in
            if project.isEmpty || project.isProjectID || project.hasPrefix("id:") { return .good }
            return .doubtful("It is looked up as a name; gaze's own service knows none, and takes it as it is.")
        } take: { [record] project in
            if !project.isEmpty { record.addMember(project) }
        }
    }

    private func question(about project: String, _ image: Image) -> DialogScreen {
        DialogScreen(
            title: "Take the image from this project?",
            text: [
                image.nameOrID, "from \(project)", "", "The project does not see it any more. It can be offered again.",
            ],
            buttons: [.init("keep it", letter: "k"), .init("take it", letter: "t")]
        ) { [record] button in
            if button == 1 { record.removeMember(project) }
            return .handled
        }
    }

    private func question(aboutStore store: String, _ image: Image) -> DialogScreen {
        DialogScreen(
            title: "Delete the data in this store?",
            text: [
                image.nameOrID, "in \(store)", "", "The other stores keep it; the last one that has it refuses.",
            ], buttons: [.init("keep it", letter: "k"), .init("delete", letter: "d")]
        ) { [record] button in
            if button == 1 { record.deleteData(in: store) }
            return .handled
        }
    }
}
