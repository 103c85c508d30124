import Terminal
import ViewModels

/// The key bindings in use: gaze's own table with a person's changes and commands, and without the actions that would change
/// something that is read-only.
///
/// Screens and widgets know only the keys of gaze's own table. A pressed key is translated to the one with the same meaning
/// there (`meaning(of:in:)`), so that they need not know about a person's changes. What is shown of the keys comes from
/// `rows(of:)`.
package struct KeyTable: Sendable {
    /// The keys and the actions that they request.
    package let rows: [KeyBinding]
    /// The rows that are not offered because their actions would change something.
    let withheld: [KeyBinding]
    /// The person's own commands, in the order that `Action.command` refers to.
    let commands: [OwnCommand]

    /// gaze's own table.
    package static let standard = KeyTable(rows: KeyBinding.table)

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

    /// What is read-only.
    package enum ReadOnly: Hashable, Sendable {
        case nothing
        /// The current cloud.
        case cloud
        /// All clouds.
        case everything
    }

    /// The meaning of a pressed key.
    enum Meaning {
        /// The key of gaze's own table that requests the same action, or a key that is not in the table.
        case key(Key)
        /// An action that would change something that is read-only.
        case withheld
        /// A command defined by the person.
        case command(OwnCommand)
        /// No meaning, as the key's action has been bound to another one.
        case nothing
    }

    /// Returns the meaning of a key in a place.
    func meaning(of key: Key, in place: Place) -> Meaning {
        // Where text is typed, characters are input.
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

    /// Returns the rows of a place, in the table's order.
    package func rows(of place: Place) -> [KeyBinding] { rows.filter { $0.place == place } }

    /// Returns the rows that apply in a place, each with those of its keys that do. Where text is typed, characters are input;
    /// a key that a part of a screen binds does not reach the whole.
    ///
    /// - Parameters:
    ///   - place: The place that the keys are pressed in.
    ///   - unavailable: Actions that are not available; their keys are free for the whole.
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

    /// Returns the first key that requests an action in a place; nil if there is none.
    func key(for action: Action, in place: Place) -> Key? {
        rows.first { $0.place == place && $0.action == action }?.keys.first
    }

    /// Returns the name of the first key that requests an action in a place; nil if there is none.
    package func name(of action: Action, in place: Place) -> String? { key(for: action, in: place)?.name }
}

extension KeyBinding {
    /// Returns the key of gaze's own table that requests this row's action in a place.
    fileprivate func standardKey(for key: Key, in place: Place) -> Key {
        func means(_ standard: Key) -> Bool { KeyBinding.action(for: standard, in: place) == action }
        return standard.contains(key) && means(key) ? key : standard.first(where: means) ?? key
    }
}

extension Place {
    /// The place and those whose key bindings also apply in it, the nearest first.
    var parts: [Place] { [self, whole, .everywhere].compactMap(\.self) }
}

/// A screen whose text names keys, according to the key table in use.
@MainActor
protocol KeyNaming: Screen {
    /// The key table in use. Until the screen is shown, it is gaze's own.
    var keys: KeyTable { get set }
}
