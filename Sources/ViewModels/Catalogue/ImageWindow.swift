import ImageModel

/// The loaded part of a list: consecutive images in the service's order.
///
/// A catalogue may have a million records, and a record takes a kilobyte or two. So only those around the visible rows are
/// kept, and those far away are dropped when more come in at the other end. They are read again when the user comes back to
/// them, with the last image of this run as the marker. Compact rows of all images would save those requests but cost hundreds
/// of megabytes, and the whole list would have to be read before its end could be shown.
///
/// Rows are found by id in constant time; changes take time proportional to the number of images kept.
struct ImageWindow: Sendable {
    /// The images.
    private(set) var images: [Image]
    /// The number of images in the list before the first one here; nil if it is not known.
    private(set) var before: Int?
    /// The number of images in the list after the last one here; nil if it is not known.
    private(set) var after: Int?
    /// The largest number of images to keep.
    private let capacity: Int
    /// The images after which reading continues at either end, if it has gone beyond `images`: images that do not match are
    /// read, too. Empty otherwise.
    private var edges: (front: [Image], back: [Image]) = ([], [])
    /// The newest images that the list was known to have when they were dropped from the front.
    private var newestBefore: Newest?
    /// The number of each image: its row plus `origin`.
    private var numbers: [Image.ID: Int] = [:]
    /// The number of the first row. Thanks to it, images that come or go at the front leave the other images' numbers
    /// unchanged.
    private var origin = 0

    /// The newest images of a list: their common time of creation, and their ids.
    struct Newest: Sendable {
        let made: String
        var ids: Set<Image.ID>
    }

    /// Creates a window of images; an image that is listed twice counts once.
    init(
        _ images: [Image] = [], before: Int? = 0, after: Int? = 0, edges: (front: [Image], back: [Image]) = ([], []),
        newest: Newest? = nil, capacity: Int
    ) {
        self.before = before
        self.after = after
        newestBefore = newest
        self.edges = edges
        self.capacity = max(1, capacity)
        self.images = []
        insert(images, at: 0)
    }

    /// The number of images in the list; nil if it is not known.
    var total: Int? { before.flatMap { before in after.map { before + images.count + $0 } } }

    /// The newest images that the list is known to have, if it is ordered newest first; nil if they are not known.
    var newest: Newest? {
        guard before == 0 else { return newestBefore }
        guard let made = images.first?.createdAt?.rawValue else { return nil }
        return Newest(made: made, ids: Set(images.prefix { $0.createdAt?.rawValue == made }.map(\.id)))
    }

    /// Returns the images at which reading can continue beyond the last image, or before the first one; the furthest first.
    func markers(isForwards: Bool) -> [Image] {
        let edge = isForwards ? edges.back : edges.front
        if !edge.isEmpty { return edge }
        let count = ImagePages.markerCount
        return isForwards ? images.suffix(count).reversed() : Array(images.prefix(count))
    }

    /// Returns the row of an image; nil if it is not loaded.
    func row(of id: Image.ID) -> Int? { numbers[id].map { $0 - origin } }

    /// Appends the images that the service lists after the last one, and drops as many at the front as exceed the capacity.
    ///
    /// - Parameters:
    ///   - page: The images.
    ///   - goesOn: Whether the service has more.
    ///   - edge: The images at which reading continues, if it has gone beyond the page.
    mutating func append(_ page: [Image], goesOn: Bool, edge: [Image] = []) {
        let count = insert(page, at: images.count)
        after = Self.left(of: after, count, goesOn: goesOn)
        edges.back = edge
        dropFirst(images.count - capacity)
    }

    /// Prepends the images that the service lists before the first one, in its order, and drops as many at the back as exceed
    /// the capacity.
    ///
    /// - Parameters:
    ///   - page: The images.
    ///   - goesOn: Whether the service has more.
    ///   - edge: The images at which reading continues, if it has gone beyond the page.
    mutating func prepend(_ page: [Image], goesOn: Bool, edge: [Image] = []) {
        let count = insert(page, at: 0)
        before = Self.left(of: before, count, goesOn: goesOn)
        edges.front = edge
        dropLast(images.count - capacity)
    }

