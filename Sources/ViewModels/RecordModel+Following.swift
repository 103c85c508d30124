import ImageModel

/// Keeping up with what others do to the image.
extension RecordModel {
    /// What may be in sight besides the record, and changes without it.
    public enum Companion: Hashable, Sendable {
        case members, tasks
    }

    /// Notes that a second has passed, while the record is in sight: it is read again every few of them.
    ///
    /// What is under way here is followed otherwise. What was refused stays in sight until somebody does something else; but a record
    /// that could not be read at all is asked for again, where time alone may help.
    ///
    /// - Parameter companion: what is in sight besides the record.
    public func tick(inSight companion: Companion? = nil) {
        secondsUnwatched += 1
        if record == nil, mayTryAgain, !isLoading, secondsUnwatched >= CatalogueFollowing.seldom { return readOn() }
        let interval = quietTimes < CatalogueFollowing.patience ? CatalogueFollowing.usual : CatalogueFollowing.seldom
        guard secondsUnwatched >= interval, watching == nil, !isLoading, !isDeleting, !isDeleted, !isGone,
            !isLockedOut, activity == nil, record != nil, transfer?.isUnderWay != true
        else { return }
        secondsUnwatched = 0
        watching = Task { [weak self] in await self?.lookAgain(companion) }
    }

    /// Forgets what was being asked: something else is done, after which the record is read.
    func stopWatching() {
        watching?.cancel()
        watching = nil
    }

    private func lookAgain(_ companion: Companion?) async {
        // Whoever has stopped this may have another in its place.
        defer { if !Task.isCancelled { watching = nil } }
        do throws(APIError) {
            let answer = try await api.image(id)
            guard !Task.isCancelled else { return }
            if isUnanswered { isUnanswered = false }
            let hasChanged = answer.fields != record?.fields
            if hasChanged {
                takeAsFound(answer)
                if companion != .members { members.refresh() }
            } else if isFailureOfReading {
                failure = nil
            }
            let isOther =
                switch companion {
                case .members: await members.lookAgain()
                case .tasks: await tasks.lookAgain()
                case nil: false
                }
            guard !Task.isCancelled else { return }
            quietTimes = hasChanged || isOther ? 0 : quietTimes + 1
            // What the service has begun to work on is followed until it is done.
            if hasChanged, answer.image.status.isInTransit { readOn() }
        } catch {
            // Where there is no answer, the next one counts. What is gone will not come back; and whoever is not let in is not tried
            // again and again, for which clouds lock a user out.
            guard error.kind != .cancelled, !Task.isCancelled else { return }
            guard [.notFound, .unauthorized].contains(error.kind) else {
                if !isUnanswered { isUnanswered = true }
                return
            }
            fail(error, during: .show)
        }
    }
}
