import ImageModel

@testable import ViewModels

/// A workspace on images in memory.
@MainActor
struct ChangingWorkspace {
    let service = StoredImages()
    let workspace: Workspace

    init() {
        workspace = Workspace(
            api: service, place: Workspace.Place(cloud: "local"),
            memory: KeptMemory().memory, surroundings: Surroundings())
    }

    /// A workspace whose list has these images: active, and named as their ids.
    static func listing(_ ids: [String]) async throws -> ChangingWorkspace {
        let made = ChangingWorkspace()
        for id in ids { made.service.put(.sample(id, name: id, status: .active)) }
        made.workspace.catalogue.refresh()
        try await until { !made.workspace.catalogue.isLoading }
        return made
    }

    func image(_ id: String) -> Image? { service.records[id]?.image }

    /// Marks images that the list has.
    func mark(_ ids: String...) throws {
        for id in ids {
            guard let image = workspace.catalogue.listed(id) else { continue }
            workspace.marks.toggle(image)
        }
    }

    /// Makes a change of the marked images, and waits for its end.
    @discardableResult
    func perform(_ change: ImageChange) async throws -> ChangeRun? {
        let run = workspace.begin(change, of: workspace.targets)
        await run?.finish()
        return run
    }

    /// Takes the last change back, and waits for that.
    @discardableResult
    func undo() async -> ChangeRun? {
        let run = workspace.undo()
        await run?.finish()
        return run
    }
}

extension ChangeRun.Item {
    /// The state in a word or two, for comparing.
    var outcome: String {
        switch state {
        case .waiting: "waiting"
        case .running: "running"
        case .done(let note): "done" + (note.map { ": \($0)" } ?? "")
        case .needless(let reason): "needless: \(reason)"
        case .refused(let explanation): "refused: \(explanation.serverMessage)"
        case .left: "left"
        }
    }
}
