import Foundation
public import ImageModel

/// Keeping up with what others do, and with what the service works on.
///
/// The images in sight, and those in transit, are asked for by their ids, which tells of those that are gone, too. All others
/// are asked for by when they were changed. So it costs two short requests every few seconds, however long the list is.
extension CatalogueModel {
    /// What somebody else has done to an image just now; nil where nobody has.
    public func mark(of id: Image.ID) -> CatalogueMark? {
        marks[id].map { $0.mark == .gone && unfit.contains(id) ? .unfit : $0.mark }
    }

    /// Notes that a second has passed, while the list is open.
    public func tick() {
        let now = surroundings.date()
        endMarks(at: now)
        guard followTask == nil, reading == nil, now >= following.due else { return }
        // Where time alone may help, what could not be read is asked for again by itself.
        if pageFailure?.mayPass == true { return readAgain() }
        // Whoever is not let in is not tried again and again: clouds lock a user out for that.
        guard updatedAt != nil, pageFailure?.kind != .unauthorized else { return }
        followTask = Task { [weak self] in await self?.follow() }
    }

    /// Forgets what was being asked: the list is read anew.
    func stopFollowing() {
        followTask?.cancel()
        followTask = nil
    }

    private func follow() async {
        // Whoever has stopped this has another in its place.
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

    /// - Returns: whether anything of what is kept has changed.
    private func readChanges() async throws(APIError) -> Bool {
        guard following.asksByTime else { return false }
        if case .unknown = following.horizon { return try await readHorizon() }
        var isNews = false
        for _ in 0..<CatalogueFollowing.pages {
            guard let page = try await readPageOfChanges(), !Task.isCancelled else { return isNews }
            following.note(page, at: surroundings.date())
            if take(page.images) { isNews = true }
            // What has come in may have the list read anew.
            guard following.isBehind, !Task.isCancelled else { return isNews }
            // What has not been read yet may be of the list, or not any more.
            total = nil
        }
        return isNews
    }

    /// The service's clock counts, and only it knows what that says.
    private func readHorizon() async throws(APIError) -> Bool {
        let latest = try await api.images(
            ImageQuery(limit: 1, order: ImageOrder(.updatedAt, isAscending: false), conditions: reach))
        guard !Task.isCancelled else { return false }
        following.horizon = latest.images.first?.updatedAt.map { .change($0) } ?? .nothing
        return take(latest.images)
    }

    /// - Returns: nil where the service does not compare times.
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

    /// - Returns: whether anything has changed.
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
        // Some services list fewer at a time than they are asked for: what is not on the page may be on the next one.
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

    /// The images to ask for by their ids: those in sight, and those that the service works on.
    private var followed: [Image.ID] {
        let rows = inSight.clamped(to: 0..<images.count)
        var known: Set<Image.ID> = []
        let ids = (images[rows].map(\.id) + awaited).filter { known.insert($0).inserted && !$0.contains(",") }
        return Array(ids.prefix(CatalogueFollowing.limit))
    }

    /// What of the filter says which images the service lets one see.
    private var reach: [ImageQuery.Condition] {
        request.conditions.filter { ["visibility", "os_hidden", "member_status"].contains($0.parameter) }
    }
}
