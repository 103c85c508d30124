import ImageModel

/// Keeping up with what others do to the image.
extension RecordModel {
    /// Notes that a second has passed, while the record is in sight: it is read again every few of them.
    ///
    /// What is under way here is followed otherwise, and a failure stays in sight until somebody asks again.
    public func tick() {
        secondsUnwatched += 1
        let interval = quietTimes < CatalogueFollowing.patience ? CatalogueFollowing.usual : CatalogueFollowing.seldom
        guard secondsUnwatched >= interval, watching == nil, !isLoading, !isDeleting, !isDeleted, activity == nil,
            failure == nil, record != nil, transfer?.isUnderWay != true
        else { return }
        secondsUnwatched = 0
        watching = Task { [weak self] in await self?.lookAgain() }
    }

    /// Forgets what was being asked: something else is done, after which the record is read.
    func stopWatching() {
        watching?.cancel()
        watching = nil
    }

    private func lookAgain() async {
        // Whoever has stopped this may have another in its place.
        defer { if !Task.isCancelled { watching = nil } }
        do throws(APIError) {
            let answer = try await api.image(id)
            guard !Task.isCancelled else { return }
            guard answer.fields != record?.fields else {
                quietTimes += 1
                return
            }
            quietTimes = 0
            takeChange(answer)
            members.refresh()
            // What the service has begun to work on is followed until it is done.
            if answer.image.status.isInTransit { refresh() }
        } catch {
            // Where there is no answer, the next one counts; what is gone will not come back.
            if error.kind == .notFound, !Task.isCancelled { failure = Explanation(error, during: .show) }
        }
    }
}
