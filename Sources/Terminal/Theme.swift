/// Colours and attributes for every role.
public struct Theme: Hashable, Sendable {
    /// What a person calls it: the name of its file.
    public let name: String
    private let styles: [Role: Style]

    /// A theme of these styles. A role that it does not mention looks like `.text`.
    public init(name: String, styles: [Role: Style]) {
        self.name = name
        self.styles = styles
    }

    /// How a role looks; under the bar, with the bar's background. A colour that was chosen for a background of its own is
    /// not kept there: yellow on black must not become yellow on yellow.
    public func style(of role: Role, isSelected: Bool = false) -> Style {
        let style = styles[role] ?? styles[.text] ?? Style()
        guard isSelected, let bar = styles[.selection] else { return style }
        let isKept = style.foreground != .standard && style.background == .standard && role != .text
        return Style(
            foreground: isKept ? style.foreground : bar.foreground, background: bar.background,
            attributes: bar.attributes.union(style.attributes),
            monochromeAttributes: (bar.monochromeAttributes ?? bar.attributes).union(
                style.monochromeAttributes ?? style.attributes))
    }

    /// What gaze looks like where no theme file can be found: the terminal's own colours, and attributes.
    public static let plain = Theme(
        name: "plain",
        styles: [
            .title: Style(attributes: .bold), .heading: Style(attributes: .bold), .key: Style(attributes: .bold),
            .selection: Style(attributes: .reverse), .fieldFocused: Style(attributes: .underline),
            .labelFocused: Style(attributes: .bold), .error: Style(attributes: .bold),
            .warning: Style(attributes: .bold), .buttonFocused: Style(attributes: .reverse),
            .standIn: Style(attributes: .reverse), .suggestion: Style(attributes: .dim),
            .placeholder: Style(attributes: .dim), .dim: Style(attributes: .dim),
        ])
}
