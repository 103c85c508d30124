import Foundation
import ImageModel

/// Reading the list.
extension CatalogueModel {
    func perform(_ part: Part) async {
        defer {
            if !Task.isCancelled {
                reading = nil
                narrowAgain()
            }
        }
        do throws(APIError) {
            switch part {
            case .first: try await readFirst()
            case .last: try await readLast()
            case .refresh: try await readAnew()
            case .before: try await extend(.backwards)
            case .after: try await extend(.forwards)
            }
            guard !Task.isCancelled else { return }
            total = window.total ?? total
            // The service answers again.
            if failure?.attempt == .list { failure = nil }
        } catch {
            guard error.kind != .cancelled, !Task.isCancelled else { return }
            pageFailure = error
            if error.mayPass { following.due = surroundings.date().addingTimeInterval(CatalogueFollowing.seldom) }
            // If the service only failed to answer, the last request is kept, to be repeated when the list is read again.
            let isAsShown = order == orderOfWindow && filter == filterOfWindow.filter
            refused = error.mayPass && !isAsShown ? (order, filter, request) : nil
            takeBack()
            failure = Explanation(error, during: .list)
        }
    }

    var pages: ImagePages { ImagePages(api: api, order: order, request: request) }

    private func readFirst() async throws(APIError) {
        let first = try await pages.stretch(.forwards, limit: pageSize)
        guard !Task.isCancelled else { return }
        readCount = 0
        keep(first.images, before: 0, after: rest(besides: first), back: first.edge)
        count(first)
        updatedAt = surroundings.date()
        selection = images.first?.id
    }

    private func readLast() async throws(APIError) {
        let last = try await pages.stretch(.backwards, limit: pageSize)
        guard !Task.isCancelled else { return }
        readCount = 0
        keep(last.images, before: rest(besides: last), after: 0, front: last.edge)
        count(last)
        selection = images.last?.id
    }

    /// The number of images besides those at one end of the list; nil if it is not known.
    private func rest(besides stretch: ImagePages.Stretch) -> Int? {
        guard stretch.goesOn else { return 0 }
        return total.flatMap { request.isWhole && $0 > stretch.images.count ? $0 - stretch.images.count : nil }
    }

    /// Reads the page around the bar again: the first page, or the one that begins after an image half a page above the bar.
    private func readAnew() async throws(APIError) {
        var marker: Int?
        var read: ImagePages.Stretch?
        let above = (selection.flatMap(window.row) ?? 0) - pageSize / 2
        if above >= 0 || window.before != 0, !window.images.isEmpty {
            do throws(APIError) {
                read = try await pages.stretch(
                    .forwards, limit: pageSize, from: window.images[...max(0, above)].reversed())
                marker = read?.marker.flatMap(window.row)
            } catch {
                guard error.isOfMarker else { throw error }
            }
        }
        let page: ImagePages.Stretch
        if let read, marker != nil { page = read } else { page = try await pages.stretch(.forwards, limit: pageSize) }
        guard !Task.isCancelled else { return }
        let known = marker.map { [window.images[$0]] } ?? []
        keep(
            known + page.images, before: marker.map { row in window.before.map { $0 + row } } ?? 0,
            after: page.goesOn ? nil : 0, back: page.edge)
        readCount = 0
        count(page)
        updatedAt = surroundings.date()
        total = nil
    }

    private func extend(_ direction: ImagePages.Direction) async throws(APIError) {
        let limit = min(pageSize * Self.growth, ImageLimits.pageSize)
        let isForwards = direction == .forwards
        let markers = window.markers(isForwards: isForwards)
        guard !markers.isEmpty else { return try await readAnew() }
        let stretch: ImagePages.Stretch
        do throws(APIError) {
            stretch = try await pages.stretch(direction, limit: limit, from: markers)
        } catch {
            // If no marker is left to begin a page at, the list is read anew. Only once, because a service may refuse every
            // marker.
            guard error.isOfMarker, !hasBegunAnew, !Task.isCancelled else { throw error }
            hasBegunAnew = true
            try await readAnew()
            // A list that is loaded completely has no further pages.
            if window.total != nil { hasBegunAnew = false }
            return
        }
        guard !Task.isCancelled else { return }
        hasBegunAnew = false
        for id in stretch.gone { remove(id) }
        if isForwards {
            window.append(current(stretch.images), goesOn: stretch.goesOn, edge: stretch.edge)
        } else {
            window.prepend(current(stretch.images), goesOn: stretch.goesOn, edge: stretch.edge)
            // Reading backwards from the end, this may be the first match that was found.
            if selection == nil { selection = images.last?.id }
        }
        count(stretch)
    }

    /// Brings a page up to date: images changed or deleted here since the request began may be listed in their former state.
    private func current(_ images: [Image]) -> [Image] {
        guard !known.isEmpty else { return images }
        return images.compactMap { image in
            switch known[image.id] {
            case nil: return image
            case .deleted: return nil
            case .image(let now, _):
                // If somebody else has changed it later still, their version is right.
                if let read = image.updatedAt?.date, let date = now.updatedAt?.date, read > date { return image }
                if request.admits(image), !request.admits(now) { return nil }
                if ImageRank(image, by: order.key) != ImageRank(now, by: order.key) { displaced.insert(image.id) }
                return now
            }
        }
    }

    private func count(_ stretch: ImagePages.Stretch) {
        seen.note(stretch.images)
        readCount += stretch.readCount
        readSinceKey += stretch.readCount
    }

    /// Replaces the loaded images. The bar stays on its image, or else in its row.
    func keep(
        _ images: [Image], before: Int?, after: Int?, front: [Image] = [], back: [Image] = []
    ) {
        let row = selection.flatMap(window.row) ?? 0
        displaced = []
        let images = current(images)
        let isSameList = order == orderOfWindow && filter == filterOfWindow.filter
        window = ImageWindow(
            images, before: before, after: after, edges: (front, back), newest: isSameList ? window.newest : nil,
            capacity: pageSize * Self.kept)
        // Images created here since the request began may not be listed yet.
        for case .image(let image, true) in known.values where request.admits(image) {
            _ = window.put(image, by: order)
        }
        orderOfWindow = order
        filterOfWindow = (filter, request)
        unfit = []
        // An image that the service lists is not gone.
        for image in images where marks[image.id]?.mark == .gone { marks[image.id] = nil }
        if let selection, window.row(of: selection) == nil {
            putBar(near: row)
        }
    }
}
