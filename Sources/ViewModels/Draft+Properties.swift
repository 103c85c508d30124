import Foundation

extension Draft {
    /// The properties' names and values, in the order of typing; what has no `=` has no value.
    public var namedProperties: [(name: String, value: String)] {
        properties.map { text in
            let (key, value) = Self.split(text)
            return (key, value)
        }
    }

    /// The value of a property, or nil where it is not set.
    public func value(ofProperty name: String) -> String? {
        namedProperties.first { $0.name == name }?.value
    }

    /// Sets a property, where it stands already or at the end.
    public mutating func set(property name: String, to value: String) {
        let text = "\(name)=\(value)"
        if let index = namedProperties.firstIndex(where: { $0.name == name }) {
            properties[index] = text
        } else {
            properties.append(text)
        }
    }

    /// Sets a property that is typed as `key=value`.
    ///
    /// - Returns: its name.
    @discardableResult
    public mutating func set(property text: String) -> String {
        let (name, value) = Self.split(text)
        set(property: name, to: value.trimmingCharacters(in: .whitespacesAndNewlines))
        return name
    }

    /// Takes a property out.
    public mutating func remove(property name: String) {
        properties.removeAll { Self.split($0).key == name }
    }
}
