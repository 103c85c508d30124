import ImageModel
import Terminal
import ViewModels
import Widgets

/// The pane beside the list of properties, with the meaning of the selected row.
@MainActor
struct PropertyPane {
    let guidance: GuidanceModel
    let draft: Draft
    /// Whether the list shows the results of a search.
    let isFound: Bool
    let columns: Int
    let glyphs: Glyphs
    let keys: KeyNames

    /// Returns the title of a section.
    static func title(of section: PropertyRow.Section, _ guidance: GuidanceModel) -> String {
        switch section {
        case .draft: "Set on this image"
        case .namespace(let name): guidance.namespaces.first { $0.name == name }?.shownTitle ?? name
        }
    }

    /// Returns the lines for a row, or for a list without rows.
    func lines(of row: PropertyRow?) -> [StyledLine] {
        switch row {
        case nil:
            return isFound ? wrapped("No property has these words in its name, its title or its meaning.") : []
        case .section(.draft, let count, _, _)?: return draftLines(count)
        case .section(.namespace(let name), let count, let set, _)?: return namespaceLines(name, count, set)
        case .object(let name, let section)?: return objectLines(name, section)
        case .property(let name, let section, let value)?:
            return PropertyText(guidance: guidance, columns: columns, glyphs: glyphs).lines(
                of: name, value: value, in: section)
        }
    }

    private func wrapped(_ text: String, role: Role = .text) -> [StyledLine] {
        TextLayout.wrapped(text, columns: columns, charset: glyphs.charset).map { StyledLine($0, role: role) }
    }

    private var addOne: String { keys.press(.addProperty, "to add one that is not described") }

    private func draftLines(_ count: Int) -> [StyledLine] {
        var lines = wrapped(Self.title(of: .draft, guidance), role: .heading)
        lines += wrapped(
            count == 0 ? "Nothing yet." : count == 1 ? "1 property is set." : "\(count) properties are set.")
        lines += guidance.warnings(about: draft).flatMap { wrapped("\(glyphs.warning) \($0)", role: .warning) }
        lines.append(StyledLine())
        if guidance.isLoading {
            lines += wrapped("What the cloud says of properties is being read.", role: .dim)
        } else if let absence = guidance.absence {
            lines += wrapped(absence, role: .warning)
            lines += wrapped("Any property can be set all the same." + addOne)
        } else if guidance.names.isEmpty {
            lines += wrapped(
                "What the cloud says of properties is not known." + keys.press(.refresh, "to read it again"),
                role: .warning)
            lines += wrapped("Any property can be set all the same." + addOne)
        } else {
            lines += wrapped(
                "Below is what the cloud describes, by subject."
                    + keys.press(.setValue, "to open a subject, or to set a property")
                    + keys.press(.search, "to search all of them") + addOne)
        }
        return lines
    }

    private func namespaceLines(_ name: String, _ count: Int, _ set: Int) -> [StyledLine] {
        guard let namespace = guidance.namespaces.first(where: { $0.name == name }) else { return [] }
        var lines = wrapped(namespace.shownTitle, role: .heading)
        if namespace.shownTitle != name { lines += wrapped(name, role: .code) }
        var words = count == 1 ? "1 property" : "\(count) properties"
        if isFound { words += " found" }
        if set > 0 { words += ", \(set) set" }
        if let prefix = namespace.prefix, !prefix.isEmpty { words += "; the names begin with \(prefix)" }
        lines += wrapped(words + ".", role: .dim) + [StyledLine()]
        return lines + wrapped(namespace.description ?? "")
    }

    private func objectLines(_ name: String, _ section: PropertyRow.Section) -> [StyledLine] {
        guard case .namespace(let namespace) = section,
            let object = guidance.namespaces.first(where: { $0.name == namespace })?.objects.first(where: {
                $0.name == name
            })
        else { return [] }
        return wrapped(name, role: .heading) + [StyledLine()] + wrapped(object.description ?? "")
    }
}
