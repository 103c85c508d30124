import ImageModel

/// A row of the list of properties: those of the draft, and below them all that the cloud defines, by namespace.
package enum PropertyRow: Hashable, Sendable {
    /// A heading, with the number of properties below it, and how many of them the draft has.
    case section(Section, count: Int, set: Int, isOpen: Bool)
    /// A heading within a namespace.
    case object(String, in: Section)
    /// A property, with its value if the draft has one.
    case property(String, in: Section, value: String?)

    /// A part of the list.
    package enum Section: Hashable, Sendable {
        /// The draft's properties.
        case draft
        /// The properties of the namespace with this name.
        case namespace(String)
    }

    /// The identity of a row, independent of what it shows.
    package enum ID: Hashable, Sendable {
        case section(Section)
        case object(String, Section)
        case property(String, Section)
    }

    /// The identity of the row, which stays the same when a value changes or a section opens.
    package var id: ID {
        switch self {
        case .section(let section, _, _, _): .section(section)
        case .object(let name, let section): .object(name, section)
        case .property(let name, let section, _): .property(name, section)
        }
    }

    /// The section that contains the row, or that it heads.
    package var section: Section {
        switch self {
        case .section(let section, _, _, _), .object(_, let section), .property(_, let section, _): section
        }
    }

    /// The property's name; nil for a heading.
    package var name: String? {
        guard case .property(let name, _, _) = self else { return nil }
        return name
    }

    /// Returns the rows to show.
    ///
    /// - Parameters:
    ///   - guidance: The cloud's definitions.
    ///   - draft: The draft.
    ///   - open: The sections that show their properties. A search opens all of them.
    ///   - search: Words that must all occur in a property's name, title or description, or in its namespace's title; empty for
    ///     every property.
    @MainActor
    package static func rows(
        _ guidance: GuidanceModel, _ draft: Draft, open: Set<Section>, search: String
    ) -> [PropertyRow] {
        let words = search.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
        var rows: [PropertyRow] = []
        var values: [String: String] = [:]
        for (name, value) in draft.namedProperties where values[name] == nil { values[name] = value }
        func add(_ section: Section, _ groups: [(object: String?, names: [String])]) {
            let names = groups.flatMap(\.names)
            let isOpen = open.contains(section) || !words.isEmpty
            rows.append(
                .section(section, count: names.count, set: names.count { values[$0] != nil }, isOpen: isOpen))
            guard isOpen else { return }
            for group in groups where !group.names.isEmpty {
                if let object = group.object { rows.append(.object(object, in: section)) }
                rows += group.names.map { .property($0, in: section, value: values[$0]) }
            }
        }
        var seen: Set<String> = []
        let own = draft.namedProperties.map(\.name).filter { name in
            seen.insert(name).inserted
                && words.allSatisfy { word in
                    name.lowercased().contains(word) || values[name]?.lowercased().contains(word) == true
                        || guidance.definitions(of: name).contains { $0.mentions(word) }
                }
        }
        if words.isEmpty || !own.isEmpty { add(.draft, [(nil, own)]) }
        for namespace in guidance.namespaces {
            let title = namespace.shownTitle.lowercased()
            func found(_ properties: [MetadefProperty]) -> [String] {
                properties.filter { property in
                    words.allSatisfy { title.contains($0) || property.mentions($0) }
                }.map(\.name)
            }
            let groups =
                [(nil, found(namespace.properties))] + namespace.objects.map { ($0.name, found($0.properties)) }
            if groups.contains(where: { !$0.1.isEmpty }) { add(.namespace(namespace.name), groups) }
        }
        return rows
    }
}

extension MetadefProperty {
    /// Whether a lowercase word occurs in the name, the title or the description.
    fileprivate func mentions(_ word: String) -> Bool {
        [name, title, description].contains { $0?.lowercased().contains(word) == true }
    }
}
