import ImageModel
import Terminal

/// A row of the list above the line of commands.
struct PaletteEntry: Sendable {
    /// What it leads to.
    enum Deed: Sendable {
        /// A key is pressed on the screen below.
        case press(Key)
        case command(PaletteCommand)
        case theme(Theme)
        case sort(ImageOrder)
        case open(Image)
        /// Nothing, and why.
        case nothing(String)
    }

    /// What is typed for it, without its argument.
    let name: String
    /// What is shown for it: the name, and another word for it.
    let title: String
    /// What it does; quieter.
    let meaning: String
    /// The key that does the same.
    var key: Key?
    let deed: Deed

    /// Whether it does something now.
    var isAvailable: Bool {
        if case .nothing = deed { false } else { true }
    }
}

extension PaletteEntry {
    /// What can be done on a screen: all its keys, and the commands.
    ///
    /// - Parameter unavailable: actions that make no sense now; they are shown, and say so.
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
                key: key,
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
        return actions + commands
    }
}

extension Action {
    /// The action's name in words: `nextOrder` is “next order”.
    var words: String {
        let name = Array("\(self)")
        let words = name.indices.map { index in
            let beginsWord = index > 0 && name[index].isUppercase && name[index - 1].isLowercase
            return (beginsWord ? " " : "") + name[index].lowercased()
        }
        return words.joined().replacing("json", with: "JSON")
    }
}
