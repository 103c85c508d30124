package import ImageModel

extension MetadefProperty {
    /// Returns why a value does not fit, as the rest of a sentence that begins with the value; nil if it fits.
    ///
    /// Clouds accept any string, and drivers often support more values than the definitions list, so this is a warning and not
    /// an error. Patterns are not evaluated: they come from outside, and one may take forever to match.
    func complaint(about value: String) -> String? {
        if isReadOnly { return "is not for you to set" }
        switch type {
        case .boolean where !Self.booleans.contains(value.lowercased()): return "is neither true nor false"
        case .integer:
            guard let number = Int64(value) else { return "is no whole number" }
            return complaint(about: Double(number))
        case .number:
            guard let number = Double(value) else { return "is no number" }
            return complaint(about: number)
        case .string, .array:
            let words = words(of: value)
            if !choices.isEmpty, let stranger = words.first(where: { !choices.contains($0) }) {
                let isOne = words.count == 1
                return isOne ? "is not among its values" : "names “\(stranger)”, which is not among its values"
            }
            return type == .string ? complaint(aboutLengthOf: value) : nil
        default: return nil
        }
    }

    /// The words that services read as booleans (oslo.utils' `bool_from_string`).
    private static let booleans: Set<String> = [
        "true", "false", "yes", "no", "on", "off", "1", "0", "t", "f", "y", "n",
    ]

    /// Returns the parts of a value that must be among the choices: the whole value, or each of several if the property allows
    /// them.
    private func words(of value: String) -> [String] {
        var parts = [value]
        if type == .array { parts = value.split(separator: ",").map(String.init) }
        for name in operators { parts = parts.flatMap { $0.split(separator: name).map(String.init) } }
        guard type == .array || parts != [value] else { return parts }
        return parts.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }.filter { !$0.isEmpty }
    }

    private func complaint(about number: Double) -> String? {
        if let minimum, number < Double(minimum) { return "is less than \(minimum)" }
        if let maximum, number > Double(maximum) { return "is more than \(maximum)" }
        return nil
    }

    private func complaint(aboutLengthOf value: String) -> String? {
        let length = value.unicodeScalars.count
        if let minLength, length < minLength { return "is shorter than \(minLength) characters" }
        if let maxLength, length > maxLength { return "is longer than \(maxLength) characters" }
        return nil
    }

    /// The values to choose from: the choices, or the two booleans.
    package var values: [String] { choices.isEmpty && type == .boolean ? ["true", "false"] : choices }
}
