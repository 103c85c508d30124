import ImageModel

/// A run of a list's images, one after the other as the service lists them: the part of the list that is kept.
///
/// A catalogue may have a million records, and a record takes a kilobyte or two: so only those around what is in sight are
/// kept, and what is far from it goes when more comes in at the other end. It is read again when one comes back to it; the
/// image at the end of the run is the marker that it is read from. Compact rows of all would save those readings, and cost
/// hundreds of megabytes; and to fill them, the whole list would have to be read before its end could be shown.
///
/// Rows are found by id in constant time; what changes the run costs no more than the run is long.
struct ImageWindow: Sendable {
    /// The images.
    private(set) var images: [Image]
    /// How many images are before the first one; nil where that is not known. None where it is 0.
    private(set) var before: Int?
    /// How many images are after the last one; nil where that is not known.
    private(set) var after: Int?
    /// How many images are kept at most.
    private let capacity: Int
    /// What the run is read on from at its ends, where that is more than its own images: those that are not wanted have been
    /// read too. Empty where it is no more.
    private var edges: (front: [Image], back: [Image]) = ([], [])
    /// The newest images that were before the first one when they were let go of.
    private var newestBefore: Newest?
    /// The row of each image, counted from `origin`.
    private var numbers: [Image.ID: Int] = [:]
    /// The number of the first row: images that go from the front, or come there, leave the others' numbers as they are.
    private var origin = 0

    /// The newest images of a list: when they were made, and which they are.
    struct Newest: Sendable {
        let made: String
        var ids: Set<Image.ID>
    }

    /// A run of images; one that is listed twice counts once.
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

    /// How many images the list has; nil where that is not known.
    var total: Int? { before.flatMap { before in after.map { before + images.count + $0 } } }

    /// The newest images that the list is known to have, where it has the newest first; nil where that is not known.
    var newest: Newest? {
        guard before == 0 else { return newestBefore }
        guard let made = images.first?.createdAt?.rawValue else { return nil }
        return Newest(made: made, ids: Set(images.prefix { $0.createdAt?.rawValue == made }.map(\.id)))
    }

    /// The images to read on from before the first one, or after the last: the furthest first.
    func markers(isForwards: Bool) -> [Image] {
        let edge = isForwards ? edges.back : edges.front
        if !edge.isEmpty { return edge }
        let count = ImagePages.markerCount
        return isForwards ? images.suffix(count).reversed() : Array(images.prefix(count))
    }

    /// The row of an image; nil where it is not in the run.
    func row(of id: Image.ID) -> Int? { numbers[id].map { $0 - origin } }

    /// Adds what the service lists after the last image; as many go at the front as are too many then.
    ///
    /// - Parameters:
    ///   - goesOn: whether the service has more.
    ///   - edge: what to read on from, where that is more than the page.
    mutating func append(_ page: [Image], goesOn: Bool, edge: [Image] = []) {
        let count = insert(page, at: images.count)
        after = Self.left(of: after, count, goesOn: goesOn)
        edges.back = edge
        dropFirst(images.count - capacity)
    }

    /// Adds what the service lists before the first image, in its order; as many go at the back as are too many then.
    ///
    /// - Parameters:
    ///   - goesOn: whether the service has more.
    ///   - edge: what to read on from, where that is more than the page.
    mutating func prepend(_ page: [Image], goesOn: Bool, edge: [Image] = []) {
        let count = insert(page, at: 0)
        before = Self.left(of: before, count, goesOn: goesOn)
        edges.front = edge
        dropLast(images.count - capacity)
    }

    /// How many images are left at an end of which some have been read. What the service says now counts.
    private static func left(of known: Int?, _ count: Int, goesOn: Bool) -> Int? {
        guard goesOn else { return 0 }
        return known.flatMap { $0 > count ? $0 - count : nil }
    }

    /// Puts a new image before all others.
    mutating func insertFirst(_ image: Image) { insert([image], at: 0) }

    /// Puts an image that is not kept where it belongs, unless that is before or after what is kept.
    ///
    /// - Returns: whether it is kept now.
    mutating func put(_ image: Image, by order: ImageOrder) -> Bool {
        var (low, high) = (0, images.count)
        while low < high {
            let middle = (low + high) / 2
            if order.puts(images[middle], before: image) { low = middle + 1 } else { high = middle }
        }
        // Up to its edges, what the service has is known.
        if low == 0, before != 0, edges.front.first.map({ !order.puts($0, before: image) }) ?? true { return false }
        if low == images.count, after != 0, edges.back.first.map({ !order.puts(image, before: $0) }) ?? true {
            return false
        }
        return insert([image], at: low) == 1
    }

    /// Counts an image that has come in before the first one, in a list that has the newest first: one that is as new as all
    /// that were counted has not been counted yet.
    ///
    /// - Returns: whether it is counted now.
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

    /// Lets go of as many images as are too many, where images have come in between: at the back, or at the front where a row is
    /// too far from there.
    ///
    /// - Parameter row: the row that is looked at, which stays.
    mutating func shrink(around row: Int) {
        let count = images.count - capacity
        guard count > 0 else { return }
        let front = max(0, min(count, row - capacity / 2))
        dropFirst(front)
        dropLast(count - front)
    }

    /// Takes an image out.
    ///
    /// - Returns: the row that it was in; nil where it was in none.
    @discardableResult
    mutating func remove(_ id: Image.ID) -> Int? {
        guard let row = row(of: id) else { return nil }
        images.remove(at: row)
        numbers[id] = nil
        renumber(from: row)
        return row
    }

    /// Puts what has been read of an image in its place.
    mutating func update(_ image: Image) {
        guard let row = row(of: image.id), images[row] != image else { return }
        images[row] = image
    }

    /// - Returns: how many images were new.
    @discardableResult
    private mutating func insert(_ page: [Image], at row: Int) -> Int {
        var known: Set<Image.ID> = []
        let new = page.filter { numbers[$0.id] == nil && known.insert($0.id).inserted }
        images.insert(contentsOf: new, at: row)
        if row == 0 {
            // The others keep their numbers.
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
