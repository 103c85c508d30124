package import ImageModel
import Observation

/// The images that a user has marked in the list, to change them all at once. A mark belongs to the image, wherever the list
/// shows it, and even if it does not.
@Observable
@MainActor
package final class Marks {
    /// The marked images, in the order in which they were marked.
    package var images: [MarkedImage] { slots.compactMap(\.self) }
    /// The number of images read so far in order to mark all; nil when none are being read.
    package private(set) var gathered: Int?
    /// Why marking all failed; nil if it did not.
    package internal(set) var failure: Explanation?

    /// The images, with gaps where a mark was removed, so that each removal takes constant time when a hundred thousand images
    /// are deleted one after the other.
    private var slots: [MarkedImage?] = []
    private var places: [Image.ID: Int] = [:]
    /// The filter whose images are all marked; nil if the marks were changed one by one since.
    private var whole: ImageFilter?
    @ObservationIgnored private var task: Task<Void, Never>?

    init() {}

    isolated deinit { task?.cancel() }

    /// The number of marked images.
    package var count: Int { places.count }
    /// Whether no image is marked.
    package var isEmpty: Bool { places.isEmpty }

    /// Whether an image is marked.
    package func contains(_ id: Image.ID) -> Bool { places[id] != nil }

    /// Marks an image, or removes its mark.
    package func toggle(_ image: Image) {
        whole = nil
        if contains(image.id) { remove(image.id) } else { add(MarkedImage(image)) }
    }

    /// Marks the images from the last marked one through another.
    ///
    /// - Parameters:
    ///   - id: the image to extend to.
    ///   - images: the images in the list.
    /// - Returns: whether it could be done; the last marked image must be in the list too.
    @discardableResult
    package func extend(to id: Image.ID, in images: [Image]) -> Bool {
        guard let last = self.images.last?.id, let from = images.firstIndex(where: { $0.id == last }),
            let end = images.firstIndex(where: { $0.id == id })
        else { return false }
        whole = nil
        // The image at the end is added last, so that a further extension starts there.
        for image in from <= end ? images[from...end] : ArraySlice(images[end...from].reversed()) {
            add(MarkedImage(image))
        }
        return true
    }

    /// Removes all marks.
    package func clear() {
        stopGathering()
        (slots, places) = ([], [:])
        (whole, failure) = (nil, nil)
    }

    /// Updates the state of an image, if it is marked: the list may no longer have the image, and a change that was made here
    /// must not be mistaken for somebody else's.
    func look(at image: Image) {
        guard let place = places[image.id], let marked = slots[place] else { return }
        slots[place] = marked.looking(at: image)
    }

    /// Removes the mark of an image.
    func remove(_ id: Image.ID) {
        guard let place = places.removeValue(forKey: id) else { return }
        slots[place] = nil
    }

    private func add(_ image: MarkedImage) {
        guard places[image.id] == nil else { return }
        places[image.id] = slots.count
        slots.append(image)
    }

    // MARK: - Marking all

    /// Marks all images of a list, even those that are not loaded; if all are marked, removes all marks. The images of a
    /// different filter are added to those that are already marked.
    ///
    /// - Parameters:
    ///   - known: all images of the list, if they are loaded.
    ///   - pages: reads the images.
    func toggleAll(known: [Image]?, _ pages: ImagePages) {
        guard whole != pages.request.filter else { return clear() }
        guard gathered == nil else { return }
        failure = nil
        if let known {
            for image in known { add(MarkedImage(image)) }
            whole = known.isEmpty ? nil : pages.request.filter
            return
        }
        gathered = 0
        task = Task { [weak self] in await self?.gather(pages) }
    }

    /// Stops reading images to mark. Earlier marks stay; no others are added.
    package func stopGathering() {
        task?.cancel()
        if gathered != nil { gathered = nil }
    }

    private func gather(_ pages: ImagePages) async {
        var found: [MarkedImage] = []
        var edge: [Image] = []
        do throws(APIError) {
            while true {
                let page =
                    edge.isEmpty
                    ? try await pages.stretch(.forwards, limit: ImageLimits.pageSize)
                    : try await pages.stretch(.forwards, limit: ImageLimits.pageSize, from: edge)
                guard !Task.isCancelled else { return }
                found += page.images.map(MarkedImage.init)
                gathered = (gathered ?? 0) + page.readCount
                edge = page.edge
                guard page.goesOn else { break }
            }
        } catch {
            guard !Task.isCancelled, error.kind != .cancelled else { return }
            gathered = nil
            failure = Explanation(error, during: .marking)
            return
        }
        gathered = nil
        for image in found { add(image) }
        whole = found.isEmpty ? nil : pages.request.filter
    }
}

extension CatalogueModel {
    /// Marks all images of the list, even those that are not loaded; if all are marked, removes all marks.
    package func toggleAllMarks(_ marks: Marks) {
        let isLoaded = countBefore == 0 && countAfter == 0 && !isLoading
        // In this order, a change in the meantime makes no image appear twice or be missed.
        marks.toggleAll(
            known: isLoaded ? window.images : nil, ImagePages(api: api, order: .newestFirst, request: request))
    }

    /// The image as the list shows it now; nil if it is not loaded.
    func listed(_ id: Image.ID) -> Image? { window.row(of: id).map { window.images[$0] } }
}
