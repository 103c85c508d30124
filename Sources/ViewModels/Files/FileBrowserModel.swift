import Observation

/// The file browser: shows one folder at a time, which is read and sorted off the main actor.
@Observable
@MainActor
package final class FileBrowserModel {
    /// What is on display: a folder, and the entries of it that are shown.
    private struct Sight {
        var folder = ""
        var entries: [FileEntry] = []
        var rows: [Int] = []
        /// The number of entries when the rows were made.
        var total = 0
        /// The arrangement that the rows were made with.
        var arrangement = FileArrangement()
        /// The visit that the rows belong to.
        var visit = 0
    }

    private var sight = Sight()
    /// The folder that is being opened, as it was requested; nil if none is, or as soon as some of it is displayed.
    package private(set) var opening: String?
    /// Whether the folder is still being read.
    package private(set) var isReading = false
    /// Why the folder cannot be listed, or only in part; nil if there is no failure.
    package private(set) var failure: FolderError?
    /// A notice about the last key press; nil if there is none.
    package private(set) var notice: String?
    /// The index of the selected row.
    package private(set) var selectedRow = 0
    /// The order and the filter that were requested last.
    private var arrangement = FileArrangement()
    /// The bookmarked folders.
    package let bookmarks: Bookmarks

    private let surroundings: Surroundings
    private let memory: BrowserMemory
    /// What has been read so far; `sight` is made from it.
    @ObservationIgnored private var listing = FolderListing()
    /// The number of folders opened so far, to discard the arrangement of an earlier one.
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

    // MARK: - Display

    /// Whether the rows reflect the latest request: its folder, order, and filter.
    package var isSettled: Bool { opening == nil && sight.arrangement == arrangement }
    /// The displayed folder, with `~` for the home folder; empty before one is open.
    package var folder: String { FilePath.abbreviated(sight.folder, home: surroundings.home()) }
    /// The number of rows.
    package var count: Int { sight.rows.count }
    /// The number of entries in the folder, including those that are left out.
    package var total: Int { sight.total }
    /// The entry in a row.
    package subscript(row: Int) -> FileEntry { sight.entries[sight.rows[row]] }
    /// The selected entry; nil if there are no rows.
    package var selected: FileEntry? { sight.rows.indices.contains(selectedRow) ? self[selectedRow] : nil }
    /// The order of the rows.
    package var order: FileOrder { arrangement.order }
    /// Whether names that begin with a dot are shown.
    package var showsHidden: Bool { arrangement.showsHidden }
    /// The text that names must contain; empty for all names.
    package var filter: String {
        get { arrangement.filter }
        set {
            guard newValue != arrangement.filter else { return }
            arrangement.filter = newValue
            arrange()
        }
    }
    /// Whether the displayed folder is bookmarked.
    package var isBookmarked: Bool { bookmarks.contains(sight.folder) }

    // MARK: - Navigation

    /// Opens the folder of a typed path and selects what the path names, or opens its nearest existing ancestor. If nothing is
    /// typed, opens the folder that a file was last chosen from, or else the home folder.
    package func start(at typed: String) {
        bookmarks.refresh()
        guard typed.isEmpty else {
            open(typed, fallingBack: true)
            return
        }
        open("~", fallingBack: true) { [memory] in await memory.lastFolder() }
    }

    /// Opens a folder.
    package func go(to folder: String) { open(folder) }

    /// Opens the parent of the current folder and selects the latter. A folder that is still being opened counts as current.
    package func goUp() {
        guard let parent = FilePath.parent(of: destination) else { return }
        open(parent.folder, anchor: .init(name: parent.name))
    }

    /// The absolute path of the folder that is being opened, or else of the displayed one.
    private var destination: String {
        let path = opening.map { FilePath.expanded($0, home: surroundings.home()) } ?? ""
        return path.utf8.first == UInt8(ascii: "/") ? FilePath.absolute(path) : sight.folder
    }

    /// Reads the folder again.
    package func refresh() {
        bookmarks.refresh()
        guard !sight.folder.isEmpty else { return }
        let filter = filter
        open(sight.folder, anchor: selected.map { .init(name: $0.name) }, filter: filter)
    }

    /// Opens the selected folder, or chooses the selected file.
    ///
    /// - Returns: the path of the file as a user would type it; nil if no file was chosen.
    package func openSelected() -> String? {
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

    /// Stops reading, because the browser is no longer shown.
    package func stop() {
        reading?.cancel()
        opening = nil
        isReading = false
    }

    // MARK: - Selection and arrangement

    /// Selects a row.
    package func select(_ row: Int) {
        notice = nil
        guard sight.rows.indices.contains(row) else { return }
        selectedRow = row
        anchor = .init(name: self[row].name)
    }

    /// Shows or hides names that begin with a dot.
    package func toggleHidden() {
        arrangement.showsHidden.toggle()
        arrange()
    }

    /// Sorts by the next key, in the order name, size, time.
    package func nextOrder() {
        arrangement.order = arrangement.order.next
        arrange()
    }

    /// Reverses the order.
    package func reverseOrder() {
        arrangement.order = arrangement.order.reversed
        arrange()
    }

    /// Bookmarks the displayed folder, or removes its bookmark.
    package func toggleBookmark() {
        guard !sight.folder.isEmpty else { return }
        bookmarks.toggle(sight.folder)
    }

    // MARK: - Reading

    /// Opens a folder.
    ///
    /// - Parameters:
    ///   - anchor: the entry to select.
    ///   - filter: the filter to show the folder with.
    ///   - isFallingBack: whether to try the parent folders if there is no such folder.
    ///   - preferred: returns a folder to try instead of `path`; nil for `path` itself.
    private func open(
        _ path: String, anchor: FileArrangement.Anchor? = nil, filter: String = "",
        fallingBack isFallingBack: Bool = false,
        preferring preferred: (@Sendable () async -> String?)? = nil
    ) {
        reading?.cancel()
        notice = nil
        opening = path
        // Invalidates any arrangement of the previous folder that is still under way.
        visit += 1
        listing = FolderListing()
        isReading = true
        // What is typed into the filter from now on is meant for the new folder.
        arrangement.filter = filter
        reading = Task { [weak self] in
            var path = path
            if let better = await preferred?() { path = better }
            await self?.read(path, anchor: anchor, fallingBack: isFallingBack)
        }
    }

    private func read(_ path: String, anchor: FileArrangement.Anchor?, fallingBack isFallingBack: Bool) async {
        var (path, anchor) = (path, anchor)
        // This ends: the shortest path has no parent.
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

    /// - Returns: why the folder could not be opened; nil if it was.
    private func read(_ path: String, _ anchor: FileArrangement.Anchor?) async -> FolderError? {
        var isOpen = false
        for await part in surroundings.folder(path) {
            // Parts that arrive after another folder was requested are dropped.
            guard !Task.isCancelled else { return nil }
            if case .failed(let error) = part, !isOpen { return error }
            if case .opened = part {
                isOpen = true
                self.anchor = anchor
                // The entry to select must be visible.
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
            // A folder that is already displayed shows the failure at once.
            if sight.visit == visit { failure = listing.failure }
            arrange()
        }
    }

    /// Displays a folder that cannot be opened as an empty one.
    private func fail(_ error: FolderError) {
        // With this listing, arranging the rows again finds the same empty folder, and the failure stays.
        listing = FolderListing(unopened: error)
        visit += 1
        (selectedRow, anchor, arrangement.filter) = (0, nil, "")
        sight = Sight(folder: listing.folder, arrangement: arrangement, visit: visit)
        failure = error
        opening = nil
        isReading = false
    }

    /// Sorts the rows off the main actor, and again for every change in the meantime.
    private func arrange() {
        isOutOfOrder = true
        guard arranging == nil else { return }
        arranging = Task { [weak self] in
            while let self, isOutOfOrder, !awaitsNames, !Task.isCancelled { await arrangeOnce() }
            self?.arranging = nil
        }
    }

    /// Whether the folder was opened but none of its names have come; until then the previous folder stays on display.
    private var awaitsNames: Bool { sight.visit != visit && listing.entries.isEmpty && !listing.hasAllNames }

    private func arrangeOnce() async {
        isOutOfOrder = false
        let (visit, anchor, arrangement) = (visit, anchor, arrangement)
        let total = listing.entries.count
        let (rows, row) = await arrangement.rows(of: listing.entries, anchor: anchor)
        guard visit == self.visit else { return }
        // If the selected entry is not among them, the results of a filter are shown from the first row.
        let isNewFolder = sight.visit != visit && sight.folder != listing.folder
        let isNew = isNewFolder || sight.arrangement.filter != arrangement.filter
        if sight.visit != visit {
            opening = nil
            failure = listing.failure
        }
        sight = Sight(
            folder: listing.folder, entries: listing.entries, rows: rows, total: total, arrangement: arrangement,
            visit: visit)
        // The selection may have moved in the meantime.
        let anchored = anchor == self.anchor ? row : rows.firstIndex { self.anchor?.isOn(listing.entries[$0]) == true }
        selectedRow = anchored ?? (isNew ? 0 : max(0, min(selectedRow, rows.count - 1)))
    }
}
