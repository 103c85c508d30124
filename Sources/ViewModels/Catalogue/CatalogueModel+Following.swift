import Foundation
public import ImageModel

/// Keeping up with what others do, and with what the service works on.
///
/// The images in sight, and those in transit, are asked for by their ids, which tells of those that are gone, too. All others
/// are asked for by when they were changed. So it costs two short requests every few seconds, however long the list is.
extension CatalogueModel {
    /// What somebody else has done to an image just now; nil where nobody has.
    public func mark(of id: Image.ID) -> CatalogueMark? { marks[id]?.mark }

    /// Notes that a second has passed, while the list is open.
    public func tick() {
        let now = surroundings.date()
        endMarks(at: now)
        guard followTask == nil, reading == nil, updatedAt != nil, now >= following.due else { return }
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
        do throws(APIError) {
            let hasChanged = try await readChanges()
            let hasMoved = try await readInSight()
            guard !Task.isCancelled else { return }
            following.quietTimes = hasChanged || hasMoved ? 0 : following.quietTimes + 1
            if window.images.contains(where: \.status.isInTransit) {
                seconds = CatalogueFollowing.inTransit
            } else if following.quietTimes < CatalogueFollowing.patience {
                seconds = CatalogueFollowing.usual
            }
            if isUnanswered { isUnanswered = false }
            updatedAt = surroundings.date()
        } catch {
            guard error.kind != .cancelled, !Task.isCancelled else { return }
            if !isUnanswered { isUnanswered = true }
        }
        following.due = surroundings.date().addingTimeInterval(seconds)
    }

    // MARK: By when they were changed

    /// - Returns: whether anything of what is kept has changed.
    private func readChanges() async throws(APIError) -> Bool {
        guard following.asksByTime else { return false }
        var conditions = reach
        switch following.horizon {
        case .unknown:
            // The service's clock counts, and only it knows what that says.
            let latest = try await api.images(
                ImageQuery(limit: 1, order: ImageOrder(.updatedAt, isAscending: false), conditions: reach))
            guard !Task.isCancelled else { return false }
            following.horizon = latest.images.first?.updatedAt.map { .change($0) } ?? .nothing
            return false
        case .nothing: break
        case .change(let last): conditions.append(.init("updated_at", "gte:\(last.rawValue)"))
        }
        let images: [Image]
        do throws(APIError) {
            images = try await api.images(
                ImageQuery(
                    limit: CatalogueFollowing.limit, order: ImageOrder(.updatedAt, isAscending: true),
                    conditions: conditions)
            ).images
        } catch {
            guard error.status == 400 else { throw error }
            following.asksByTime = false
            return false
        }
        guard !Task.isCancelled else { return false }
        if let last = images.last?.updatedAt { following.horizon = .change(last) }
        // More of the same second than a page has: what is in sight is read by its ids, and the rest when it is.
        return take(images)
    }

    // MARK: By their ids

    /// - Returns: whether anything has changed.
    private func readInSight() async throws(APIError) -> Bool {
        let ids = followed
        guard following.asksByID, !ids.isEmpty else { return false }
        let images: [Image]
        do throws(APIError) {
            images = try await api.images(
                ImageQuery(
                    limit: CatalogueFollowing.limit,
                    conditions: reach.filter { $0.parameter != "visibility" } + [
                        .init("visibility", "all"), .init("id", "in:" + ids.joined(separator: ",")),
                    ])
            ).images
        } catch {
            guard error.status == 400 || error.status == 414 else { throw error }
            following.asksByID = false
            return false
        }
        guard !Task.isCancelled else { return false }
        let there = Set(images.map(\.id))
        let gone = ids.filter { id in
            !there.contains(id) && !deleting.contains(id) && window.row(of: id) != nil && marks[id]?.mark != .gone
        }
        for id in gone { marks[id] = (.gone, surroundings.date()) }
        return take(images) || !gone.isEmpty
    }

    /// The images to ask for by their ids: those in sight, and those that the service works on.
    private var followed: [Image.ID] {
        let rows = inSight.clamped(to: 0..<images.count)
        let inTransit = window.images.lazy.filter(\.status.isInTransit).map(\.id)
        var known: Set<Image.ID> = []
        let ids = (images[rows].map(\.id) + inTransit).filter { known.insert($0).inserted && !$0.contains(",") }
        return Array(ids.prefix(CatalogueFollowing.limit))
    }

    /// What of the filter says which images the service lets one see.
    private var reach: [ImageQuery.Condition] {
        request.conditions.filter { ["visibility", "os_hidden", "member_status"].contains($0.parameter) }
    }

    // MARK: What was found

    /// - Returns: whether any of it is news.
    private func take(_ images: [Image]) -> Bool {
        let now = surroundings.date()
        var (isNews, new): (Bool, [Image]) = (false, [])
        for image in images {
            if let row = window.row(of: image.id) {
                let isBack = marks[image.id]?.mark == .gone
                guard window.images[row] != image || isBack else { continue }
                window.update(image)
                if !isOwn(image.id) { marks[image.id] = (.changed, now) }
                isNews = true
            } else if request.admits(image), isNew(image) {
                new.append(image)
            }
        }
        if !new.isEmpty { insert(new, at: now) }
        if isNews || !new.isEmpty { narrowAgain() }
        return isNews || !new.isEmpty
    }

    /// Whether an image that is not kept was made after all that are.
    private func isNew(_ image: Image) -> Bool {
        guard let made = image.createdAt?.date else { return false }
        return window.images.allSatisfy { other in other.createdAt?.date.map { $0 <= made } ?? true }
    }

    /// Shows images that somebody else has made, where the service would list them now.
    private func insert(_ new: [Image], at now: Date) {
        let isTop = orderOfWindow == .newestFirst && window.before == 0
        guard isTop || window.total.map({ $0 < pageSize }) == true else { return }
        for image in new where !isOwn(image.id) { marks[image.id] = (.new, now) }
        // In any other order only the service knows their places.
        guard isTop else { return start(.refresh) }
        // The bar stays on its image.
        selection = selectedImage?.id
        for image in new.sorted(by: { ($0.createdAt?.date ?? now) < ($1.createdAt?.date ?? now) }) {
            window.insertFirst(image)
        }
        total = total.map { $0 + new.count }
    }

    private func endMarks(at now: Date) {
        let ended = marks.filter { now.timeIntervalSince($0.value.since) >= CatalogueFollowing.marked }
        for (id, entry) in ended {
            marks[id] = nil
            if entry.mark == .gone { remove(id) }
        }
    }
}
