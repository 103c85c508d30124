import ImageModel

/// The Image API's rules for creating an image, checked while the user types.
///
/// Sources: `GET /v2/schemas/image`, `ImageLimits`, and Glance's answers to each violation.
struct DraftRules {
    /// The cloud's schema; nil if it is not known yet.
    let schema: ImageSchema?

    /// Returns the problems that prevent sending, by field, in words for the user.
    func problems(of draft: Draft) -> [DraftField: String] {
        var problems: [DraftField: String] = [:]
        problems[.name] = name(draft.name)
        problems[.id] = id(draft.id)
        problems[.diskFormat] = choice(draft.diskFormat, .diskFormat)
        problems[.containerFormat] = choice(draft.containerFormat, .containerFormat)
        problems[.visibility] = choice(draft.visibility, .visibility)
        problems[.tags] = tags(draft.tags)
        problems[.minDisk] = number(draft.minDisk, unit: "GB")
        problems[.minRAM] = number(draft.minRAM, unit: "MB")
        problems[.properties] = properties(draft.properties)
        problems[.checksum] = checksum(draft)
        if !draft.data.isEmpty {
            // Glance answers 400 to data for an image without formats.
            if draft.diskFormat == nil { problems[.diskFormat] = "Data needs a disk format: choose one." }
            if draft.containerFormat == nil {
                problems[.containerFormat] = "Data needs a container format: choose one."
            }
        }
        return problems
    }

    private func checksum(_ draft: Draft) -> String? {
        guard !draft.checksum.isEmpty else { return nil }
        guard !draft.data.isEmpty else { return "A checksum needs data: name the data, or leave it empty." }
        // Problems with a list are known only when it has been read.
        if ChecksumList(draft.checksum) != nil { return nil }
        do throws(ChecksumProblem) {
            _ = try Checksum(draft.checksum)
            return nil
        } catch {
            return error.description
        }
    }

    private func name(_ name: String) -> String? {
        let limit = schema?[.name]?.maxLength ?? ImageLimits.nameLength
        let length = name.unicodeScalars.count
        if length > limit { return "A name has at most \(limit) characters; this one has \(length)." }
        return Self.outside(name, of: "a name")
    }

    /// Returns Glance's objection to characters that its database cannot store.
    private static func outside(_ text: String, of what: String) -> String? {
        text.unicodeScalars.first { $0.value > ImageLimits.lastScalar }.map {
            "Glance refuses \($0) in \(what), as every character of 4 bytes."
        }
    }

    private func id(_ id: String) -> String? {
        if id.isEmpty || ImageLimits.isImageID(id) { return nil }
        return "An id is a UUID: 8-4-4-4-12 hexadecimal digits. Leave it empty to get one."
    }

    private func choice(_ value: String?, _ attribute: ImageAttribute) -> String? {
        guard let value, let choices = schema?[attribute]?.choices, !choices.contains(value) else { return nil }
        return "This cloud does not offer \(value)."
    }

    private func tags(_ tags: [String]) -> String? {
        if tags.count > ImageLimits.tagCount {
            return "An image has at most \(ImageLimits.tagCount) tags; there are \(tags.count)."
        }
        if let long = tags.first(where: { $0.unicodeScalars.count > ImageLimits.tagLength }) {
            return "A tag has at most \(ImageLimits.tagLength) characters; \(long.prefix(12))… has "
                + "\(long.unicodeScalars.count)."
        }
        if let refusal = tags.lazy.compactMap({ Self.outside($0, of: "a tag") }).first { return refusal }
        return Self.twin(in: tags).map { "The tag \($0) is there twice." }
    }

    private func number(_ text: String, unit: String) -> String? {
        if text.isEmpty { return nil }
        if let number = Int(text), ImageLimits.minimumRange.contains(number), text.allSatisfy(\.isASCIIDigit) {
            return nil
        }
        return "A whole number of \(unit) from 0 to \(ImageLimits.minimumRange.upperBound)."
    }

    private func properties(_ properties: [String]) -> String? {
        if properties.count > ImageLimits.propertyCount {
            return "An image has at most \(ImageLimits.propertyCount) properties; there are \(properties.count)."
        }
        if let problem = properties.lazy.compactMap(problem(ofProperty:)).first { return problem }
        return Self.twin(in: properties.map { Draft.split($0).key }).map { "The property \($0) is there twice." }
    }

    /// Returns the problem that prevents sending a property as typed.
    func problem(ofProperty text: String) -> String? {
        let (key, value) = Draft.split(text)
        let attribute = ImageAttribute(rawValue: key)
        if !text.contains("=") { return "A property is key=value; \(key) has no “=”." }
        if key.isEmpty { return "A property needs a key before the “=”." }
        if key.unicodeScalars.count > ImageLimits.propertyKeyLength {
            return "A property's key has at most \(ImageLimits.propertyKeyLength) characters."
        }
        if ImageAttribute.creatable.contains(attribute) { return "\(key) has a field of its own in this form." }
        if ImageAttribute.readOnly.contains(attribute) || schema?[attribute]?.isReadOnly == true {
            return "Only the service sets \(key)."
        }
        if attribute.isReserved { return "The service keeps the name \(key) for itself." }
        return Self.outside(key, of: "a property's key") ?? Self.outside(value, of: "a property's value")
    }

    private static func twin(in texts: [String]) -> String? {
        var seen: Set<String> = []
        return texts.first { !seen.insert($0).inserted }
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
