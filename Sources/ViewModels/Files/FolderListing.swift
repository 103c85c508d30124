/// The part of a folder that has been read so far.
struct FolderListing: Sendable {
    /// The folder's absolute path; empty until the folder is open or has failed to open.
    private(set) var folder = ""
    /// The entries read so far, in the system's order.
    private(set) var entries: [FileEntry] = []
    /// Whether all names have been read.
    private(set) var hasAllNames = false
    /// Why reading ended early; nil if there is no failure.
    private(set) var failure: FolderError?

    /// A folder of which nothing is known yet.
    init() {}

    /// A folder that cannot be opened: it is empty, and complete.
    init(unopened error: FolderError) { (folder, failure, hasAllNames) = (error.path, error, true) }

    /// What a part has changed.
    enum Change {
        /// Only the folder's path is known.
        case folder
        /// There are more names, or an entry has turned out to be of another kind.
        case names
        /// More sizes and times are known.
        case details
        /// Reading has ended with a failure.
        case failure
    }

    /// Adds a part that was read.
    mutating func take(_ part: FolderPart) -> Change {
        switch part {
        case .opened(let path):
            self = FolderListing()
            folder = path
            return .folder
        case .entries(let more):
            entries += more
            return .names
        case .allNamed:
            hasAllNames = true
            return .names
        case .details(let start, let looked):
            let range = start..<start + looked.count
            let isSameKind = zip(entries[range], looked).allSatisfy { $0.kind == $1.kind }
            entries.replaceSubrange(range, with: looked)
            return isSameKind ? .details : .names
        case .failed(let error):
            (failure, hasAllNames) = (error, true)
            return .failure
        }
    }
}

/// Which entries of a folder are shown, and in which order.
struct FileArrangement: Hashable, Sendable {
    var order = FileOrder()
    var showsHidden = false
    /// The text that shown names contain, ignoring case; empty for all names.
    var filter = ""

    /// The entry to select.
    struct Anchor: Hashable, Sendable {
        /// The name of the entry.
        var name: String
        /// Whether an entry whose name begins with `name` will do.
        var isBeginning = false

        /// Whether the anchor names an entry exactly. `==` would take two encodings of é for the same.
        func isOn(_ entry: FileEntry) -> Bool { entry.name.utf8.elementsEqual(name.utf8) }
    }

    /// Returns the rows, as indices of `entries`, and the row of the anchor. Runs off the main actor: a folder may be large.
    @concurrent
    func rows(of entries: [FileEntry], anchor: Anchor?) async -> (rows: [Int], anchor: Int?) {
        let wanted = filter.lowercased()
        let rows = entries.indices
            .filter { index in
                let entry = entries[index]
                return (showsHidden || !entry.isHidden) && (wanted.isEmpty || entry.name.lowercased().contains(wanted))
            }
            .sorted { order.puts(entries[$0], before: entries[$1]) }
        guard let anchor else { return (rows, nil) }
        let exact = rows.firstIndex { anchor.isOn(entries[$0]) }
        guard exact == nil, anchor.isBeginning, !anchor.name.isEmpty else { return (rows, exact) }
        return (rows, rows.firstIndex { entries[$0].name.utf8.starts(with: anchor.name.utf8) })
    }
}
