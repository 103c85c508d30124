import Terminal

/// The names of a place's keys for use in sentences, from the key table in use.
package struct KeyNames: Sendable {
    let table: KeyTable
    let place: Place

    /// Creates the names of the keys that a table has in a place.
    package init(_ table: KeyTable, in place: Place) {
        self.table = table
        self.place = place
    }

    /// The name of the first key that requests an action, in this place or everywhere; nil if there is none. Where text is
    /// typed, characters do not count, as they are input.
    package subscript(_ action: Action) -> String? {
        let keys = place.parts.lazy.flatMap(table.rows).filter { $0.action == action }.flatMap(\.keys)
        return keys.first { !(place.takesText && $0.isCharacter) }?.name
    }

    /// Returns a sentence, preceded by a blank, that says what to press; an empty text if no key requests the action.
    ///
    /// - Parameters:
    ///   - action: The action that the key requests.
    ///   - purpose: What the key is pressed for, such as `to go on`.
    func press(_ action: Action, _ purpose: String) -> String {
        self[action].map { " Press \($0) \(purpose)." } ?? ""
    }
}

extension KeyNames {
    /// The status while a request is being sent.
    var sending: String { "sending" + (self[.back].map { "; \($0) cancels it" } ?? "") }
}

extension KeyTable {
    /// The sentence that says how to start the tour.
    var tourWords: String {
        let key = name(of: .palette, in: .everywhere).map { $0 == ":" ? ":tour" : "\($0), and then tour," }
        return "\(key ?? "The tour") shows you around in a minute."
    }
}

extension KeyNaming {
    /// The names of the screen's keys.
    var keyNames: KeyNames { KeyNames(keys, in: place) }
}
