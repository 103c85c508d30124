public import ImageModel

/// Whom an image is shared with, and where its data is.
extension RecordModel {
    /// Offers the image to a project, by its id, or its name where the cloud tells of it.
    public func addMember(_ project: String) {
        perform("sharing", .change("\(name) was not offered to \(project)")) { [self] () throws(APIError) in
            let member = try await api.addMember(project, to: id)
            note(.offered(to: member.project))
        }
    }

    /// Accepts or rejects the offer of the image, for the project that it is offered to.
    public func answerOffer(to project: String, with status: ImageMember.Status) {
        let words = "The offer to \(project) was not \(status.rawValue)"
        let before = self.status(of: project)
        perform("answering", .change(words)) { [self] () throws(APIError) in
            _ = try await api.answerOffer(of: id, to: project, with: status)
            note(.answered(for: project, before: before, now: status))
        }
    }

    /// Takes the image from a project.
    public func removeMember(_ project: String) {
        let before = status(of: project)
        perform("unsharing", .change("\(name) was not taken from \(project)")) { [self] () throws(APIError) in
            try await api.removeMember(project, from: id)
            note(.withdrawn(from: project, status: before))
        }
    }

    /// Deletes the data in one store.
    public func deleteData(in store: ImageStore.ID) {
        let words = "The data of \(name) was not removed from \(store)"
        perform("removing", .change(words)) { [self] () throws(APIError) in
            try await api.deleteData(of: id, in: store)
            note(.dataDeleted(in: store))
        }
    }

    /// What a project has made of the offer, as it was read last.
    private func status(of project: String) -> ImageMember.Status {
        members.value?.first { $0.project == project }?.status ?? .pending
    }
}

extension Workspace {
    /// Has the cloud copy an image's data to one more store; it is a transfer like any other.
    ///
    /// - Returns: the record that shows how it goes; nil before the record is there, or while other data is on its way.
    public func copy(_ record: RecordModel, to store: ImageStore.ID) -> RecordModel? {
        guard let image = record.record?.image, record.transfer?.isUnderWay != true else { return nil }
        let plan = TransferPlan.fetch(ImageImport(.copyImage, stores: .some([store], mustSucceed: true)))
        let offer = TransferOffer(methods: [ImageImport.Method.copyImage.name], stores: record.stores.value ?? [])
        // The service takes the request on; what becomes of it is asked for when it is taken back.
        note(DoneChange(.copied(to: [store]), of: image.id, image.nameOrID))
        return self.record(of: transfers.add(plan, to: image, offer: offer))
    }
}
