import ImageModel

/// Keeping up with the changes that others make to the image.
extension RecordModel {
    /// A list that may be visible beside the record, and changes independently of it.
    package enum Companion: Hashable, Sendable {
        case members, tasks
    }

    /// Reads the record again if it is time to; called every second while the record is visible.
    ///
    /// Changes made here are followed in another way. A refusal stays visible until the user does something else; but if the
    /// record could not be read at all, it is read again when the failure may pass with time.
    ///
    /// - Parameter companion: The list that is visible beside the record; nil for none.
    package func tick(inSight companion: Companion? = nil) {
        secondsUnwatched += 1
        if record == nil, mayTryAgain, !isLoading, secondsUnwatched >= CatalogueFollowing.seldom { return readOn() }
        let interval = quietTimes < CatalogueFollowing.patience ? CatalogueFollowing.usual : CatalogueFollowing.seldom
        guard secondsUnwatched >= interval, watching == nil, !isLoading, !isDeleting, !isDeleted, !isGone,
            !isLockedOut, activity == nil, record != nil, transfer?.isUnderWay != true
        else { return }
        secondsUnwatched = 0
        watching = Task { [weak self] in await self?.lookAgain(companion) }
    }

    /// Cancels the current poll, because another action follows that reads the record.
    func stopWatching() {
        watching?.cancel()
        watching = nil
    }

    private func lookAgain(_ companion: Companion?) async {
        // If this task was cancelled, `watching` may already be its successor.
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
            // A change that the service has started is followed until it is done.
            if hasChanged, answer.image.status.isInTransit { readOn() }
        } catch {
            // If there is no answer, the next poll decides. A missing image will not come back; and a refused login is not
            // repeated, because clouds lock users out for that.
            guard error.kind != .cancelled, !Task.isCancelled else { return }
            guard [.notFound, .unauthorized].contains(error.kind) else {
                if !isUnanswered { isUnanswered = true }
                return
            }
            fail(error, during: .show)
        }
    }
}
