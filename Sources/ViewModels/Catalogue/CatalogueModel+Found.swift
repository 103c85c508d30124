import Foundation
import ImageModel

/// Merging the changes that others made into the list.
extension CatalogueModel {
    /// Merges records into the list, whether or not it has those images yet. Images changed in this process since the request
    /// began are skipped; the next request reads them as they are then.
    ///
    /// - Returns: Whether anything has changed.
    func take(_ images: [Image]) -> Bool {
        let images = images.filter { known[$0.id] == nil }
        seen.note(images)
        let now = surroundings.date()
        // Images changed here may have a different place now.
        var strays = displaced.compactMap { listed($0) }
        var isNews = false
        for image in images {
            if let row = window.row(of: image.id) {
                let isBack = marks[image.id]?.mark == .gone && !unfit.contains(image.id)
                guard window.images[row] != image || isBack else { continue }
                if isBack { marks[image.id] = nil }
                let isAtWork = window.images[row].status != image.status
                replace(image)
                if displaced.contains(image.id) {
                    strays.removeAll { $0.id == image.id }
                    strays.append(image)
                }
                let mark = marks[image.id]?.mark
                if mark != .gone, !isOwn(image.id) {
                    // A new image that moves on to its intended status still counts as new.
                    marks[image.id] = (mark == .new && isAtWork ? .new : .changed, now)
                }
                isNews = true
            } else if request.admits(image) {
                strays.append(image)
            }
        }
        displaced = []
        if !strays.isEmpty, place(strays, at: now) { isNews = true }
        if isNews { narrowAgain() }
        return isNews
    }

    /// Updates the row of a loaded image. One that no longer matches the filter stays for a moment, marked as gone.
    func replace(_ image: Image) {
        guard let row = window.row(of: image.id) else { return }
        let before = window.images[row]
        window.update(image)
        seen.note([image])
        let (key, request) = (orderOfWindow.key, filterOfWindow.request)
        if ImageRank(before, by: key) != ImageRank(image, by: key) { displaced.insert(image.id) }
        if unfit.contains(image.id) {
            guard request.admits(image) else { return }
            unfit.remove(image.id)
            marks[image.id] = nil
        } else if request.admits(before), !request.admits(image) {
            // If the image was listed although it does not match by our text comparison, the decision is the service's.
            unfit.insert(image.id)
            marks[image.id] = (.gone, surroundings.date())
        }
    }

    /// Puts images in their places: those that now match the filter, and those that have moved.
    ///
    /// - Returns: Whether the list has changed.
    private func place(_ strays: [Image], at now: Date) -> Bool {
        let ids = Set(strays.map(\.id))
        let others = window.images.filter { !ids.contains($0.id) }
        // Only the service decides how texts are ordered: if its order differs from ours, only it knows the places.
        guard zip(others, others.dropFirst()).allSatisfy({ !orderOfWindow.puts($1, before: $0) }) else {
            total = nil
            guard window.total.map({ $0 < pageSize }) == true else { return false }
            for image in strays where window.row(of: image.id) == nil && !isOwn(image.id) {
                marks[image.id] = (.new, now)
            }
            start(.refresh)
            return true
        }
        // The bar stays on its image.
        selection = selectedImage?.id
        var isNews = false
        let isNewestFirst = orderOfWindow == .newestFirst
        // The oldest are counted first.
        for image in isNewestFirst ? strays.sorted(by: { orderOfWindow.puts($1, before: $0) }) : strays {
            let row = window.remove(image.id)
            if window.put(image, by: orderOfWindow) {
                isNews = true
                guard row == nil else { continue }
                total = total.map { $0 + 1 }
                if !isOwn(image.id) { marks[image.id] = (.new, now) }
            } else if row != nil, window.images.isEmpty {
                // The images around it are read starting from this one, wherever its place is now.
                isNews = true
                keep([image], before: nil, after: nil)
            } else if let row {
                isNews = true
                marks[image.id] = nil
                unfit.remove(image.id)
                if selection == image.id { putBar(near: row) }
            } else if isNewestFirst, window.countBefore(image) {
                isNews = true
                total = total.map { $0 + 1 }
            }
        }
        shrink()
        return isNews
    }

    /// Trims the loaded part of the list to its capacity after insertions in between. Images far from the bar are read again
    /// when the user comes back to them.
    func shrink() { window.shrink(around: selection.flatMap(window.row) ?? 0) }

    /// Clears the marks that have been shown long enough, and removes the images that are gone.
    func endMarks(at now: Date) {
        let ended = marks.filter { id, entry in
            now.timeIntervalSince(entry.since) >= CatalogueFollowing.marked && !(entry.mark == .gone && isOwn(id))
        }
        for (id, entry) in ended {
            marks[id] = nil
            if entry.mark == .gone { remove(id) }
        }
    }
}
