import ImageModel
import Terminal
import ViewModels

/// A row of the list above the command palette.
struct PaletteEntry: Sendable {
    /// The effect of running the row.
    enum Deed: Sendable {
        /// Presses a key on the screen below.
        case press(Key)
        case command(PaletteCommand)
        case theme(Theme)
        case sort(ImageOrder)
        case look(SavedView)
        case open(Image)
        /// Asks for the details of a change of the marked images.
        case change(ChangeKind)
        /// Does nothing, for the given reason.
        case nothing(String)
    }

    /// The text to type for it, without an argument.
    let name: String
    /// The text that is shown for it: the name, and perhaps another word in parentheses.
    let title: String
    /// What it does.
    let meaning: String
    /// Other words that find it.
    var others: [String] = []
    /// The key that does the same.
    var key: Key?
    let deed: Deed

    /// Whether it has an effect now.
    var isAvailable: Bool {
        if case .nothing = deed { false } else { true }
    }

    /// Whether its name is followed by an argument.
    var takesArgument: Bool {
        if case .command(let command) = deed { command.argument != nil } else { false }
    }
}

extension PaletteEntry {
    /// Returns everything that can be done on a screen: the actions of its keys, and the commands.
    ///
    /// - Parameters:
    ///   - place: The screen's place.
    ///   - unavailable: Actions that are not available; they are shown, and running one says so.
    ///   - table: The key table in use.
    ///   - isTouring: Whether the keys of the tour apply too.
    static func all(
        in place: Place, without unavailable: Set<Action>, _ table: KeyTable = .standard, isTouring: Bool = false
    ) -> [Self] {
        var seen: Set<Action> = [.palette]
        let tour = isTouring ? table.rows(of: .tour).map { (row: $0, keys: $0.keys) } : []
        let actions = (table.counting(in: place) + tour).compactMap { row, keys -> Self? in
            guard seen.insert(row.action).inserted, let key = keys.first else { return nil }
            var name = row.action.words
            if case .command = row.action { name = row.label ?? name }
            let label = row.label.flatMap { name.contains($0) ? nil : $0 }
            return Self(
                name: name, title: name + (label.map { " (\($0))" } ?? ""), meaning: row.meaning,
                others: row.action.otherWords, key: key,
                deed: unavailable.contains(row.action)
                    ? .nothing("“\(name)” has nothing to act on now.") : .press(key))
        }
        let names = Set(actions.map(\.name))
        let commands = PaletteCommand.allCases.filter { !names.contains($0.usage) }.map { command in
            Self(
                name: command.rawValue, title: command.usage, meaning: command.meaning,
                deed: command.isOfList && place != .list
                    ? .nothing("“\(command.rawValue)” is about the list of images: go back there first.")
                    : .command(command))
        }
        return actions + changes(in: place, without: unavailable, table).filter { !names.contains($0.name) } + commands
    }

    /// Returns the changes of the marked images, for the list.
    private static func changes(in place: Place, without unavailable: Set<Action>, _ table: KeyTable) -> [Self] {
        let rows = table.rows(of: .list)
        guard place == .list, rows.contains(where: { $0.action == .changeMarked }) else { return [] }
        return ChangeKind.allCases.map { kind in
            let name = kind.title.lowercased()
            return Self(
                name: name, title: name, meaning: kind.meaning, others: kind.otherWords,
                key: rows.first { $0.action == kind.listAction }?.keys.first,
                deed: unavailable.contains(.changeMarked)
                    ? .nothing("“\(name)” has nothing to act on now.") : .change(kind))
        }
    }
}

extension ChangeKind {
    /// Other words that people may look for.
    fileprivate var otherWords: [String] {
        switch self {
        case .addTags, .removeTags: ["label"]
        case .addMember: ["share", "offer"]
        case .removeMember: ["unshare", "withdraw"]
        case .setProperty, .removeProperty: ["metadata"]
        case .copyData, .deleteData: ["store"]
        default: []
        }
    }
}

extension Action {
    /// Other words that people may look for.
    fileprivate var otherWords: [String] {
        switch self {
        case .newImage: ["create", "upload", "import", "add"]
        case .newLikeThis: ["clone", "duplicate"]
        case .saveData: ["download", "export"]
        case .copyToCloud: ["migrate"]
        case .changeImage: ["edit", "rename"]
        case .copyID: ["uuid", "clipboard"]
        case .showMembers, .addHere: ["member", "share"]
        case .delete: ["remove"]
        case .filter, .search: ["find"]
        case .transfers: ["uploads", "downloads"]
        case .themes: ["colours", "colors"]
        case .refresh: ["reload"]
        case .undo: ["revert"]
        case .quit: ["exit"]
        default: []
        }
    }

    /// The action's name as words: `nextOrder` becomes “next order”.
    var words: String {
        let name = Array("\(self)")
        let words = name.indices.map { index in
            let beginsWord = index > 0 && name[index].isUppercase && name[index - 1].isLowercase
            return (beginsWord ? " " : "") + name[index].lowercased()
        }
        return words.joined().replacing("json", with: "JSON")
    }
}
