public import Observation

/// The file browser: one folder at a time, read and put in order away from the main actor.
@Observable
@MainActor
public final class FileBrowserModel {
    /// What is in sight: a folder, and those of its entries that are to be shown.
    private struct Sight {
        var folder = ""
        var entries: [FileEntry] = []
        var rows: [Int] = []
        /// How many entries there were when the rows were made.
        var total = 0
        /// What the rows were made with.
        var arrangement = FileArrangement()
        /// The visit that it is of.
        var visit = 0
    }

    private var sight = Sight()
    /// The folder that is being opened, as it was asked for; nil when none is, or there is some of it in sight.
    public private(set) var opening: String?
    /// Whether not all that the folder has is known yet.
    public private(set) var isReading = false
    /// Why the folder cannot be listed, or not to its end; nil while all is well.
    public private(set) var failure: FolderError?
    /// What a person ought to know of the last key; nil when there is nothing.
    public private(set) var notice: String?
    /// The row that the bar is on.
    public private(set) var selectedRow = 0
    /// The order, and what is left out.
    private var arrangement = FileArrangement()
    /// Folders to come back to.
    public let bookmarks: Bookmarks

    private let surroundings: Surroundings
    private let memory: BrowserMemory
    /// What is being read, or was; `sight` is made from it.
    @ObservationIgnored private var listing = FolderListing()
    /// Counts the folders that were opened: what was put in order for one of them is not for another.
    @ObservationIgnored private var visit = 0
    @ObservationIgnored private var anchor: FileArrangement.Anchor?
    @ObservationIgnored private var isOutOfOrder = false
    @ObservationIgnored private var reading: Task<Void, Never>?
    @ObservationIgnored private var arranging: Task<Void, Never>?
    @ObservationIgnored private var keeping: Task<Void, Never>?

    init(surroundings: Surroundings, memory: BrowserMemory) {
        self.surroundings = surroundings
        self.memory = memory
        bookmarks = Bookmarks(memory: memory, home: surroundings.home())
    }

    isolated deinit {
        reading?.cancel()
        arranging?.cancel()
        keeping?.cancel()
    }

    // MARK: What is in sight

    /// Whether the rows are those that were asked for last: the folder's, in the order, and with the filter.
    public var isSettled: Bool { opening == nil && sight.arrangement == arrangement }
    /// The folder in sight, with `~` for the home folder; empty before one is open.
    public var folder: String { FilePath.abbreviated(sight.folder, home: surroundings.home()) }
    /// How many rows there are.
    public var count: Int { sight.rows.count }
    /// How many entries the folder has, those that are left out included.
    public var total: Int { sight.total }
    /// The entry in a row.
    public subscript(row: Int) -> FileEntry { sight.entries[sight.rows[row]] }
    /// The entry under the bar.
    public var selected: FileEntry? { sight.rows.indices.contains(selectedRow) ? self[selectedRow] : nil }
    /// The order of the rows.
    public var order: FileOrder { arrangement.order }
    /// Whether names that begin with a dot are shown.
    public var showsHidden: Bool { arrangement.showsHidden }
    /// What names are to have in them; empty for all.
    public var filter: String {
        get { arrangement.filter }
        set {
            guard newValue != arrangement.filter else { return }
            arrangement.filter = newValue
            arrange()
        }
    }
    /// Whether the folder in sight has a bookmark.
    public var isBookmarked: Bool { bookmarks.contains(sight.folder) }

    // MARK: Going about

    /// Opens the folder of what is typed, with the bar on what it names: or the nearest folder above it that is there. Where
    /// nothing is typed, the folder that a file was chosen from last, or else the home folder.
    public func start(at typed: String) {
        bookmarks.refresh()
        guard typed.isEmpty else {
            open(typed, fallingBack: true)
            return
        }
        open("~", fallingBack: true) { [memory] in await memory.lastFolder() }
    }

    /// Opens a folder.
    public func go(to folder: String) { open(folder) }

    /// Opens the folder that this one lies in, with the bar on this one; the one that is being opened counts as open.
    public func goUp() {
        guard let parent = FilePath.parent(of: destination) else { return }
        open(parent.folder, anchor: .init(name: parent.name))
    }

    /// The folder that is being opened, from the root, or else the one in sight.
    private var destination: String {
        let path = opening.map { FilePath.expanded($0, home: surroundings.home()) } ?? ""
        return path.utf8.first == UInt8(ascii: "/") ? FilePath.absolute(path) : sight.folder
    }

    /// Reads the folder again.
    public func refresh() {
        bookmarks.refresh()
        guard !sight.folder.isEmpty else { return }
        let filter = filter
        open(sight.folder, anchor: selected.map { .init(name: $0.name) }, filter: filter)
    }

    /// Goes into the folder under the bar, or chooses the file under it.
    ///
    /// - Returns: the path of the file as a person would type it; nil where nothing was chosen.
    public func openSelected() -> String? {
        guard let entry = selected else { return nil }
        notice = entry.obstacle(isReading: isReading)
        guard notice == nil else { return nil }
        let path = FilePath.joined(sight.folder, entry.name)
        guard entry.kind == .file else {
            open(path)
            return nil
        }
        keeping = Task { [memory, folder = sight.folder] in await memory.keepLastFolder(folder) }
        return FilePath.abbreviated(path, home: surroundings.home())
    }

    /// Ends all reading: nobody looks any more.
    public func stop() {
        reading?.cancel()
        opening = nil
        isReading = false
    }

