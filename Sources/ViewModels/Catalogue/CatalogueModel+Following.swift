import Foundation
package import ImageModel

/// Keeping up with the changes that others make, and with the images that the service works on.
///
/// Visible images and those in transit are requested by their ids, which also reveals the ones that are gone. All others are
/// requested by the time of their last change. So following costs two short requests every few seconds, however long the list
/// is.
extension CatalogueModel {
    /// What somebody else has just done to an image; nil if nobody has changed it.
    package func mark(of id: Image.ID) -> CatalogueMark? {
        marks[id].map { $0.mark == .gone && unfit.contains(id) ? .unfit : $0.mark }
    }

    /// Polls for changes if it is time to; called every second while the list is open.
    package func tick() {
        let now = surroundings.date()
        endMarks(at: now)
        guard followTask == nil, reading == nil, now >= following.due else { return }
        // A request whose failure may pass with time is retried automatically.
        if pageFailure?.mayPass == true { return readAgain() }
        // After a refused login there are no retries: clouds lock users out for repeated attempts.
        guard updatedAt != nil, pageFailure?.kind != .unauthorized else { return }
        followTask = Task { [weak self] in await self?.follow() }
    }

    /// Cancels the current poll, because the list is read anew.
    func stopFollowing() {
        followTask?.cancel()
        followTask = nil
    }

    private func follow() async {
        // If this task was cancelled, `followTask` may already be its successor.
        defer { if !Task.isCancelled { followTask = nil } }
        var seconds = CatalogueFollowing.seldom
        known = [:]
        do throws(APIError) {
            let hasChanged = try await readChanges()
            guard !Task.isCancelled else { return }
            let hasMoved = try await readInSight()
            guard !Task.isCancelled else { return }
            following.quietTimes = hasChanged || hasMoved ? 0 : following.quietTimes + 1
            if following.isBehind && following.asksByTime || !awaited.isEmpty {
                seconds = CatalogueFollowing.inTransit
            } else if following.quietTimes < CatalogueFollowing.patience {
                seconds = CatalogueFollowing.usual
            }
            if isUnanswered { isUnanswered = false }
            updatedAt = surroundings.date()
        } catch {
            guard error.kind != .cancelled, !Task.isCancelled else { return }
            if error.kind == .unauthorized {
                pageFailure = error
                failure = Explanation(error, during: .list)
            }
            if !isUnanswered { isUnanswered = true }
        }
        following.due = surroundings.date().addingTimeInterval(seconds)
    }

    // MARK: By when they were changed

    /// Reads the images changed since the last poll.
    ///
    /// - Returns: Whether any loaded image has changed.
    private func readChanges() async throws(APIError) -> Bool {
        guard following.asksByTime else { return false }
        if case .unknown = following.horizon { return try await readHorizon() }
        var isNews = false
        for _ in 0..<CatalogueFollowing.pages {
            guard let page = try await readPageOfChanges(), !Task.isCancelled else { return isNews }
            following.note(page, at: surroundings.date())
            if take(page.images) { isNews = true }
            // The changes just taken may have started reading the list anew.
            guard following.isBehind, !Task.isCancelled else { return isNews }
            // Changes that are still unread may add images to the list, or remove some.
            total = nil
        }
        return isNews
    }

    /// Reads the time of the latest change. Times are by the service's clock, so only the service can tell where to begin.
    private func readHorizon() async throws(APIError) -> Bool {
        let latest = try await api.images(
            ImageQuery(limit: 1, order: ImageOrder(.updatedAt, isAscending: false), conditions: reach))
        guard !Task.isCancelled else { return false }
        following.horizon = latest.images.first?.updatedAt.map { .change($0) } ?? .nothing
        return take(latest.images)
    }

    /// Reads the next page of changes.
    ///
    /// - Returns: The page; nil if the service does not filter by time, or the marker is gone.
    private func readPageOfChanges() async throws(APIError) -> ImagePage? {
        var query = ImageQuery(
            limit: CatalogueFollowing.limit, order: ImageOrder(.updatedAt, isAscending: true), conditions: reach)
        if case .change(let last) = following.horizon {
            query.conditions.append(.init("updated_at", "gte:\(last.rawValue)"))
        }
        query.marker = following.marker?.id
        do throws(APIError) {
            return try await api.images(query)
        } catch {
            if query.marker != nil, error.isOfMarker {
                following.forgetMarker()
                return nil
            }
            guard error.status == 400 else { throw error }
            following.asksByTime = false
            return nil
        }
    }

    // MARK: By their ids

    /// Reads the visible images, and those that are worked on, by their ids.
    ///
    /// - Returns: Whether anything has changed.
    private func readInSight() async throws(APIError) -> Bool {
        let ids = followed
        guard following.asksByID, !ids.isEmpty else { return false }
        let page: ImagePage
        do throws(APIError) {
            page = try await api.images(
                ImageQuery(
                    limit: CatalogueFollowing.limit,
                    conditions: reach.filter { $0.parameter != "visibility" } + [
                        .init("visibility", "all"), .init("id", "in:" + ids.joined(separator: ",")),
                    ]))
        } catch {
            guard error.status == 400 || error.status == 414 else { throw error }
            following.asksByID = false
            return false
        }
        guard !Task.isCancelled else { return false }
        let there = Set(page.images.map(\.id))
        // Some services list fewer at a time than requested: an image missing from this page may be on the next one.
        let gone = (page.next == nil ? ids : []).filter { id in
            !there.contains(id) && !deleting.contains(id) && known[id] == nil && window.row(of: id) != nil
                && marks[id]?.mark != .gone
        }
        for id in gone { marks[id] = (.gone, surroundings.date()) }
        return take(page.images) || !gone.isEmpty
    }

    /// The images that the service works on, or that wait for their data.
    private var awaited: [Image.ID] {
        let now = surroundings.date()
        return window.images.filter { CatalogueFollowing.isAwaited($0, at: now) }.map(\.id)
    }

    /// The images to request by their ids: the visible ones, and those that the service works on.
    private var followed: [Image.ID] {
        let rows = inSight.clamped(to: 0..<images.count)
        var known: Set<Image.ID> = []
        let ids = (images[rows].map(\.id) + awaited).filter { known.insert($0).inserted && !$0.contains(",") }
        return Array(ids.prefix(CatalogueFollowing.limit))
    }

    /// The conditions of the filter that decide which images the service lets the user see.
    private var reach: [ImageQuery.Condition] {
        request.conditions.filter { ["visibility", "os_hidden", "member_status"].contains($0.parameter) }
    }
}
