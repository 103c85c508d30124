/// The colours and attributes of all roles.
package struct Theme: Hashable, Sendable {
    /// The name of the theme, which is that of its file.
    package let name: String
    private let styles: [Role: Style]

    /// Creates a theme from styles. Roles without a style look like `.text`.
    package init(name: String, styles: [Role: Style]) {
        self.name = name
        self.styles = styles
    }

    /// Returns the style of a role. In the selection bar, it has the bar's background; a text colour chosen for a background of
    /// its own is then replaced too, as yellow on black must not become yellow on yellow.
    package func style(of role: Role, isSelected: Bool = false) -> Style {
        let style = styles[role] ?? styles[.text] ?? Style()
        guard isSelected, let bar = styles[.selection] else { return style }
        let isKept = style.foreground != .standard && style.background == .standard && role != .text
        return Style(
            foreground: isKept ? style.foreground : bar.foreground, background: bar.background,
            attributes: bar.attributes.union(style.attributes),
            monochromeAttributes: (bar.monochromeAttributes ?? bar.attributes).union(
                style.monochromeAttributes ?? style.attributes))
    }

    /// The theme if no theme files are found: attributes, and the terminal's default colours.
    package static let plain = Theme(
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
