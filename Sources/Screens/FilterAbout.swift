import Terminal
import ViewModels
import Widgets

/// What is said of the list's filter below the rows: how it is divided between the service and gaze, and how far that is.
@MainActor
struct FilterAbout {
    let catalogue: CatalogueModel
    /// The line, while one types.
    let line: FilterLine?
    /// What a filter that is typed means.
    let context: FilterContext

    /// Rows that it takes, its rule included.
    var rows: Int { line != nil ? 3 : catalogue.filter.isEmpty ? 0 : 2 }

    func draw(into canvas: inout Canvas, in rect: Rect) {
        canvas.rule(rect)
        let (top, rest) = rect.inset(columns: 1).split(top: 1).rest.split(top: 1)
        if let line {
            let (text, role) = words(of: line)
            let said = TextLayout.truncated(text, to: rest.columns, glyphs: canvas.glyphs)
            canvas.write(said, row: rest.row, column: rest.column, role: role)
            line.draw(into: &canvas, in: top)
        } else {
            // How far it is has room before anything else.
            let glyphs = canvas.glyphs
            let progress = progress(glyphs)
            let room = top.columns - TextLayout.columns(of: progress, charset: glyphs.charset)
            let words = TextLayout.truncated("/ " + Self.division(catalogue.request), to: room, glyphs: glyphs)
            let used = canvas.write(words, row: top.row, column: top.column, role: .key)
            canvas.write(progress, row: top.row, column: top.column + used, role: .dim, limit: top.columns - used)
        }
    }

    /// What is wrong with what is typed, or what will be done with it.
    private func words(of line: FilterLine) -> (String, Role) {
        do throws(FilterProblem) {
            let request = try FilterRequest(ImageFilter(line.text), context)
            let kept = Format.count(catalogue.keptCount)
            let narrowed = "\(Format.count(catalogue.images.count)) of \(kept) loaded"
            return request.filter.isEmpty
                ? ("Words are looked for in names, ids and tags. tab completes, up recalls.", .dim)
                : ("\(narrowed); enter: \(Self.division(request))", .dim)
        } catch {
            return ("! \(error)", .error)
        }
    }

    /// How much has been read to find what is matched here.
    private func progress(_ glyphs: Glyphs) -> String {
        guard !catalogue.request.isWhole else { return "" }
        var words = " among \(Format.count(catalogue.readCount)) read"
        if catalogue.isPaused {
            words += "; down looks on"
        } else if catalogue.isLoading {
            words += "\(glyphs.ellipsis) (esc stops)"
        }
        return words
    }

    private static func division(_ request: FilterRequest) -> String {
        var parts: [String] = []
        if !request.asked.isEmpty { parts.append("cloud: " + request.asked.joined(separator: " ")) }
        if !request.matchedHere.isEmpty { parts.append("here: " + request.matchedHere.joined(separator: " ")) }
        return parts.joined(separator: "; ")
    }
}
