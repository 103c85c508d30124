import Observation

/// Stores the draft as it is typed, so that it outlives gaze, and finds a draft that an earlier gaze has left behind.
///
/// The memory is used for one job at a time, in the order of the requests; of several drafts waiting to be stored, only the
/// newest is.
@Observable
@MainActor
package final class KeptDrafts {
    /// A draft that an earlier gaze has left behind; nil if there is none, or it is not known yet.
    package private(set) var offered: KeptDraft?
    /// Why the draft cannot be stored; nil if it can.
    package private(set) var failure: String?

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

    /// Looks for a draft that an earlier gaze has left behind.
    package func load() { add(.find) }

    /// Stores a draft in place of the previous one; an empty draft is not stored.
    func keep(_ draft: Draft) {
        if case .keep? = jobs.last { jobs.removeLast() }
        add(.keep(draft))
    }

    /// Removes the offered draft, and looks for another one.
    package func forgetOffered() {
        guard let kept = offered else { return }
        offered = nil
        add(.forget(kept.id))
        add(.find)
    }

    /// Waits until all jobs are done.
    package func finish() async { await task?.value }

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
            // After a failure nothing is forgotten: a draft that could not be stored anew must stay where it is.
            jobs.removeAll { if case .forget = $0 { true } else { false } }
            failure = error.description
        }
    }
}