    /// Returns the number of images left at an end after reading some of them. The service's latest answer takes precedence.
    private static func left(of known: Int?, _ count: Int, goesOn: Bool) -> Int? {
        guard goesOn else { return 0 }
        return known.flatMap { $0 > count ? $0 - count : nil }
    }

    /// Inserts a new image before all others.
    mutating func insertFirst(_ image: Image) { insert([image], at: 0) }

    /// Inserts an image in its place, unless that is before or after the loaded images.
    ///
    /// - Returns: Whether the image was inserted.
    mutating func put(_ image: Image, by order: ImageOrder) -> Bool {
        var (low, high) = (0, images.count)
        while low < high {
            let middle = (low + high) / 2
            if order.puts(images[middle], before: image) { low = middle + 1 } else { high = middle }
        }
        // Up to the edges, the content of the list is known.
        if low == 0, before != 0, edges.front.first.map({ !order.puts($0, before: image) }) ?? true { return false }
        if low == images.count, after != 0, edges.back.first.map({ !order.puts(image, before: $0) }) ?? true {
            return false
        }
        return insert([image], at: low) == 1
    }

    /// Counts an image that was added before the first one, in a list ordered newest first. It is known to be an addition only
    /// if it is at least as new as the newest images counted, and not one of them.
    ///
    /// - Returns: Whether the image has been counted now.
    mutating func countBefore(_ image: Image) -> Bool {
        guard let count = before, count > 0, var newest = newestBefore, let made = image.createdAt?.rawValue,
            made >= newest.made
        else { return false }
        if made > newest.made { newest = Newest(made: made, ids: []) }
        guard newest.ids.insert(image.id).inserted else { return false }
        newestBefore = newest
        before = count + 1
        return true
    }

    /// Drops the images that exceed the capacity after insertions in between: at the back, and at the front as far as a row is
    /// distant from it.
    ///
    /// - Parameter row: The row to keep.
    mutating func shrink(around row: Int) {
        let count = images.count - capacity
        guard count > 0 else { return }
        let front = max(0, min(count, row - capacity / 2))
        dropFirst(front)
        dropLast(count - front)
    }

    /// Removes an image.
    ///
    /// - Returns: The row that it was in; nil if it was not loaded.
    @discardableResult
    mutating func remove(_ id: Image.ID) -> Int? {
        guard let row = row(of: id) else { return nil }
        images.remove(at: row)
        numbers[id] = nil
        renumber(from: row)
        return row
    }

    /// Replaces the record of a loaded image.
    mutating func update(_ image: Image) {
        guard let row = row(of: image.id), images[row] != image else { return }
        images[row] = image
    }

    /// Inserts the images that are not loaded yet.
    ///
    /// - Returns: The number of images inserted.
    @discardableResult
    private mutating func insert(_ page: [Image], at row: Int) -> Int {
        var known: Set<Image.ID> = []
        let new = page.filter { numbers[$0.id] == nil && known.insert($0.id).inserted }
        images.insert(contentsOf: new, at: row)
        if row == 0 {
            // The other images keep their numbers.
            origin -= new.count
            renumber(from: 0, to: new.count)
        } else {
            renumber(from: row)
        }
        return new.count
    }

    private mutating func renumber(from start: Int, to end: Int? = nil) {
        for row in start..<(end ?? images.count) { numbers[images[row].id] = origin + row }
    }

    private mutating func dropFirst(_ count: Int) {
        guard count > 0 else { return }
        newestBefore = newest
        for image in images.prefix(count) { numbers[image.id] = nil }
        images.removeFirst(count)
        edges.front = []
        origin += count
        before = before.map { $0 + count }
    }

    private mutating func dropLast(_ count: Int) {
        guard count > 0 else { return }
        for image in images.suffix(count) { numbers[image.id] = nil }
        images.removeLast(count)
        edges.back = []
        after = after.map { $0 + count }
    }
}
