import ImageModel

extension ChangeStep {
    /// Undoes a change, provided that what was changed is still as the change left it.
    func undo(_ done: DoneChange) async throws(APIError) -> Outcome {
        switch done.change {
        case .record(let change): return try await undo(change, done)
        case .offered(let project):
            guard let member = try await member(project, of: done.id) else { return .needless(Self.undone, nil) }
            guard member.status == .pending else {
                return .conflict("The project has answered since: the offer is \(member.status.rawValue).", nil)
            }
            try await api.removeMember(project, from: done.id)
            return .done(done, nil)
        case .withdrawn(let project, let status):
            guard try await member(project, of: done.id) == nil else { return .needless(Self.undone, nil) }
            _ = try await api.addMember(project, to: done.id)
            // Only the project itself can accept or reject an offer.
            let note = status == .pending ? nil : "offered again; the offer was \(status.rawValue), and is pending now"
            return .done(done, nil, note: note)
        case .answered(let project, let before, let now):
            let status = try await member(project, of: done.id)?.status
            guard status != before else { return .needless(Self.undone, nil) }
            guard status == now else {
                return .conflict("The offer was changed by somebody else since. " + Self.words(for: status), nil)
            }
            _ = try await api.answerOffer(of: done.id, to: project, with: before)
            return .done(done, nil)
        case .deactivated, .reactivated: return try await undoActivation(done)
        case .copied(let stores): return try await undoCopy(to: stores, done)
        case .dataDeleted, .deleted: return .conflict(done.finality ?? "", nil)
        }
    }

    private static let undone = "it is as it was before"

    private static func words(for status: ImageMember.Status?) -> String {
        status.map { "It is \($0.rawValue) now." } ?? "It is gone now."
    }

    private func undo(_ change: RecordChange, _ done: DoneChange) async throws(APIError) -> Outcome {
        let record = try await api.image(done.id)
        if change.isUndone(in: record) { return .needless(Self.undone, record) }
        if let conflict = change.conflict(with: record) { return .conflict(conflict, record) }
        return .done(done, try await api.update(done.id, with: change.reverse(of: record)))
    }

    private func undoActivation(_ done: DoneChange) async throws(APIError) -> Outcome {
        let wasBarred = done.change == .deactivated
        let record = try await api.image(done.id)
        guard (record.image.status == .deactivated) == wasBarred else { return .needless(Self.undone, record) }
        if wasBarred { try await api.reactivate(done.id) } else { try await api.deactivate(done.id) }
        return .done(done, try await api.image(done.id))
    }

    private func undoCopy(to stores: [ImageStore.ID], _ done: DoneChange) async throws(APIError) -> Outcome {
        let record = try await api.image(done.id)
        if let store = stores.first(where: record.awaitsData) {
            let sentence = "The data is still on its way to \(store). Try again when it is there."
            return .failed(
                Explanation(
                    APIError(kind: .conflict, message: sentence), during: .change("\(done.name) was not changed")))
        }
        let present = stores.filter(record.hasData)
        guard !present.isEmpty else { return .needless(Self.undone, record) }
        for store in present { try await api.deleteData(of: done.id, in: store) }
        return .done(done, try await api.image(done.id))
    }
}
