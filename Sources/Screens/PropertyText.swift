import ImageModel
import Terminal
import ViewModels
import Widgets

/// The cloud's description of a property as lines: its title, its possible values, and its meaning.
@MainActor
struct PropertyText {
    let guidance: GuidanceModel
    let columns: Int
    let glyphs: Glyphs
    /// Whether the property is typed with a value, so that it can be sent.
    var isPair = true

    /// Returns the full description, for a pane of its own.
    ///
    /// - Parameters:
    ///   - name: The name of the property.
    ///   - value: Its value; nil if it is not set.
    ///   - section: The namespace whose definition is used if several have one.
    func lines(of name: String, value: String?, in section: PropertyRow.Section) -> [StyledLine] {
        let definition = guidance.definition(of: name, in: section)
        var lines: [StyledLine] = []
        if let title = definition?.title, !title.isEmpty { lines += wrapped(title, role: .heading) }
        lines += wrapped(name, role: .code)
        if let value { lines += self.value(value, of: name) }
        lines.append(StyledLine())
        guard let definition else { return lines + unknown }
        lines += rules(of: definition, chosen: value, valueLines: 6)
        if let description = definition.description { lines += [StyledLine()] + wrapped(description) }
        let describing = guidance.namespaces(describing: name).map(\.shownTitle)
        if describing.count > 1 || section == .draft {
            lines += [StyledLine()] + wrapped("Described in: " + describing.joined(separator: ", "), role: .dim)
        }
        return lines
    }

    /// Returns the most useful part of the description, for a few lines.
    func shortLines(of name: String, value: String) -> [StyledLine] {
        var lines: [StyledLine] = []
        if let warning = guidance.warning(about: name, value), !value.isEmpty {
            lines += wrapped("\(glyphs.warning) \(warning)", role: .warning)
        }
        guard let definition = guidance.definition(of: name) else { return unknown }
        let title = definition.title.flatMap { $0.isEmpty ? nil : $0 } ?? name
        lines += wrapped(title, role: .heading)
        lines += rules(of: definition, chosen: value, valueLines: 2)
        if let description = definition.description { lines += wrapped(description) }
        return lines
    }

    private var unknown: [StyledLine] {
        guard !guidance.isLoading else { return wrapped("The cloud's definitions are being read.", role: .dim) }
        let sent = isPair ? " It is sent as it is." : ""
        return wrapped("The cloud describes no property of this name.\(sent)", role: .dim)
    }

    private func wrapped(_ text: String, role: Role = .text) -> [StyledLine] {
        TextLayout.wrapped(text, columns: columns, charset: glyphs.charset).map { StyledLine($0, role: role) }
    }

    private func value(_ value: String, of name: String) -> [StyledLine] {
        guard let warning = guidance.warning(about: name, value) else {
            return wrapped("\(glyphs.full) \(value.isEmpty ? "set, and empty" : value)", role: .success)
        }
        return wrapped("\(glyphs.warning) \(warning)", role: .warning)
    }

    /// Returns the possible values, and the default.
    private func rules(of definition: MetadefProperty, chosen: String?, valueLines: Int) -> [StyledLine] {
        var lines = wrapped(definition.typeWords + (definition.values.isEmpty ? "" : ":"), role: .label)
        if !definition.values.isEmpty {
            let values = TextLayout.wrapped(
                definition.values.joined(separator: "  "), columns: columns - 2, charset: glyphs.charset)
            let hasMore = values.count > valueLines
            lines += values.prefix(hasMore ? valueLines - 1 : valueLines).map { StyledLine("  " + $0, role: .field) }
            if hasMore { lines += wrapped("  \(glyphs.ellipsis) \(definition.values.count) in all", role: .dim) }
        }
        if let standard = definition.defaultValue {
            lines.append(StyledLine([.init("default ", role: .label), .init(standard, role: .field)]))
        }
        if let pattern = definition.pattern { lines += wrapped("like \(pattern)", role: .label) }
        if !definition.operators.isEmpty {
            lines += wrapped("several with \(definition.operators.joined(separator: " or "))", role: .label)
        }
        return lines
    }
}

extension MetadefProperty {
    /// The type of the value and its limits, in words.
    var typeWords: String {
        var words =
            switch type {
            case .string: choices.isEmpty ? "text" : "one of"
            case .integer: "whole number"
            case .number: "number"
            case .boolean: "one of"
            case .array: choices.isEmpty ? "list, with commas between" : "list, with commas between, of"
            case .object: "JSON object"
            }
        switch (minimum, maximum) {
        case (let least?, let most?): words += " from \(least) to \(most)"
        case (let least?, nil): words += " from \(least) on"
        case (nil, let most?): words += " up to \(most)"
        case (nil, nil): break
        }
        switch (minLength, maxLength) {
        case (let least?, let most?): words += " of \(least) to \(most) characters"
        case (let least?, nil): words += " of at least \(least) characters"
        case (nil, let most?): words += " of at most \(most) characters"
        case (nil, nil): break
        }
        if isReadOnly { words = "read-only " + words }
        return (isRequired ? "required, " : "") + words
    }
}
