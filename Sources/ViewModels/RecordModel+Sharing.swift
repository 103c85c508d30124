package import ImageModel

/// Sharing an image, and the stores of its data.
extension RecordModel {
    /// Shares the image with a project, given by its id, or by its name if the cloud reveals it.
    package func addMember(_ project: String) {
        perform("sharing", .change("\(name) was not offered to \(project)")) { [self] () throws(APIError) in
            let member = try await api.addMember(project, to: id)
            note(.offered(to: member.project))
        }
    }

    /// Accepts or rejects the image on behalf of a project that it is shared with.
    package func answerOffer(to project: String, with status: ImageMember.Status) {
        let words = "The offer to \(project) was not \(status.rawValue)"
        let before = self.status(of: project)
        perform("answering", .change(words)) { [self] () throws(APIError) in
            _ = try await api.answerOffer(of: id, to: project, with: status)
            note(.answered(for: project, before: before, now: status))
        }
    }

    /// Stops sharing the image with a project.
    package func removeMember(_ project: String) {
        let before = status(of: project)
        perform("unsharing", .change("\(name) was not taken from \(project)")) { [self] () throws(APIError) in
            try await api.removeMember(project, from: id)
            note(.withdrawn(from: project, status: before))
        }
    }

    /// Deletes the image's data from one store.
    package func deleteData(in store: ImageStore.ID) {
        let words = "The data of \(name) was not removed from \(store)"
        perform("removing", .change(words)) { [self] () throws(APIError) in
            try await api.deleteData(of: id, in: store)
            note(.dataDeleted(in: store))
        }
    }

    /// Returns a project's response to the offer, as last read.
    private func status(of project: String) -> ImageMember.Status {
        members.value?.first { $0.project == project }?.status ?? .pending
    }
}

extension Workspace {
    /// Makes the cloud copy an image's data to another store, as a transfer like any other.
    ///
    /// - Returns: The record that shows its progress; nil before the record has been read, or while other data is being
    ///   transferred.
    package func copy(_ record: RecordModel, to store: ImageStore.ID) -> RecordModel? {
        guard let image = record.record?.image, record.transfer?.isUnderWay != true else { return nil }
        let plan = TransferPlan.fetch(ImageImport(.copyImage, stores: .some([store], mustSucceed: true)))
        let offer = TransferOffer(methods: [ImageImport.Method.copyImage.name], stores: record.stores.value ?? [])
        // The service accepts the request now; its outcome is checked when the change is undone.
        note(DoneChange(.copied(to: [store]), of: image.id, image.nameOrID))
        return self.record(of: transfers.add(plan, to: image, offer: offer))
    }
}
