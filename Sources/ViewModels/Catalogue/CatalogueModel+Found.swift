import Foundation
import ImageModel

/// What becomes of the list by what others were found to have done.
extension CatalogueModel {
    /// Takes over what was read of images, whether they are in the list or not. What is known from elsewhere meanwhile is left:
    /// whoever asks the next time gets it as it is then.
    ///
    /// - Returns: whether any of it is news.
    func take(_ images: [Image]) -> Bool {
        let images = images.filter { known[$0.id] == nil }
        seen.note(images)
        let now = surroundings.date()
        // What was changed here may stand elsewhere now.
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
                    // What was made just now, and goes on to the status that it is to have, is still new.
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

    /// Puts what was read of an image that is kept in its row. What the filter admits no more stays for a moment, marked as gone.
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
            // One that was listed although it does not fit as texts are compared here is the service's to judge.
            unfit.insert(image.id)
            marks[image.id] = (.gone, surroundings.date())
        }
    }

    /// Puts images where they belong, those that have come to fit, and those that stand elsewhere than before.
    ///
    /// - Returns: whether the list is another than before.
    private func place(_ strays: [Image], at now: Date) -> Bool {
        let ids = Set(strays.map(\.id))
        let others = window.images.filter { !ids.contains($0.id) }
        // Which of two texts is less is the service's to say: where it lists otherwise than we would, only it knows the places.
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
        // What was made first is counted first.
        for image in isNewestFirst ? strays.sorted(by: { orderOfWindow.puts($1, before: $0) }) : strays {
            let row = window.remove(image.id)
            if window.put(image, by: orderOfWindow) {
                isNews = true
                guard row == nil else { continue }
                total = total.map { $0 + 1 }
                if !isOwn(image.id) { marks[image.id] = (.new, now) }
            } else if row != nil, window.images.isEmpty {
                // What is around it is read from itself, wherever it stands now.
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

    /// Keeps no more of the list than it keeps anyway, however much comes in between: what is far from the bar is read again when
    /// one comes back to it.
    func shrink() { window.shrink(around: selection.flatMap(window.row) ?? 0) }

    /// Takes away the marks that have been seen for long enough, and what is gone.
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
