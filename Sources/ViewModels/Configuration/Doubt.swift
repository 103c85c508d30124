/// What may have been meant by something that is not understood, where that would keep a person from changing something.
enum Doubt: Hashable {
    /// A `readonly` that is spelled otherwise, or that is in what another key takes over (`<<`).
    case readonly
    /// A `clouds` that is spelled otherwise.
    case clouds

    /// What a key may mean; nil where it is about something else.
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

    /// What a text that is not YAML is about, as far as that matters.
    init?(text: String) {
        guard text.lowercased().contains(/read.?only/) else { return nil }
        self = .readonly
    }

    /// How many letters have to be added, left out or changed to make one word of another.
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
