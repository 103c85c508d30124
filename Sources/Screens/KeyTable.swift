import Terminal
import ViewModels

/// The keys that count for a person: gaze's own table, with the keys that they have given to other actions, their own
/// commands, and without what would change something where nothing may be changed.
///
/// Screens and widgets know the keys of gaze's own table alone. A key that is pressed is brought to them as the one that has
/// its meaning there (`meaning(of:in:)`), so that they need not know whose keys these are; what is shown of keys is told by
/// `rows(of:)`.
public struct KeyTable: Sendable {
    /// The keys and what they ask for.
    public let rows: [KeyBinding]
    /// What is not offered because it would change something.
    let withheld: [KeyBinding]
    /// The person's own commands; `Action.command` counts them.
    let commands: [OwnCommand]

    /// gaze's own keys.
    public static let standard = KeyTable(rows: KeyBinding.table)

    init(rows: [KeyBinding], commands: [OwnCommand] = [], readOnly: ReadOnly = .nothing) {
        func isWithheld(_ row: KeyBinding) -> Bool {
            switch readOnly {
            case .nothing: false
            case .cloud: row.changesImages
            case .everything: row.changesImages || row.changesOtherClouds
            }
        }
        self.rows = rows.filter { !isWithheld($0) }
        withheld = rows.filter(isWithheld)
        self.commands = commands
    }

    /// What may not be changed.
    public enum ReadOnly: Hashable, Sendable {
        case nothing
        /// The cloud that is worked on.
        case cloud
        /// No cloud at all.
        case everything
    }

    /// What a key that was pressed comes to.
    enum Meaning {
        /// The key of gaze's own table that asks for the same; or a key that the table does not have.
        case key(Key)
        /// It would change something, and nothing may be changed.
        case withheld
        /// A command of the person's own.
        case command(OwnCommand)
        /// The action that it asked for has another key now.
        case nothing
    }

    /// What a key comes to in a place.
    func meaning(of key: Key, in place: Place) -> Meaning {
        // Where text is typed, a letter is a letter.
        if place.takesText, key.isCharacter { return .key(key) }
        if case .paste = key { return .key(key) }
        for part in place.parts {
            if let row = rows.first(where: { $0.place == part && $0.keys.contains(key) }) {
                if case .command(let number) = row.action { return .command(commands[number]) }
                return .key(row.standardKey(for: key, in: place))
            }
            if withheld.contains(where: { $0.place == part && $0.keys.contains(key) }) { return .withheld }
        }
        return KeyBinding.action(for: key, in: place) == nil ? .key(key) : .nothing
    }

    /// The rows of a place, in the table's order.
    public func rows(of place: Place) -> [KeyBinding] { rows.filter { $0.place == place } }

    /// The rows that count in a place, each with those of its keys that do: where text is typed a letter is a letter, and
    /// what a part of a screen has a use for does not reach the whole.
    ///
    /// - Parameter unavailable: actions that make no sense now; their keys are free for the whole.
    func counting(in place: Place, without unavailable: Set<Action> = []) -> [(row: KeyBinding, keys: [Key])] {
        let own = rows(of: place).filter { !unavailable.contains($0.action) }
        let taken = Set(own.flatMap(\.keys))
        let others = [place.whole, .everywhere].compactMap(\.self).flatMap(rows)
            .filter { !unavailable.contains($0.action) }
        return (own + others).compactMap { row in
            let keys = row.keys.filter { key in
                !(place.takesText && key.isCharacter) && (row.place == place || !taken.contains(key))
            }
            return keys.isEmpty ? nil : (row, keys)
        }
    }

    /// The first key that asks for an action in a place; nil where none does.
    func key(for action: Action, in place: Place) -> Key? {
        rows.first { $0.place == place && $0.action == action }?.keys.first
    }

    /// The name of the first key that asks for an action in a place; nil where none does.
    public func name(of action: Action, in place: Place) -> String? { key(for: action, in: place)?.name }
}

extension KeyBinding {
    /// The key of gaze's own table that asks for this in a place.
    fileprivate func standardKey(for key: Key, in place: Place) -> Key {
        func means(_ standard: Key) -> Bool { KeyBinding.action(for: standard, in: place) == action }
        return standard.contains(key) && means(key) ? key : standard.first(where: means) ?? key
    }
}

extension Place {
    /// The place, and those whose keys count there too, the nearest first.
    var parts: [Place] { [self, whole, .everywhere].compactMap(\.self) }
}

/// A screen that names keys in its words, by the table that counts.
@MainActor
protocol KeyNaming: Screen {
    /// The table; gaze's own before the screen is shown.
    var keys: KeyTable { get set }
}
