public import ImageModel

/// What changes in the list besides what is read of it.
extension CatalogueModel {
    /// Deletes an image; it leaves the list when the service has deleted it.
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
        do throws(APIError) {
            try await api.delete(image.id)
            remove(image.id)
            onDelete(image)
        } catch {
            failure = Explanation(error, during: .delete(name: image.nameOrID, id: image.id))
        }
    }

    /// Takes a deleted image out of the list; the bar goes to its neighbour.
    func remove(_ id: Image.ID) {
        guard let row = window.remove(id) else { return }
        total = total.map { $0 - 1 }
        narrowAgain()
        if selection == id { selection = images.isEmpty ? nil : images[min(row, images.count - 1)].id }
    }

    /// Puts a new image where the service lists it, and the bar on it: at the top of the newest. In any other order only the
    /// service knows its place, and what is around it is read when it is to be seen.
    func insert(_ image: Image) {
        // What a filter keeps out is not shown for being new.
        guard request.admits(image) else { return }
        defer {
            selection = image.id
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
        window.update(image)
        narrowAgain()
    }
}
