package import ImageModel

/// Changes to the list that do not come from reading it.
extension CatalogueModel {
    /// Deletes an image, which leaves the list once the service has deleted it. If somebody else has changed the image since it
    /// was shown, nothing is deleted.
    package func delete(_ image: Image) {
        guard deletions[image.id] == nil else { return }
        deleting.insert(image.id)
        deletions[image.id] = Task { [weak self] in await self?.performDelete(image) }
    }

    private func performDelete(_ image: Image) async {
        defer {
            deleting.remove(image.id)
            deletions[image.id] = nil
        }
        let attempt = Explanation.Attempt.delete(name: image.nameOrID, id: image.id)
        do throws(APIError) {
            switch try await ChangeStep(api: api).delete(MarkedImage(image)) {
            case .done:
                removeDeleted(image.id)
                onDelete(image, true)
            case .needless:
                removeDeleted(image.id)
                onDelete(image, false)
            case .conflict(let sentence, let record):
                if let record { update(record.image) }
                failure = Explanation(APIError(kind: .conflict, message: sentence), during: attempt)
            case .failed(let explanation): failure = explanation
            }
        } catch {
            failure = Explanation(error, during: attempt)
        }
    }

    /// Removes an image from the list that was deleted here, or found to be deleted.
    func removeDeleted(_ id: Image.ID) {
        known[id] = .deleted
        remove(id)
    }

    /// Removes an image from the list and moves the bar to its neighbor.
    func remove(_ id: Image.ID) {
        unfit.remove(id)
        guard let row = window.remove(id) else { return }
        total = total.map { $0 - 1 }
        narrowAgain()
        if selection == id { putBar(near: row) }
    }

    /// Puts the bar on the image that is now in a row, or else on the last image.
    func putBar(near row: Int) { selection = images.isEmpty ? nil : images[min(row, images.count - 1)].id }

    /// Inserts a new image where the service lists it, and puts the bar on it. With the newest images first, that is the top;
    /// in any other order only the service knows its place, and the images around it are read when they come into view.
    func insert(_ image: Image) {
        known[image.id] = .image(image, isNew: true)
        // A new image that does not match the filter is not shown either.
        guard request.admits(image) else { return }
        defer {
            selection = image.id
            shrink()
            narrowAgain()
        }
        guard window.row(of: image.id) == nil else { return }
        if orderOfWindow == .newestFirst, window.before == 0 {
            window.insertFirst(image)
            total = total.map { $0 + 1 }
        } else {
            stop()
            keep([image], before: nil, after: nil)
            total = nil
        }
    }

    /// Updates an image with a record that was read elsewhere.
    func update(_ image: Image) {
        let isNew = if case .image(_, true) = known[image.id] { true } else { false }
        known[image.id] = .image(image, isNew: isNew)
        replace(image)
        narrowAgain()
    }
}
