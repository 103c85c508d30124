import Foundation

extension APIError {
    /// The attribute that the server's message is about, so that the cursor can go there; nil if it names none.
    ///
    /// Glance names the attribute in several ways, each of which is tested against the answers of the running service:
    /// - `Provided object does not match schema 'image': … On instance['tags'][0]: …` and
    ///   `Failed validating 'enum' in schema['properties']['disk_format']`
    /// - `Invalid value '-1' for parameter 'min_disk': Cannot be a negative value`
    /// - `'min_disk' value out of range, must not exceed 2147483647.`
    /// - `Attribute 'status' is read-only.`, `Attribute 'locations' is reserved.`
    /// - `Name can't contain 4 byte unicode characters.`, which may differ from the attribute's key in case;
    ///   `Property names can't …`; and `Param values can't …`, which refers to tags
    /// - prose that mentions its subject: `Image ID … already exists!`, `… number of allowed image tags …`
    package var namedAttribute: ImageAttribute? {
        for marker in Self.markers {
            guard let start = message.range(of: marker) else { continue }
            let name = message[start.upperBound...].prefix { $0 != marker.last }
            if !name.isEmpty { return ImageAttribute(rawValue: String(name)) }
        }
        if let end = message.range(of: "' value out of range") {
            let name = message[..<end.lowerBound].split(separator: "'", omittingEmptySubsequences: false).last ?? ""
            if !name.isEmpty { return ImageAttribute(rawValue: String(name)) }
        }
        if let end = message.range(of: " can't contain 4 byte unicode") {
            let name = message[..<end.lowerBound].split(whereSeparator: \.isNewline).last?.lowercased() ?? ""
            switch name {
            case "": break
            case "property names": return "properties"
            case "param values": return .tags
            default: return ImageAttribute(rawValue: name)
            }
        }
        let prose = message.lowercased()
        return Self.prose.first { prose.contains($0.phrase) }?.attribute
    }

    /// The texts directly before the quoted name, the most specific first.
    private static let markers = [
        "On instance['", "On instance[\"", "schema['properties']['", "for parameter '", "Attribute '", "Property '",
    ]

    private static let prose: [(phrase: String, attribute: ImageAttribute)] = [
        ("image id ", .id), ("image_id", .id), ("uuid", .id),
        ("image tags", .tags), ("tag ", .tags),
        ("image properties", "properties"), ("property ", "properties"),
        ("disk format", .diskFormat), ("disk_format", .diskFormat), ("container format", .containerFormat),
        ("images owned by", .owner), ("publicize", .visibility), ("visibility", .visibility),
    ]
}
