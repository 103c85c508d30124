import ImageModel
import Terminal
import ViewModels
import Widgets

/// The cloud's description of the property that is being typed in the form.
@MainActor
struct PropertyGuide {
    let guidance: GuidanceModel
    /// The property at the cursor, as typed so far.
    let text: String
    /// The names of the form's keys.
    let keys: KeyNames

    /// Whether there is a property to describe, not only properties in general.
    var isSpecific: Bool { !text.isEmpty }

    /// Returns the names that begin with the typed text, or the property's meaning and the objections to its value.
    func lines(_ columns: Int, rows: Int, _ glyphs: Glyphs) -> [StyledLine] {
        let words = PropertyText(
            guidance: guidance, columns: columns, glyphs: glyphs, isPair: text.contains("="))
        guard isSpecific else { return [StyledLine()] + overview(columns, glyphs) }
        let (name, value) = Draft.split(text)
        guard !text.contains("="), guidance.definitions(of: name).isEmpty else {
            return words.shortLines(of: name, value: value)
        }
        let found = guidance.names.filter { $0.hasPrefix(name) }
        guard !found.isEmpty else { return words.shortLines(of: name, value: value) }
        let shown = found.count > rows - 1 ? found.prefix(max(1, rows - 1)) : found[...]
        let more = found.count - shown.count
        func width(_ text: String) -> Int { TextLayout.columns(of: text, charset: glyphs.charset) }
        let nameColumns = min(columns * 2 / 3, (shown.map(width).max() ?? 0) + 2)
        return shown.map { name in
            let cut = TextLayout.truncated(name, to: nameColumns - 1, glyphs: glyphs)
            let padding = String(repeating: " ", count: max(1, nameColumns - width(cut)))
            return StyledLine([
                .init(cut + padding, role: .label),
                .init(guidance.definition(of: name)?.title ?? "", role: .dim),
            ])
        } + [StyledLine(below(more), role: .dim)]
    }

    /// Returns the line below the matching names.
    private func below(_ more: Int) -> String {
        [keys[.nextField].map { "\($0) completes" }, more > 0 ? "\(more) more begin so" : nil].compactMap(\.self)
            .joined(separator: "; ")
    }

    /// Returns the state of the definitions.
    private func overview(_ columns: Int, _ glyphs: Glyphs) -> [StyledLine] {
        let text =
            guidance.isLoading
            ? "Reading what the cloud says of properties\(glyphs.ellipsis)"
            : guidance.absence ?? guidance.failure.map { "\($0.headline)." }
                ?? "This cloud describes \(guidance.names.count) properties."
                + keys.press(.showProperties, "to see them")
                + (keys[.nextField].map { " \($0) completes their names." } ?? "")
        return TextLayout.wrapped(text, columns: columns, charset: glyphs.charset).map {
            StyledLine($0, role: .dim)
        }
    }
}
