import Foundation
import Testing

@testable import Terminal

/// What eyes need of the themes that gaze comes with: enough contrast, and statuses that stay apart without one of the
/// eye's colours.
@Suite("Contrast of the themes") struct ThemeContrastTests {
    /// Red, green and blue from 0 to 1, linear in light.
    private typealias Light = [Double]

    private func theme(_ name: String) throws -> Theme { try ThemeTests().theme(name) }

    /// The light of a colour; the terminal's own is white on black, or black on white for what is made for light grounds.
    private func light(_ colour: Colour, isForeground: Bool, _ name: String) -> Light {
        guard case .palette(let index) = colour else {
            return Array(repeating: isForeground == (name == "light") ? 0 : 1, count: 3)
        }
        // Source: sRGB, IEC 61966-2-1.
        return Colour.components(of: index).map { component in
            let value = Double(component) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
    }

    /// The contrast of two lights, from 1 to 21. Source: WCAG 2.2, contrast ratio.
    private func contrast(_ one: Light, _ other: Light) -> Double {
        func luminance(_ light: Light) -> Double { zip([0.2126, 0.7152, 0.0722], light).map(*).reduce(0, +) + 0.05 }
        let both = [luminance(one), luminance(other)].sorted()
        return both[1] / both[0]
    }

    /// The least contrast of a role: WCAG's for text, for large or inactive text, and none for what only decorates.
    private func wanted(_ role: Role) -> Double {
        switch role {
        case .border, .progressTrack: 1.3
        case .dim, .placeholder, .suggestion: 3
        default: 4.5
        }
    }

    @Test(
        "text can be read on its ground, under the bar too", arguments: ThemeTests.names.filter { $0 != "terminal" })
    func readable(name: String) throws {
        let theme = try theme(name)
        for role in Role.allCases {
            // Nothing that only decorates is ever under the bar.
            for isSelected in wanted(role) < 3 ? [false] : [false, true] {
                let style = theme.style(of: role, isSelected: isSelected)
                let ratio = contrast(
                    light(style.foreground, isForeground: true, name),
                    light(style.background, isForeground: false, name))
                // Under the bar a text keeps its colour, if it can; there it is one row, and large to the eye.
                let least = !isSelected ? wanted(role) : wanted(role) < 4.5 ? 1.3 : 3
                #expect(ratio >= least, "\(role) in \(name), under the bar: \(isSelected), has \(ratio)")
            }
        }
    }

    /// How eyes see that lack a kind of cones.
    ///
    /// Source: Machado, Oliveira and Fernandes, “A Physiologically-based Model for Simulation of Color Vision Deficiency”
    /// (2009), severity 1.0; for linear light.
    enum Deficiency: CaseIterable {
        case protanopia, deuteranopia, tritanopia

        var rows: [[Double]] {
            switch self {
            case .protanopia:
                [
                    [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998],
                ]
            case .deuteranopia:
                [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
            case .tritanopia:
                [
                    [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900],
                ]
            }
        }

        var theme: String { self == .tritanopia ? "colour-blind-blue-yellow" : "colour-blind-red-green" }
    }

    /// The colour in CIELAB, whose distances are those that an eye sees.
    private func lab(_ light: Light) -> [Double] {
        func part(_ row: [Double], _ white: Double) -> Double {
            let value = zip(row, light).map(*).reduce(0, +) / white
            return value > 0.008856 ? cbrt(value) : 7.787 * value + 16.0 / 116
        }
        let x = part([0.4124564, 0.3575761, 0.1804375], 0.95047)
        let y = part([0.2126729, 0.7151522, 0.0721750], 1)
        let z = part([0.0193339, 0.1191920, 0.9503041], 1.08883)
        return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
    }

    @Test("who lacks a colour tells every status from every other", arguments: Deficiency.allCases)
    func colourBlind(deficiency: Deficiency) throws {
        let theme = try theme(deficiency.theme)
        let roles: [Role] = [.statusActive, .statusInTransit, .statusKilled, .statusDeactivated, .statusQueued]
        let seen = roles.map { role in
            let light = light(theme.style(of: role).foreground, isForeground: true, theme.name)
            return lab(deficiency.rows.map { min(1, max(0, zip($0, light).map(*).reduce(0, +))) })
        }
        for one in roles.indices {
            for other in roles.indices where other > one {
                let distance = zip(seen[one], seen[other]).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
                // 2.3 is the least that is seen at all; what stands far apart has to be told at a glance.
                #expect(distance >= 20, "\(roles[one]) and \(roles[other]) are \(distance) apart")
            }
        }
    }
}
