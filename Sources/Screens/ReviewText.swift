import Terminal
import ViewModels
import Widgets

/// The sections of a review as lines of text.
struct ReviewText {
    let parts: [Review.Section]
    let columns: Int
    let charset: Charset

    /// The sections with their headings, separated by empty lines.
    var lines: [StyledLine] {
        let sections = parts.map { section in
            [StyledLine(section.title, role: .heading)] + code(section.code ?? "")
                + section.sentences.flatMap { sentence($0, role: Self.role(of: section.weight)) }
        }
        return Array(sections.joined(separator: [StyledLine()]))
    }

    private static func role(of weight: Review.Section.Weight) -> Role {
        switch weight {
        case .remark: .dim
        case .plain: .text
        case .doubt: .warning
        case .obstacle: .error
        }
    }

    /// Returns a sentence as an item of a list, with its continuation lines indented.
    private func sentence(_ text: String, role: Role) -> [StyledLine] {
        TextLayout.wrapped(text, columns: columns - 2, charset: charset).enumerated().map { index, line in
            StyledLine((index == 0 ? "- " : "  ") + line, role: role)
        }
    }

    private func code(_ text: String) -> [StyledLine] {
        text.isEmpty
            ? [] : TextLayout.wrapped(text, columns: columns, charset: charset).map { StyledLine($0, role: .code) }
    }
}
