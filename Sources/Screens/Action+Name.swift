extension Action {
    /// The action's name in the configuration, for example `new-image`.
    var name: String { String(describing: self).hyphenated }
}

extension Place {
    /// The place's name in the configuration, for example `list` and `data-file`.
    var name: String { String(describing: self).hyphenated }
}

extension String {
    /// The text converted from a Swift name to lowercase words joined by hyphens.
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
