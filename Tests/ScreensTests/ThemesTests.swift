import Synchronization
import Terminal
import Testing

@testable import Screens

/// The themes, each seen as the bar goes over it.
@Suite(.timeLimit(.minutes(10))) @MainActor struct ThemesTests {
    private func stage() async throws -> Stage {
        let stage = Stage()
        try await stage.wait(for: "There are no images")
        stage.press(.character("t"))
        try await stage.wait(for: "themes")
        return stage
    }

    @Test("the bar begins on the theme that is shown, beside one of everything that has a colour")
    func list() async throws {
        let stage = try await stage()
        try stage.expect("themes", [.home, .wide, .small], roles: [.selection, .standIn])
        try stage.expect("themes", [.home], charset: .ascii)
    }

    @Test("where there are no files of themes, that is said, and how to come by some")
    func none() async throws {
        let stage = Stage(themes: [])
        try await stage.wait(for: "There are no images")
        stage.press(.character("t"))
        try await stage.wait(for: "no themes")
        #expect(stage.text().contains("No files of themes were found.") && stage.text().contains("share/gaze/themes"))
        #expect(stage.press(.down) == nil)
        stage.press(.escape, .character(":"))
        stage.type("theme ")
        try await stage.wait(for: "No files of themes were found.")
    }

    @Test("the theme under the bar is shown at once")
    func preview() async throws {
        let stage = try await stage()
        #expect(stage.press(.down) == .theme(Theme.samples[1]))
        #expect(stage.press(.up) == .theme(Theme.samples[0]))
    }

    @Test("looking at the themes shows no other, where the one that is shown has no file, or another in it")
    func looked() async throws {
        for name in ["elsewhere", Theme.samples[1].name] {
            let shelf = ThemeShelf(current: Theme(name: name, styles: [:])) {
                Theme.samples.map { ThemeShelf.Entry(name: $0.name, theme: .success($0)) }
            }
            let screen = ThemesScreen(shelf)
            while shelf.isLoading { await Task.yield() }
            for _ in 0..<2 {
                guard case .handled = screen.advance() else {
                    Issue.record("another theme is shown")
                    return
                }
            }
            guard case .effect(.theme) = screen.handle(.down) else {
                Issue.record("the theme under the bar is not shown")
                return
            }
        }
    }

    @Test("the bar stays on its theme when others come before it, and the theme is shown anew where it is another then")
    func reloaded() async throws {
        let (one, two) = (Theme.samples[0], Theme.samples[1])
        let files = Mutex([(one.name, one), (two.name, two)])
        let shelf = ThemeShelf(current: two) {
            files.withLock { $0.map { ThemeShelf.Entry(name: $0.0, theme: .success($0.1)) } }
        }
        func settle(_ screen: ThemesScreen) async -> Response {
            while shelf.isLoading { await Task.yield() }
            return screen.advance()
        }
        let screen = ThemesScreen(shelf)
        _ = await settle(screen)
        files.withLock { $0.insert(("a first", one), at: 0) }
        _ = screen.handle(.control("r"))
        if case .handled = await settle(screen) {} else { Issue.record("another theme is shown") }
        if case .closing(.effect(.keepTheme(let theme))) = screen.handle(.enter) { #expect(theme == two) }
        // Its file has become another.
        files.withLock { $0[2].1 = one }
        _ = screen.handle(.control("r"))
        guard case .effect(.theme(let theme)) = await settle(screen) else {
            Issue.record("what its file says now is not shown")
            return
        }
        #expect(theme == one)
    }

    @Test("enter takes it, and the way back leads to the one before", arguments: [true, false])
    func end(takes: Bool) async throws {
        let stage = try await stage()
        stage.press(.down)
        #expect(
            stage.press(takes ? .enter : .escape) == (takes ? .keepTheme(Theme.samples[1]) : .theme(Theme.samples[0])))
        #expect(stage.text().contains("There are no images"))
    }

    @Test("a file that cannot be used says in which line it is wrong, and is not taken")
    func wrong() async throws {
        let stage = try await stage()
        #expect(stage.press(.end) == nil)
        try stage.expect("themes-wrong", [.home, .small], roles: [.warning, .error])
        #expect(stage.press(.enter) == nil)
        #expect(stage.text().contains("▸ Themes"))
    }
}

extension Theme {
    /// Two themes, by their names in order.
    nonisolated static let samples = [
        Theme(name: "dark", styles: [.title: Style(foreground: .palette(81))]),
        Theme(name: "light", styles: [.title: Style(foreground: .palette(25))]),
    ]
}
