public import ImageModel

/// What changes in the list besides what is read of it.
extension CatalogueModel {
    /// Deletes an image; it leaves the list when the service has deleted it. Where somebody else has changed it since it was
    /// shown so, nothing is deleted.
    public func delete(_ image: Image) {
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

    /// Takes an image out of the list that was deleted here, or found to be.
    func removeDeleted(_ id: Image.ID) {
        known[id] = .deleted
        remove(id)
    }

    /// Takes an image out of the list; the bar goes to its neighbour.
    func remove(_ id: Image.ID) {
        unfit.remove(id)
        guard let row = window.remove(id) else { return }
        total = total.map { $0 - 1 }
        narrowAgain()
        if selection == id { putBar(near: row) }
    }

    /// Puts the bar on the image that is in a row now, or else on the last.
    func putBar(near row: Int) { selection = images.isEmpty ? nil : images[min(row, images.count - 1)].id }

    /// Puts a new image where the service lists it, and the bar on it: at the top of the newest. In any other order only the
    /// service knows its place, and what is around it is read when it is to be seen.
    func insert(_ image: Image) {
        known[image.id] = .image(image, isNew: true)
        // What a filter keeps out is not shown for being new.
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

    /// Takes over what was read of an image elsewhere.
    func update(_ image: Image) {
        let isNew = if case .image(_, true) = known[image.id] { true } else { false }
        known[image.id] = .image(image, isNew: isNew)
        replace(image)
        narrowAgain()
    }
}
