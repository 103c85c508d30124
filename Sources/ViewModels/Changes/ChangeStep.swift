import ImageModel

/// Makes a change of one image, or takes one back.
///
/// The API has no patch that the service itself refuses where a record has changed: the record is read before, and what is
/// left is the moment between the two requests.
struct ChangeStep: Sendable {
    let api: any ImageAPI
    /// What was done with an image last, before it is changed.
    var last = SeenImage.Moment.shown

    /// What has become of it.
    enum Outcome: Sendable {
        /// It is made; the record as it is then, where that has been read, and what there is to say.
        case done(DoneChange, ImageRecord?, note: String? = nil)
        /// The image is as wanted already.
        case needless(String, ImageRecord?)
        /// Somebody else has changed it; nothing was done.
        case conflict(String, ImageRecord?)
        /// The service took the request, and gave up on it later.
        case failed(Explanation)
    }

    /// Makes a change.
    func perform(_ change: ImageChange, of image: MarkedImage) async throws(APIError) -> Outcome {
        func done(_ change: DoneChange.Change, _ record: ImageRecord? = nil) -> Outcome {
            .done(DoneChange(change, of: image.id, image.name), record)
        }
        switch change {
        case .offer(let project):
            let member: ImageMember
            do throws(APIError) {
                member = try await api.addMember(project, to: image.id)
            } catch {
                guard error.status == 409, error.message.contains("duplicated") else { throw error }
                return .needless(change.needless, nil)
            }
            return done(.offered(to: member.project))
        case .withdraw(let project):
            guard let member = try await member(project, of: image.id) else { return .needless(change.needless, nil) }
            try await api.removeMember(project, from: image.id)
            return done(.withdrawn(from: project, status: member.status))
        case .answer(let project, let status):
            let before = try await member(project, of: image.id)?.status ?? .pending
            guard before != status else { return .needless(change.needless, nil) }
            _ = try await api.answerOffer(of: image.id, to: project, with: status)
            return done(.answered(for: project, before: before, now: status))
        case .deactivate, .reactivate: return try await setActivation(change, of: image)
        case .delete: return try await delete(image)
        case .copyData(let stores): return try await copy(image, to: stores, change)
        case .deleteData(let store):
            let record = try await api.image(image.id)
            guard record.hasData(in: store) else { return .needless(change.needless, record) }
            try await api.deleteData(of: image.id, in: store)
            return done(.dataDeleted(in: store), try await api.image(image.id))
        default: return try await patch(change, of: image)
        }
    }

    private func patch(_ change: ImageChange, of image: MarkedImage) async throws(APIError) -> Outcome {
        let record = try await api.image(image.id)
        guard let patch = change.patch(of: record), !patch.changes.isEmpty else {
            return .needless(change.needless, record)
        }
        if let conflict = image.seen?.conflict(with: record.image, in: change.overwritten, since: last) {
            return .conflict(conflict, record)
        }
        let changed = try await api.update(image.id, with: patch)
        let difference = RecordChange(from: record, to: changed, by: patch)
        return .done(DoneChange(.record(difference), of: image.id, image.name), changed)
    }

    private func setActivation(_ change: ImageChange, of image: MarkedImage) async throws(APIError) -> Outcome {
        let isBarring = change == .deactivate
        let record = try await api.image(image.id)
        guard (record.image.status == .deactivated) != isBarring else { return .needless(change.needless, record) }
        if isBarring { try await api.deactivate(image.id) } else { try await api.reactivate(image.id) }
        let changed = try await api.image(image.id)
        return .done(DoneChange(isBarring ? .deactivated : .reactivated, of: image.id, image.name), changed)
    }

    /// Deletes an image, unless somebody else has changed it since it was seen.
    ///
    /// - Parameter beforehand: what is to be done when nothing speaks against it any more.
    func delete(
        _ image: MarkedImage, beforehand: @MainActor () -> Void = {}
    ) async throws(APIError) -> Outcome {
        do throws(APIError) {
            let record = try await api.image(image.id)
            guard record.image.status != .deleted else { return .needless(ImageChange.delete.needless, nil) }
            if let conflict = image.seen?.conflict(
                with: record.image, in: ImageChange.delete.overwritten, since: last)
            {
                return .conflict(conflict, record)
            }
            await beforehand()
            try await delete(image.id)
        } catch {
            guard error.kind == .notFound || error.kind == .gone else { throw error }
            return .needless(ImageChange.delete.needless, nil)
        }
        return .done(DoneChange(.deleted, of: image.id, image.name), nil)
    }

    /// Deletes an image, and looks at it where the service breaks down in that: it may be deleted, and is not to be deleted twice.
    ///
    /// Source: Glance 33 deletes in two transactions. Where the second comes to nothing, it answers 500, and the record stays with
    /// the status `deleted` and without its properties.
    private func delete(_ id: Image.ID) async throws(APIError) {
        do throws(APIError) {
            try await api.delete(id)
        } catch {
            guard error.mayPass else { throw error }
            do throws(APIError) {
                if try await api.image(id).image.status == .deleted { return }
            } catch let look {
                if look.kind == .notFound || look.kind == .gone { return }
            }
            throw error
        }
    }

    private func copy(
        _ image: MarkedImage, to stores: [ImageStore.ID], _ change: ImageChange
    ) async throws(APIError) -> Outcome {
        let record = try await api.image(image.id)
        if record.image.status == .queued { return .needless("it has no data", record) }
        let missing = stores.filter { !record.hasData(in: $0) }
        guard !missing.isEmpty else { return .needless(change.needless, record) }
        let request = ImageImport(.copyImage, stores: .some(missing, mustSucceed: true))
        switch try await ImportFollower(api: api, image: image.id).perform(request, { _ in }) {
        case .failed(let reason, _): return .failed(Explanation(importFailed: reason, name: image.name))
        case .settled(let settled, _):
            let absent = missing.filter { !settled.hasData(in: $0) }
            guard absent.isEmpty else { return .failed(Explanation(missing: absent, name: image.name)) }
            return .done(DoneChange(.copied(to: missing), of: image.id, image.name), settled)
        }
    }

    /// What an image's offer to a project is; nil where there is none.
    func member(_ project: String, of id: Image.ID) async throws(APIError) -> ImageMember? {
        try await api.members(of: id).first { $0.project == project }
    }
}

extension ImageRecord {
    /// Whether a store has the image's data, where the cloud names its stores.
    func hasData(in store: ImageStore.ID) -> Bool {
        (fields["stores"]?.string ?? "").split(separator: ",").contains { $0 == store }
    }

    /// Whether the data is on its way into a store.
    func awaitsData(in store: ImageStore.ID) -> Bool {
        (fields["os_glance_importing_to_stores"]?.string ?? "").split(separator: ",").contains { $0 == store }
    }
}