    // MARK: What is shown

    /// Moves the bar to a row.
    public func select(_ row: Int) {
        notice = nil
        guard sight.rows.indices.contains(row) else { return }
        selectedRow = row
        anchor = .init(name: self[row].name)
    }

    /// Shows names that begin with a dot, or leaves them out.
    public func toggleHidden() {
        arrangement.showsHidden.toggle()
        arrange()
    }

    /// Orders by the next of name, size and time.
    public func nextOrder() {
        arrangement.order = arrangement.order.next
        arrange()
    }

    /// Turns the order round.
    public func reverseOrder() {
        arrangement.order = arrangement.order.reversed
        arrange()
    }

    /// Gives the folder in sight a bookmark, or takes it away.
    public func toggleBookmark() {
        guard !sight.folder.isEmpty else { return }
        bookmarks.toggle(sight.folder)
    }

    // MARK: Reading

    /// - Parameters:
    ///   - isFallingBack: whether, where there is no such folder, the ones above it are tried.
    ///   - preferred: another folder to be tried first, where there is one.
    private func open(
        _ path: String, anchor: FileArrangement.Anchor? = nil, filter: String = "",
        fallingBack isFallingBack: Bool = false,
        preferring preferred: (@Sendable () async -> String?)? = nil
    ) {
        reading?.cancel()
        notice = nil
        opening = path
        // What of the folder before is still being put in order is for nobody any more.
        visit += 1
        listing = FolderListing()
        isReading = true
        // What is typed from now on is for the folder that is to come.
        arrangement.filter = filter
        reading = Task { [weak self] in
            var path = path
            if let better = await preferred?() { path = better }
            await self?.read(path, anchor: anchor, fallingBack: isFallingBack)
        }
    }

    private func read(_ path: String, anchor: FileArrangement.Anchor?, fallingBack isFallingBack: Bool) async {
        var (path, anchor) = (path, anchor)
        // The shortest path there is has no parent, so this ends.
        while let error = await read(path, anchor) {
            guard !Task.isCancelled else { return }
            guard isFallingBack, error.isNoFolder, let parent = FilePath.parent(of: error.path) else {
                fail(error)
                return
            }
            if anchor != nil { notice = error.description }
            anchor = .init(name: parent.name, isBeginning: true)
            path = parent.folder
        }
    }

    /// - Returns: why the folder could not be opened; nil where it was.
    private func read(_ path: String, _ anchor: FileArrangement.Anchor?) async -> FolderError? {
        var isOpen = false
        for await part in surroundings.folder(path) {
            // What comes when another folder has been asked for is not for anybody.
            guard !Task.isCancelled else { return nil }
            if case .failed(let error) = part, !isOpen { return error }
            if case .opened = part {
                isOpen = true
                self.anchor = anchor
                // What the bar is to be on is to be seen.
                if anchor?.name.utf8.first == UInt8(ascii: ".") { arrangement.showsHidden = true }
            }
            take(part)
        }
        guard !Task.isCancelled else { return nil }
        isReading = false
        return nil
    }

    private func take(_ part: FolderPart) {
        switch listing.take(part) {
        case .folder: break
        case .names: arrange()
        case .details where order.key != .name: arrange()
        case .details: if sight.visit == visit { sight.entries = listing.entries }
        case .failure:
            // What is in sight already is not shown anew.
            if sight.visit == visit { failure = listing.failure }
            arrange()
        }
    }

    /// Shows a folder that cannot be opened as one that has nothing.
    private func fail(_ error: FolderError) {
        // What is asked of its rows later finds the folder and none, and leaves the failure in sight.
        listing = FolderListing(unopened: error)
        visit += 1
        (selectedRow, anchor, arrangement.filter) = (0, nil, "")
        sight = Sight(folder: listing.folder, arrangement: arrangement, visit: visit)
        failure = error
        opening = nil
        isReading = false
    }

    /// Puts the rows in order, away from the main actor, and as often as is needed: what changes meanwhile is one more time.
    private func arrange() {
        isOutOfOrder = true
        guard arranging == nil else { return }
        arranging = Task { [weak self] in
            while let self, isOutOfOrder, !awaitsNames, !Task.isCancelled { await arrangeOnce() }
            self?.arranging = nil
        }
    }

    /// Whether the folder is open, and no names of it have come: what is in sight is the one before, until there are some.
    private var awaitsNames: Bool { sight.visit != visit && listing.entries.isEmpty && !listing.hasAllNames }

    private func arrangeOnce() async {
        isOutOfOrder = false
        let (visit, anchor, arrangement) = (visit, anchor, arrangement)
        let total = listing.entries.count
        let (rows, row) = await arrangement.rows(of: listing.entries, anchor: anchor)
        guard visit == self.visit else { return }
        // Where the bar has nothing to stay on, what a filter finds is looked at from the first row.
        let isNewFolder = sight.visit != visit && sight.folder != listing.folder
        let isNew = isNewFolder || sight.arrangement.filter != arrangement.filter
        if sight.visit != visit {
            opening = nil
            failure = listing.failure
        }
        sight = Sight(
            folder: listing.folder, entries: listing.entries, rows: rows, total: total, arrangement: arrangement,
            visit: visit)
        // The bar may have been moved meanwhile.
        let anchored = anchor == self.anchor ? row : rows.firstIndex { self.anchor?.isOn(listing.entries[$0]) == true }
        selectedRow = anchored ?? (isNew ? 0 : max(0, min(selectedRow, rows.count - 1)))
    }
}
