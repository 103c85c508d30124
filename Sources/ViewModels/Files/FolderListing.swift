/// A folder as far as it has been read.
struct FolderListing: Sendable {
    /// Its path from the root; empty until it is open, or cannot be opened.
    private(set) var folder = ""
    /// Everything in it, in the system's order.
    private(set) var entries: [FileEntry] = []
    /// Whether there are no more names to come.
    private(set) var hasAllNames = false
    /// Why no more is known; nil while all is well.
    private(set) var failure: FolderError?

    /// A folder that nothing is known of yet.
    init() {}

    /// A folder that cannot be opened: it has nothing, and there is no more to come.
    init(unopened error: FolderError) { (folder, failure, hasAllNames) = (error.path, error, true) }

    /// What a part has changed.
    enum Change {
        /// Nothing is known but the folder's path.
        case folder
        /// There are more names, or a name has turned out to be another kind of thing.
        case names
        /// Sizes and times are known that were not.
        case details
        /// Reading has ended with a failure.
        case failure
    }

    /// Takes in what was read.
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

/// What of a folder is shown, and in which order.
struct FileArrangement: Hashable, Sendable {
    var order = FileOrder()
    var showsHidden = false
    /// Only names with this in them, whatever the case; empty for all.
    var filter = ""

    /// Where the bar is to be.
    struct Anchor: Hashable, Sendable {
        /// The name that it is on.
        var name: String
        /// Whether a name that begins so will do.
        var isBeginning = false

        /// Whether it names an entry exactly; `==` would take two ways of writing é for one.
        func isOn(_ entry: FileEntry) -> Bool { entry.name.utf8.elementsEqual(name.utf8) }
    }

    /// The rows, as places in `entries`, and the row of the anchor. Not for the main actor: a folder may be large.
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
