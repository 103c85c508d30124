import Testing

@testable import Terminal

@Suite("A canvas as a picture") struct CanvasPictureTests {
    private static let theme = Theme(
        name: "test",
        styles: [
            .text: Style(), .title: Style(foreground: .palette(231)),
            .error: Style(foreground: .palette(196), attributes: [.bold, .underline]),
            .selection: Style(foreground: .palette(231), background: .palette(24)),
            .button: Style(attributes: [.reverse, .dim]),
        ])

    private func svg(columns: Int = 12, _ draw: (inout Canvas) -> Void) -> String {
        var canvas = Canvas(size: Size(rows: 2, columns: columns), charset: .utf8)
        draw(&canvas)
        return CanvasPicture(canvas, theme: Self.theme).svg(title: "a <b>")
    }

    @Test("text is text, in its role's colours and in its cells")
    func text() {
        let svg = svg { canvas in
            canvas.write("  a&b  c d ", row: 0, column: 0, role: .error)
            canvas.write("日x", row: 1, column: 0)
        }
        #expect(svg.contains(#"<title id="title">a &lt;b&gt;</title>"#))
        #expect(svg.contains(".error { fill: #ff0000; font-weight: bold; text-decoration: underline; }"))
        #expect(
            svg.contains(
                #"<text class="error" x="16.8" y="13.5" textLength="25.2" lengthAdjust="spacingAndGlyphs">a&amp;b</text>"#
            ))
        #expect(
            svg.contains(
                #"<text class="error" x="58.8" y="13.5" textLength="25.2" lengthAdjust="spacingAndGlyphs">c d</text>"#))
        #expect(svg.contains(#"textLength="16.8" lengthAdjust="spacingAndGlyphs">日</text>"#))
        #expect(
            svg.contains(
                #"<text class="text" x="16.8" y="31.5" textLength="8.4" lengthAdjust="spacingAndGlyphs">x</text>"#))
    }

    @Test("the bar has its ground, and what is reversed has its colours exchanged")
    func grounds() {
        let svg = svg { canvas in
            canvas.selectionBar(Rect(row: 0, column: 0, rows: 1, columns: 12))
            canvas.write("ok", row: 1, column: 2, role: .button)
        }
        #expect(svg.contains(##"<rect fill="#005f87" x="0" y="0" width="100.8" height="18"/>"##))
        #expect(svg.contains(##"<rect fill="#d4d8dc" x="16.8" y="18" width="16.8" height="18"/>"##))
        #expect(svg.contains(".button { fill: #15181c; opacity: 0.6; }"))
        #expect(svg.contains(#"<rect class="selection-selected" x="0" y="0" width="4.2" height="18"/>"#))
    }

    @Test(
        "lines and bars are shapes that fill their cells",
        arguments: ["─", "│", "┊", "┌", "┐", "└", "┘", "█", "░", "▕", "▏"])
    func shapes(character: Character) {
        let svg = svg { $0.write(String(character), row: 0, column: 0) }
        #expect(!svg.contains(String(character)) && !svg.contains("<text"))
        #expect(svg.contains(#"<path class="text" d="M"#) != svg.contains(#"<rect class="text" "#))
    }

    @Test("the ground is that which the theme is for")
    func lightGround() {
        let light = Theme(name: "light", styles: [.text: Style(), .title: Style(foreground: .palette(18))])
        let own = Theme(name: "own", styles: [.text: Style(foreground: .palette(231), background: .palette(17))])
        #expect(light.isForLightGround && !Self.theme.isForLightGround && !Theme.plain.isForLightGround)
        let canvas = Canvas(size: Size(rows: 1, columns: 1), charset: .utf8)
        #expect(CanvasPicture(canvas, theme: light).svg(title: "").contains(##"rx="6" fill="#ffffff""##))
        #expect(CanvasPicture(canvas, theme: own).svg(title: "").contains(##"rx="6" fill="#00005f""##))
    }
}
