/// The protection against changes that a misspelled key or text may have been meant for.
enum Doubt: Hashable {
    /// A `readonly` that is misspelled, or may be in what a merge key (`<<`) includes.
    case readonly
    /// A misspelled `clouds`.
    case clouds

    /// Creates the doubt about a key; nil if the key clearly means something else.
    init?(key: String?) {
        guard let key else { return nil }
        let letters = Array(key.lowercased().filter(\.isLetter))
        if key == "<<" || Self.distance(letters, Array("readonly")) <= 2 {
            self = .readonly
        } else if Self.distance(letters, Array("clouds")) <= 2 {
            self = .clouds
        } else {
            return nil
        }
    }

    /// Creates the doubt about a text that is not valid YAML; nil if it does not mention `readonly`.
    init?(text: String) {
        guard text.lowercased().contains(/read.?only/) else { return nil }
        self = .readonly
    }

    /// Returns the number of letters to insert, delete or replace to turn one word into another.
    private static func distance(_ one: [Character], _ other: [Character]) -> Int {
        var row = Array(0...other.count)
        for (index, letter) in one.enumerated() {
            var before = row[0]
            row[0] = index + 1
            for (place, wanted) in other.enumerated() {
                let changed = before + (letter == wanted ? 0 : 1)
                before = row[place + 1]
                row[place + 1] = min(changed, before + 1, row[place] + 1)
            }
        }
        return row[other.count]
    }
}
