import ImageModel

/// Makes or undoes a change of one image.
///
/// The API has no conditional patch, one that the service refuses if the record has changed. So the record is read first; what
/// remains is the short time between the two requests.
struct ChangeStep: Sendable {
    let api: any ImageAPI
    /// How the image was last seen before the change, for the wording of a conflict.
    var last = SeenImage.Moment.shown

    /// The outcome of a change.
    enum Outcome: Sendable {
        /// The change was made; with the resulting record, if it was read, and a remark, if there is one.
        case done(DoneChange, ImageRecord?, note: String? = nil)
        /// Nothing had to be done, for the reason given.
        case needless(String, ImageRecord?)
        /// Somebody else has changed the image; nothing was done.
        case conflict(String, ImageRecord?)
        /// The service accepted the request, but failed to complete it.
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
    /// - Parameter beforehand: called just before the delete request, once no conflict was found.
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

    /// Deletes an image. If the service fails while deleting, reads the record: the image may be deleted all the same, and must
    /// not be deleted twice.
    ///
    /// Source: Glance 33 deletes in two transactions. If the second one fails, it answers 500, and the record stays with the
    /// status `deleted` and without its properties.
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

    /// Returns a project's membership of an image; nil if the image is not offered to the project.
    func member(_ project: String, of id: Image.ID) async throws(APIError) -> ImageMember? {
        try await api.members(of: id).first { $0.project == project }
    }
}

extension ImageRecord {
    /// Whether a store has the image's data; always false in a cloud that does not name its stores.
    func hasData(in store: ImageStore.ID) -> Bool {
        (fields["stores"]?.string ?? "").split(separator: ",").contains { $0 == store }
    }

    /// Whether the data is being imported into a store.
    func awaitsData(in store: ImageStore.ID) -> Bool {
        (fields["os_glance_importing_to_stores"]?.string ?? "").split(separator: ",").contains { $0 == store }
    }
}
