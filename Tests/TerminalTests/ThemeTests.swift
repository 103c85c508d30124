import Foundation
import Testing

@testable import Terminal

@Suite("Themes")
struct ThemeTests {
    /// The folder of the themes that gaze comes with.
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "themes").path()
    static let names = [
        "amber", "colour-blind-blue-yellow", "colour-blind-red-green", "dark", "gruvbox", "high-contrast", "light",
        "mono",
        "nord", "solarized-dark", "solarized-light", "terminal",
    ]

    func theme(_ name: String) throws -> Theme {
        try ThemeFile(folders: [Self.folder]).theme(named: name)
    }

    @Test("a role that a theme does not mention looks like text, and text like the terminal's own")
    func unmentioned() {
        let text = Style(foreground: .palette(1), background: .palette(2))
        let theme = Theme(name: "x", styles: [.text: text, .title: Style(attributes: .bold)])
        #expect(theme.style(of: .error) == text)
        #expect(theme.style(of: .title) == Style(attributes: .bold))
        #expect(Theme(name: "x", styles: [:]).style(of: .error) == Style())
    }

    @Test("under the bar a colour is kept, on the bar's background, with both attributes")
    func selected() {
        let bar = Style(foreground: .palette(231), background: .palette(24), monochromeAttributes: .reverse)
        let theme = Theme(
            name: "x",
            styles: [
                .selection: bar, .text: Style(foreground: .palette(7)), .statusActive: Style(foreground: .palette(78)),
                .title: Style(attributes: .bold),
            ])
        #expect(
            theme.style(of: .statusActive, isSelected: true)
                == Style(foreground: .palette(78), background: .palette(24), monochromeAttributes: .reverse))
        #expect(theme.style(of: .text, isSelected: true) == bar)
        #expect(
            theme.style(of: .title, isSelected: true)
                == Style(
                    foreground: .palette(231), background: .palette(24), attributes: .bold,
                    monochromeAttributes: [.bold, .reverse]))
    }

    @Test("under the bar a colour that was chosen for another background gives way")
    func ownBackground() {
        let theme = Theme(
            name: "x",
            styles: [
                .selection: Style(foreground: .palette(0), background: .palette(11)),
                .statusInTransit: Style(foreground: .palette(11), background: .palette(0)),
            ])
        #expect(theme.style(of: .statusInTransit, isSelected: true).foreground == .palette(0))
        #expect(theme.style(of: .statusInTransit).foreground == .palette(11))
    }

    @Test("without a style for it, the bar changes nothing")
    func noBar() {
        let theme = Theme(name: "x", styles: [.title: Style(attributes: .bold)])
        #expect(theme.style(of: .title, isSelected: true) == Style(attributes: .bold))
    }

    @Test("the themes that gaze comes with are there")
    func present() {
        #expect(ThemeFile(folders: [Self.folder]).names() == Self.names)
    }

    @Test("each sets apart from text what has to be seen", arguments: names)
    func complete(name: String) throws {
        let theme = try theme(name)
        #expect(theme.name == name)
        let text = theme.style(of: .text)
        let mustDiffer: [Role] = [
            .title, .heading, .labelFocused, .fieldFocused, .suggestion, .placeholder, .key, .selection, .tag, .success,
            .warning,
            .error,
            .standIn, .statusInTransit, .statusKilled, .progressTrack, .buttonFocused, .dim,
        ]
        for role in mustDiffer { #expect(theme.style(of: role) != text, "\(role) looks like text in \(name)") }
        #expect(theme.style(of: .field) != theme.style(of: .fieldFocused))
        #expect(theme.style(of: .suggestion) != theme.style(of: .fieldFocused))
        #expect(theme.style(of: .button) != theme.style(of: .buttonFocused))
        #expect(theme.style(of: .progress) != theme.style(of: .progressTrack))
    }

    @Test("without colours, what has the focus or the bar stands out", arguments: names + ["plain"])
    func monochrome(name: String) throws {
        let theme = name == "plain" ? Theme.plain : try theme(name)
        func attributes(_ role: Role) -> Style.Attributes {
            let style = theme.style(of: role)
            return style.monochromeAttributes ?? style.attributes
        }
        let pairs: [(Role, Role)] = [
            (.selection, .text), (.fieldFocused, .field), (.suggestion, .fieldFocused), (.buttonFocused, .button),
        ]
        for (role, other) in pairs {
            #expect(attributes(role) != attributes(other), "\(role) looks like \(other) in \(name)")
        }
    }

    @Test(
        "every text can be told from its background, whatever colours the terminal has", arguments: names, [8, 16, 256])
    func readable(name: String, count: Int) throws {
        let theme = try theme(name)
        for role in Role.allCases {
            for isSelected in [false, true] {
                let style = theme.style(of: role, isSelected: isSelected)
                let text = style.foreground.reduced(to: count, isForeground: true)
                let background = style.background.reduced(to: count, isForeground: false)
                // The terminal's own background is dark for the dark theme and light for the light one.
                let unreadable: [Colour] =
                    background != .standard
                    ? [background]
                    : name == "dark"
                        ? [.palette(0), .palette(16)] : name == "light" ? [.palette(7), .palette(15)] : []
                #expect(
                    text == .standard || !unreadable.contains(text), "\(role) in \(name), under the bar: \(isSelected)")
            }
        }
    }
}
