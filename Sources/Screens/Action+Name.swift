extension Action {
    /// What the configuration calls it, for example `new-image`.
    var name: String { String(describing: self).hyphenated }
}

extension Place {
    /// What the configuration calls it, for example `list` and `data-file`.
    var name: String { String(describing: self).hyphenated }
}

extension String {
    /// A name of Swift's in small letters, its words joined by hyphens.
    fileprivate var hyphenated: String {
        var text = ""
        var wasCapital = true
        for character in self {
            if character.isUppercase, !wasCapital { text += "-" }
            wasCapital = character.isUppercase
            text += character.lowercased()
        }
        return text
    }
}
