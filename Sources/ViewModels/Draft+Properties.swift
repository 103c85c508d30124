import Foundation

extension Draft {
    /// The properties' names and values, in the order of typing; the value is empty if there is no `=`.
    package var namedProperties: [(name: String, value: String)] {
        properties.map { text in
            let (key, value) = Self.split(text)
            return (key, value)
        }
    }

    /// Returns the value of a property; nil if it is not set.
    package func value(ofProperty name: String) -> String? {
        namedProperties.first { $0.name == name }?.value
    }

    /// Sets a property in its place, or appends it if it is new.
    package mutating func set(property name: String, to value: String) {
        let text = "\(name)=\(value)"
        if let index = namedProperties.firstIndex(where: { $0.name == name }) {
            properties[index] = text
        } else {
            properties.append(text)
        }
    }

    /// Sets a property that is typed as `key=value`.
    ///
    /// - Returns: The property's name.
    @discardableResult
    package mutating func set(property text: String) -> String {
        let (name, value) = Self.split(text)
        set(property: name, to: value.trimmingCharacters(in: .whitespacesAndNewlines))
        return name
    }

    /// Removes a property.
    package mutating func remove(property name: String) {
        properties.removeAll { Self.split($0).key == name }
    }
}
