public import ImageModel
public import Observation

/// The images that a person has marked in the list, to do something to all of them. A mark is on an image, wherever the list
/// shows it, and whether or not it does.
@Observable
@MainActor
public final class Marks {
    /// The marked images, in the order in which they were marked.
    public var images: [MarkedImage] { slots.compactMap(\.self) }
    /// How many images have been looked at to mark all; nil while nobody does.
    public private(set) var gathered: Int?
    /// Why not all were marked; nil where they were.
    public internal(set) var failure: Explanation?

    /// The images, with gaps where a mark was taken away: of a hundred thousand that are deleted one after the other, each goes
    /// at once.
    private var slots: [MarkedImage?] = []
    private var places: [Image.ID: Int] = [:]
    /// The filter that all images are marked of, where none has been marked by itself since.
    private var whole: ImageFilter?
    @ObservationIgnored private var task: Task<Void, Never>?

    init() {}

    isolated deinit { task?.cancel() }

    /// How many there are.
    public var count: Int { places.count }
    /// Whether there are none.
    public var isEmpty: Bool { places.isEmpty }

    /// Whether an image is marked.
    public func contains(_ id: Image.ID) -> Bool { places[id] != nil }

    /// Marks an image, or takes its mark away.
    public func toggle(_ image: Image) {
        whole = nil
        if contains(image.id) { remove(image.id) } else { add(MarkedImage(image)) }
    }

    /// Marks the images from the one that was marked last to another.
    ///
    /// - Parameter images: the list.
    /// - Returns: whether that can be done: the one that was marked last is to be in the list too.
    @discardableResult
    public func extend(to id: Image.ID, in images: [Image]) -> Bool {
        guard let last = self.images.last?.id, let from = images.firstIndex(where: { $0.id == last }),
            let end = images.firstIndex(where: { $0.id == id })
        else { return false }
        whole = nil
        // The one where it ends is the last one then, from which it may go on.
        for image in from <= end ? images[from...end] : ArraySlice(images[end...from].reversed()) {
            add(MarkedImage(image))
        }
        return true
    }

    /// Takes all marks away.
    public func clear() {
        stopGathering()
        (slots, places) = ([], [:])
        (whole, failure) = (nil, nil)
    }

    /// Takes over what has been read of an image, where it is marked: the list need not have it any more, and what was done to it
    /// here is not to be taken for somebody else's doing.
    func look(at image: Image) {
        guard let place = places[image.id], let marked = slots[place] else { return }
        slots[place] = marked.looking(at: image)
    }

    /// Takes the mark of an image away.
    func remove(_ id: Image.ID) {
        guard let place = places.removeValue(forKey: id) else { return }
        slots[place] = nil
    }

    private func add(_ image: MarkedImage) {
        guard places[image.id] == nil else { return }
        places[image.id] = slots.count
        slots.append(image)
    }

    // MARK: - All of them

    /// Marks all that a list means, those that are not loaded too; where all are marked, takes all marks away. Those of another
    /// filter come to those that are marked.
    ///
    /// - Parameters:
    ///   - known: all of them, where they are loaded.
    ///   - pages: reads them.
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

    /// Looks for no more; what was marked before stays marked, and nothing else is.
    public func stopGathering() {
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
    /// Marks all that the list means, those that are not loaded too; where all are marked, takes all marks away.
    public func toggleAllMarks(_ marks: Marks) {
        let isLoaded = countBefore == 0 && countAfter == 0 && !isLoading
        // In this order, no image comes by twice or not at all because it is changed meanwhile.
        marks.toggleAll(
            known: isLoaded ? window.images : nil, ImagePages(api: api, order: .newestFirst, request: request))
    }

    /// What is listed of an image now; nil where it is not loaded.
    func listed(_ id: Image.ID) -> Image? { window.row(of: id).map { window.images[$0] } }
}
