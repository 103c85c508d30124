public import Observation

/// Keeps the draft as it is typed, so that it outlives gaze, and finds what an earlier gaze has left behind.
///
/// One thing at a time is done with the memory, in the order of asking; of what is typed meanwhile, the newest is kept.
@Observable
@MainActor
public final class KeptDrafts {
    /// What an earlier gaze has left behind; nil where that is nothing, or not known yet.
    public private(set) var offered: KeptDraft?
    /// Why the draft cannot be kept; nil where it is.
    public private(set) var failure: String?

    private enum Job {
        case find
        case keep(Draft)
        case forget(KeptDraft.ID)
    }

    private let memory: DraftMemory
    @ObservationIgnored private var jobs: [Job] = []
    @ObservationIgnored private var task: Task<Void, Never>?

    init(memory: DraftMemory) { self.memory = memory }

    isolated deinit { task?.cancel() }

    /// Looks for what an earlier gaze has left behind.
    public func load() { add(.find) }

    /// Keeps a draft in place of the one before; an empty one is not kept.
    func keep(_ draft: Draft) {
        if case .keep? = jobs.last { jobs.removeLast() }
        add(.keep(draft))
    }

    /// Removes what an earlier gaze has left behind, and looks for more.
    public func forgetOffered() {
        guard let kept = offered else { return }
        offered = nil
        add(.forget(kept.id))
        add(.find)
    }

    /// Waits until all of it is done.
    public func finish() async { await task?.value }

    private func add(_ job: Job) {
        jobs.append(job)
        guard task == nil else { return }
        task = Task { [weak self] in
            while let job = self?.takeJob() { await self?.perform(job) }
        }
    }

    private func takeJob() -> Job? {
        guard !jobs.isEmpty else {
            task = nil
            return nil
        }
        return jobs.removeFirst()
    }

    private func perform(_ job: Job) async {
        do throws(DraftMemoryError) {
            switch job {
            case .find: offered = await memory.find()
            case .keep(let draft):
                let kept = draft.withoutSecrets
                try await memory.keep(kept, kept != draft)
                if failure != nil { failure = nil }
            case .forget(let id): try await memory.forget(id)
            }
        } catch {
            // What could not be kept elsewhere stays where it is.
            jobs.removeAll { if case .forget = $0 { true } else { false } }
            failure = error.description
        }
    }
}
