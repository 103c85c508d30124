/// Where the user wants something to be saved: the path as it is typed, and what is there.
struct SaveTarget: Hashable, Sendable {
    /// The path as typed; `~` stands for the home folder.
    private(set) var path: String
    /// What is at the path; nil while that is being found out, or if nothing is typed.
    var place: SavePlace?
    private let home: String
    private var isTyped = false

    /// Creates a target with a proposed path.
    ///
    /// - Parameters:
    ///   - path: the absolute path.
    ///   - home: the home folder.
    init(proposing path: String, home: String) {
        self.path = FilePath.abbreviated(path, home: home)
        self.home = home
    }

    /// Sets the typed path.
    ///
    /// - Returns: whether the path has changed, so that it must be examined.
    mutating func type(_ path: String) -> Bool {
        guard path != self.path else { return false }
        self.path = path
        place = nil
        isTyped = true
        return true
    }

    /// Proposes another path, unless the user has typed one.
    ///
    /// - Parameter path: the absolute path.
    /// - Returns: whether the path has changed, so that it must be examined.
    mutating func propose(_ path: String) -> Bool {
        let path = FilePath.abbreviated(path, home: home)
        guard !isTyped, path != self.path else { return false }
        self.path = path
        place = nil
        return true
    }

    /// The absolute path; nil if nothing is typed.
    var whole: String? { path.isEmpty ? nil : FilePath.absolute(FilePath.expanded(path, home: home)) }
}
