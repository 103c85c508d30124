import Terminal

/// The keys of a place, as sentences name them: those of the table that counts.
public struct KeyNames: Sendable {
    let table: KeyTable
    let place: Place

    /// The keys that a table has in a place.
    public init(_ table: KeyTable, in place: Place) {
        self.table = table
        self.place = place
    }

    /// The name of the first key that asks for an action, here or everywhere; nil where none does. Where text is typed, a
    /// letter is a letter.
    public subscript(_ action: Action) -> String? {
        let keys = place.parts.lazy.flatMap(table.rows).filter { $0.action == action }.flatMap(\.keys)
        return keys.first { !(place.takesText && $0.isCharacter) }?.name
    }

    /// A sentence that says what to press, before which there is a blank; nothing where no key asks for it.
    ///
    /// - Parameter purpose: what it is pressed for, such as `to go on`.
    func press(_ action: Action, _ purpose: String) -> String {
        self[action].map { " Press \($0) \(purpose)." } ?? ""
    }
}

extension KeyNames {
    /// The status of what is being sent.
    var sending: String { "sending" + (self[.back].map { "; \($0) calls it off" } ?? "") }
}

extension KeyTable {
    /// What begins the tour.
    var tourWords: String {
        let key = name(of: .palette, in: .everywhere).map { $0 == ":" ? ":tour" : "\($0), and then tour," }
        return "\(key ?? "The tour") shows you around in a minute."
    }
}

extension KeyNaming {
    /// The keys of the screen.
    var keyNames: KeyNames { KeyNames(keys, in: place) }
}
