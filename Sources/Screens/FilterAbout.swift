import Foundation
import Terminal
import ViewModels
import Widgets

/// The lines about the list's filter below the rows: how it is divided between the service and gaze, and how far reading has
/// come; while it is being edited, what is wrong with it.
@MainActor
struct FilterAbout {
    let catalogue: CatalogueModel
    /// The filter line, while it is being edited.
    var line: FilterLine?
    /// What the terms of an edited filter are relative to.
    let context: FilterContext
    /// The key bindings in use.
    let keys: KeyTable

    /// A text and the role it is drawn in.
    typealias Words = (text: String, role: Role)

    /// Returns the number of rows that it takes, including its rule.
    func rows(columns: Int, _ glyphs: Glyphs) -> Int {
        guard line != nil || !catalogue.filter.isEmpty else { return 0 }
        return 2 + said(columns: columns - 2, glyphs).count
    }

    func draw(into canvas: inout Canvas, in rect: Rect) {
        canvas.rule(rect)
        let (top, rest) = rect.inset(columns: 1).split(top: 1).rest.split(top: 1)
        let glyphs = canvas.glyphs
        for (offset, said) in said(columns: rest.columns, glyphs).enumerated() where offset < rest.rows {
            said.draw(into: &canvas, row: rest.row + offset, in: rest)
        }
        if let line {
            line.draw(into: &canvas, in: top)
        } else {
            // The progress takes precedence over the words.
            let progress = progress(glyphs)
            let room = top.columns - TextLayout.columns(of: progress, charset: glyphs.charset)
            let words = "/ " + Self.division(catalogue.request, columns: room - 2, glyphs)
            let used = canvas.write(words, row: top.row, column: top.column, role: .key, limit: room)
            canvas.write(progress, row: top.row, column: top.column + used, role: .dim, limit: top.columns - used)
        }
    }

    /// Returns the text below the filter line: one line, or two for an error, a likely mistake, or a filter's division.
    private func said(columns: Int, _ glyphs: Glyphs) -> [StyledLine] {
        guard let said = line.map({ words(of: $0.text) }) ?? doubt(catalogue.filter) else { return [] }
        return Self.lines(said, columns: columns, glyphs)
    }

    /// Returns a text as one line, or as two if it does not fit and is an error, a likely mistake, or a filter's division.
    static func lines(_ words: Words, columns: Int, _ glyphs: Glyphs) -> [StyledLine] {
        let (text, role) = words
        let charset = glyphs.charset
        guard TextLayout.columns(of: text, charset: charset) > columns else { return [StyledLine(text, role: role)] }
        if role == .dim, let here = text.range(of: between) {
            return [String(text[..<here.lowerBound]) + ";", String(text[here.lowerBound...].dropFirst(2))]
                .map { StyledLine(TextLayout.truncated($0, to: columns, glyphs: glyphs), role: role) }
        }
        guard role != .dim else {
            return [StyledLine(TextLayout.truncated(text, to: columns, glyphs: glyphs), role: role)]
        }
        var lines = TextLayout.wrapped(text, columns: columns, charset: charset)
        if lines.count > 2 { lines = [lines[0], lines[1...].joined(separator: " ")] }
        return lines.map { StyledLine(TextLayout.truncated($0, to: columns, glyphs: glyphs), role: role) }
    }

    /// Returns what is wrong with the text of the filter line, or else what the filter will do.
    private func words(of text: String) -> Words {
        words(of: text) { request in
            let kept = Format.count(catalogue.keptCount)
            let narrowed = "\(Format.count(catalogue.images.count)) of \(kept) loaded"
            return request.filter.isEmpty
                ? "Words are looked for in names, ids and tags. \(helps)"
                : "\(narrowed); \(apply): \(Self.division(request))"
        }
    }

    /// Returns what is wrong with the text of a filter, or a likely mistake in it; otherwise the given words about its request.
    func words(of text: String, whereGood words: (FilterRequest) -> String) -> Words {
        do throws(FilterProblem) {
            let request = try FilterRequest(ImageFilter(text), context)
            if let doubt = doubt(request.filter, isUnfinished: true) { return doubt }
            return (words(request), .dim)
        } catch {
            return ("! \(error)", .error)
        }
    }

    /// Returns a likely mistake in a filter; nil if there is none.
    private func doubt(_ filter: ImageFilter, isUnfinished: Bool = false) -> Words? {
        filter.doubts(catalogue.seen, isUnfinished: isUnfinished).first.map { ("? \($0)", .warning) }
    }

    private var helps: String {
        let keys = KeyNames(keys, in: .listFilter)
        return [
            keys[.completeFilter].map { "\($0) completes" }, keys[.olderFilter].map { "\($0) recalls" },
        ].compactMap(\.self).joined(separator: ", ") + "."
    }

    private var apply: String { keys.name(of: .applyFilter, in: .listFilter) ?? "then" }

    /// Returns how many images have been read to find those that gaze itself matches.
    private func progress(_ glyphs: Glyphs) -> String {
        guard !catalogue.request.isWhole else { return "" }
        var words = " among \(Format.count(catalogue.readCount)) read"
        if catalogue.isPaused {
            words += keys.name(of: .moveDown, in: .list).map { "; \($0) looks on" } ?? ""
        } else if catalogue.isLoading {
            words += String(glyphs.ellipsis) + (keys.name(of: .stopReading, in: .list).map { " (\($0) stops)" } ?? "")
        }
        return words
    }

    /// Returns which words of a filter the cloud answers, and which gaze matches itself.
    static func division(_ request: FilterRequest) -> String { parts(of: request).joined(separator: "; ") }

    /// Returns the same, shortened so that a part of both is shown.
    private static func division(_ request: FilterRequest, columns: Int, _ glyphs: Glyphs) -> String {
        let parts = parts(of: request)
        let whole = parts.joined(separator: "; ")
        guard parts.count == 2, TextLayout.columns(of: whole, charset: glyphs.charset) > columns else {
            return TextLayout.truncated(whole, to: columns, glyphs: glyphs)
        }
        let wanted = parts.map { TextLayout.columns(of: $0, charset: glyphs.charset) }
        let last = min(wanted[1], max((columns - 2) / 2, columns - 2 - wanted[0]))
        return TextLayout.truncated(parts[0], to: columns - 2 - last, glyphs: glyphs) + "; "
            + TextLayout.truncated(parts[1], to: last, glyphs: glyphs)
    }

    private static func parts(of request: FilterRequest) -> [String] {
        var parts: [String] = []
        if !request.asked.isEmpty { parts.append("cloud: " + request.asked.joined(separator: " ")) }
        if !request.matchedHere.isEmpty { parts.append(here + request.matchedHere.joined(separator: " ")) }
        return parts
    }

    private static let here = "here: "
    private static let between = "; " + here
}
