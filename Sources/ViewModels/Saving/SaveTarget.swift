/// Where a person wants something to be saved: the path as it is typed, and what there is.
struct SaveTarget: Hashable, Sendable {
    /// The path as typed; `~` is the home folder.
    private(set) var path: String
    /// What there is at the path; nil while that is being found out, or nothing is typed.
    var place: SavePlace?
    private let home: String
    private var isTyped = false

    /// A path that is proposed.
    ///
    /// - Parameters:
    ///   - path: from the root.
    ///   - home: the home folder.
    init(proposing path: String, home: String) {
        self.path = FilePath.abbreviated(path, home: home)
        self.home = home
    }

    /// Takes what is typed.
    ///
    /// - Returns: whether it is another path than before; what is there is to be found out then.
    mutating func type(_ path: String) -> Bool {
        guard path != self.path else { return false }
        self.path = path
        place = nil
        isTyped = true
        return true
    }

    /// Proposes another path, unless somebody has typed one.
    ///
    /// - Parameter path: from the root.
    /// - Returns: whether it is another path than before; what is there is to be found out then.
    mutating func propose(_ path: String) -> Bool {
        let path = FilePath.abbreviated(path, home: home)
        guard !isTyped, path != self.path else { return false }
        self.path = path
        place = nil
        return true
    }

    /// The path from the root; nil where nothing is typed.
    var whole: String? { path.isEmpty ? nil : FilePath.absolute(FilePath.expanded(path, home: home)) }
}
