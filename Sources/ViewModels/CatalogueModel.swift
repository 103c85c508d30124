public import Foundation
public import ImageModel
public import Observation

/// The list of images, page by page as one scrolls.
@Observable
@MainActor
public final class CatalogueModel {
    /// What is loaded, in the service's order.
    public private(set) var images: [Image] = []
    /// Whether the service has more.
    public private(set) var hasMore = false
    /// Whether a page is being read.
    public private(set) var isLoading = false
    /// When the list was last read from its beginning; nil before that.
    public private(set) var updatedAt: Date?
    /// Why the last request failed; nil when it did not.
    public private(set) var failure: Explanation?
    /// The image that the bar is on, by its id: it stays on it when the list changes.
    public var selection: Image.ID?
    /// The images that are being deleted.
    public private(set) var deleting: Set<Image.ID> = []

    private let api: any ImageAPI
    private let pageSize: Int
    private let surroundings: Surroundings
    @ObservationIgnored private var next: ImagePage.Next?
    /// Whether the last page could not be read: it is not asked for again before a refresh. A delete that failed is
    /// no reason to stop.
    @ObservationIgnored private var hasPageFailed = false
    @ObservationIgnored private var task: Task<Void, Never>?
    @ObservationIgnored private var deletions: [Image.ID: Task<Void, Never>] = [:]

    /// A list that is not loaded yet.
    ///
    /// - Parameter pageSize: records that a request asks for.
    init(api: any ImageAPI, pageSize: Int = 100, surroundings: Surroundings = Surroundings()) {
        self.api = api
        self.pageSize = pageSize
        self.surroundings = surroundings
    }

    isolated deinit {
        task?.cancel()
        for deletion in deletions.values { deletion.cancel() }
    }

    /// Whether nothing is known yet.
    public var isFirstLoad: Bool { updatedAt == nil && failure == nil }

    /// The row of the selected image; 0 where it is not loaded.
    public var selectedRow: Int { images.firstIndex { $0.id == selection } ?? 0 }

    /// The selected image, or the first.
    public var selectedImage: Image? { images.indices.contains(selectedRow) ? images[selectedRow] : nil }

    /// Reads the list from its beginning. What is shown stays until the answer is there.
    public func refresh() {
        failure = nil
        hasPageFailed = false
        isLoading = true
        task?.cancel()
        task = Task { [weak self] in await self?.load(after: nil) }
    }

    /// Reads the next page, if there is one and the row is near the end of what is loaded.
    public func loadMore(ifNear row: Int) {
        guard let next, !isLoading, !hasPageFailed, row >= images.count - pageSize / 2 else { return }
        // At once, not when the task begins: rows that are near the end come in numbers.
        isLoading = true
        task = Task { [weak self] in await self?.load(after: next) }
    }

    private func load(after link: ImagePage.Next?) async {
        defer { if !Task.isCancelled { isLoading = false } }
        do throws(APIError) {
            let page: ImagePage
            if let link {
                page = try await api.images(link)
            } else {
                page = try await api.images(ImageQuery(limit: pageSize))
            }
            guard !Task.isCancelled else { return }
            if link == nil {
                images = page.images
                updatedAt = surroundings.date()
            } else {
                let known = Set(images.map(\.id))
                images += page.images.filter { !known.contains($0.id) }
            }
            // A service that names the same page again would have us read for ever.
            next = page.next == link || page.images.isEmpty ? nil : page.next
            hasMore = next != nil
        } catch {
            guard error.kind != .cancelled, !Task.isCancelled else { return }
            hasPageFailed = true
            failure = Explanation(error, during: .list)
        }
    }

    /// Deletes an image; it leaves the list when the service has deleted it.
    public func delete(_ image: Image) {
        guard deletions[image.id] == nil else { return }
        deleting.insert(image.id)
        deletions[image.id] = Task { [weak self] in await self?.performDelete(image) }
    }

    private func performDelete(_ image: Image) async {
        defer {
            deleting.remove(image.id)
            deletions[image.id] = nil
        }
        do throws(APIError) {
            try await api.delete(image.id)
            remove(image.id)
        } catch {
            failure = Explanation(error, during: .delete(name: image.nameOrID, id: image.id))
        }
    }

    /// Takes a deleted image out of the list; the bar goes to its neighbour.
    func remove(_ id: Image.ID) {
        guard let row = images.firstIndex(where: { $0.id == id }) else { return }
        images.remove(at: row)
        if selection == id { selection = images.isEmpty ? nil : images[min(row, images.count - 1)].id }
    }

    /// Puts a new image at the top, where the service lists it, and the bar on it.
    func insert(_ image: Image) {
        if !images.contains(where: { $0.id == image.id }) { images.insert(image, at: 0) }
        selection = image.id
    }

    /// Takes over what was read of an image elsewhere.
    func update(_ image: Image) {
        guard let row = images.firstIndex(where: { $0.id == image.id }), images[row] != image else { return }
        images[row] = image
    }
}
