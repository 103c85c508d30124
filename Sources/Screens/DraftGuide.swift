import ImageModel
import Terminal
import ViewModels
import Widgets

/// The guide to the focused field: its meaning, its choices, and its problems. Its first row may be a rule.
@MainActor
struct DraftGuide {
    let model: any DraftEditing
    /// The draft that names the data; nil if the image has its data already.
    var data: DraftModel?
    let completion: PathCompletion
    /// A warning about the form's content, such as why the draft is not saved; nil if there is none.
    var notKept: String?
    let field: DraftField
    /// The objections of the cloud's metadata definitions to the properties.
    var doubts: [String] = []
    /// The guide to the property at the cursor; nil if another field has the focus.
    var property: PropertyGuide?
    /// The names of the form's keys.
    let keys: KeyNames

    func draw(into canvas: inout Canvas, in rect: Rect) {
        let (title, room) = rect.split(top: 1)
        canvas.write(
            model.refusal == nil ? " \(field.label) " : " The answer ", row: title.row, column: title.column - 1,
            role: .heading)
        let glyphs = canvas.glyphs
        guard !isCompleting else {
            let lines = failure(room.columns, glyphs)
            let list = ChoiceList(completion.choices, count: completion.count)
            let names =
                completion.choices.isEmpty
                ? [StyledLine("Reading the names\(glyphs.ellipsis)", role: .dim)]
                : list.lines(rows: room.rows - lines.count, columns: room.columns, glyphs: glyphs)
            StyledLine.draw(lines + names, into: &canvas, in: room)
            return
        }
        StyledLine.draw(
            lines(columns: room.columns, rows: room.rows, glyphs), into: &canvas, in: room, rest: keys[.help] ?? "")
    }

    /// Returns the whole guide, for the help screen.
    func helpLines(columns: Int, _ glyphs: Glyphs) -> [StyledLine] {
        let heading = model.refusal == nil ? field.label : "The answer"
        return [StyledLine(heading, role: .heading)]
            + lines(columns: columns - 2, rows: .max, glyphs).map { $0.indented(by: 2) }
    }

    /// - Parameter rows: The number of rows available; the choices are shortened to fit.
    private func lines(columns: Int, rows: Int, _ glyphs: Glyphs) -> [StyledLine] {
        var lines = failure(columns, glyphs) + meaning(columns, glyphs)
        lines += choices(columns, rows: rows - lines.count, glyphs)
        lines += property?.lines(columns, rows: rows - lines.count, glyphs) ?? []
        if let cloud = model.guide(to: field).cloud {
            let words = [StyledLine()] + wrapped("The cloud says: \(cloud)", columns, glyphs, role: .dim)
            // The cloud's description is only a supplement to ours, so it goes last and only if there is room.
            if lines.count + words.count <= rows { lines += words }
        }
        return lines
    }

    /// Whether a path is being typed that several names can complete; they are the most important information then.
    private var isCompleting: Bool { data != nil && field == .data && completion.isUnfinished }

    private func wrapped(_ text: String, _ columns: Int, _ glyphs: Glyphs, role: Role = .text) -> [StyledLine] {
        TextLayout.wrapped(text, columns: columns, charset: glyphs.charset).map { StyledLine($0, role: role) }
    }

    /// Returns why the last request was refused or not sent, or else the warning about the form's content.
    private func failure(_ columns: Int, _ glyphs: Glyphs) -> [StyledLine] {
        if let refusal = model.refusal {
            return wrapped("! " + refusal.headline, columns, glyphs, role: .error)
                + wrapped(refusal.reason + " " + refusal.advice, columns, glyphs)
                + [StyledLine(), StyledLine(field.label, role: .heading)]
        }
        if let heldBack = model.heldBack {
            // The problem may be in another field than the focused one.
            let problems = model.problems
            let other = DraftField.allCases.first { $0 != field && problems[$0] == heldBack }
            let of = other.map { "\($0.label): " } ?? ""
            return wrapped("! Not sent yet: \(of)\(heldBack)", columns, glyphs, role: .error) + [StyledLine()]
        }
        if let notKept {
            return wrapped("\(glyphs.warning) \(notKept)", columns, glyphs, role: .warning) + [StyledLine()]
        }
        return []
    }

    private func meaning(_ columns: Int, _ glyphs: Glyphs) -> [StyledLine] {
        var lines: [StyledLine] = []
        if let problem = model.problems[field], problem != model.heldBack || model.refusal != nil {
            lines += wrapped("\(glyphs.warning) \(problem)", columns, glyphs, role: .warning)
        }
        if field == .properties {
            lines += doubts.flatMap { wrapped("\(glyphs.warning) \($0)", columns, glyphs, role: .warning) }
        }
        // Once there is a file, what it contains matters more than the purpose of the field.
        if field == .data, case .ready(let file)? = data?.file {
            lines += findings(columns, glyphs)
            if file.size > 0 {
                lines += wrapped(
                    "\(glyphs.check) \(Format.bytes(file.size)) in \(file.path)", columns, glyphs, role: .success)
            }
        }
        if property?.isSpecific != true { lines += wrapped(model.guide(to: field).ours, columns, glyphs) }
        if field == .data, case .elsewhere(let source)? = data?.file {
            lines += findings(columns, glyphs)
            lines += wrapped("\(glyphs.check) \(Self.words(for: source))", columns, glyphs, role: .success)
            if let unread = data?.unread {
                lines += wrapped("\(glyphs.warning) gaze cannot read it: \(unread)", columns, glyphs, role: .warning)
            }
            if data?.awaitsLook == true {
                lines += wrapped(
                    "It is looked at before it is sent, and fills in what is empty.", columns, glyphs, role: .dim)
            }
        }
        if field == .checksum, let words = data?.checksumWords {
            lines += wrapped("\(glyphs.check) \(words)", columns, glyphs, role: .success)
        }
        if field == .stores, let stores = data?.offer?.stores {
            lines += stores.map { store in
                let note = store.isDefault ? "the cloud's own" : store.isReadOnly ? "read-only" : ""
                let words = [store.description ?? "", note].filter { !$0.isEmpty }.joined(separator: "; ")
                return StyledLine([.init(" \(store.id)  ", role: .label), .init(words, role: .dim)])
            }
        }
        if model.schemaFailure != nil, !model.choices(for: field).isEmpty {
            lines += wrapped(
                "The cloud's own choices could not be read; these are the usual ones.", columns, glyphs, role: .warning)
        }
        return lines
    }

    /// Returns what the file's bytes reveal: its format and use, and any dangers.
    private func findings(_ columns: Int, _ glyphs: Glyphs) -> [StyledLine] {
        guard let data else { return [] }
        var lines = data.warnings.flatMap { warning in
            wrapped(
                "\(glyphs.warning) \(warning.title). \(warning.explanation) \(warning.remedy)", columns, glyphs,
                role: .warning)
        }
        if let findings = data.findings { lines += wrapped(findings, columns, glyphs) }
        let suggested = data.suggestedProperties
        if !suggested.isEmpty {
            let adds = keys[.takeSuggestions].map { "\($0) adds what it says" } ?? "It says"
            lines += wrapped("\(adds): \(suggested.joined(separator: ", "))", columns, glyphs, role: .dim)
        }
        return lines
    }

    private static func words(for source: DataSource) -> String {
        switch source {
        case .file(let path): path
        case .web: "An address of the web."
        case .image(let image): "An image of \(image.words)."
        case .standardInput: "Standard input."
        }
    }

    /// Returns the choices with their meanings: all of them, or those around the chosen one followed by the names of the
    /// others.
    private func choices(_ columns: Int, rows: Int, _ glyphs: Glyphs) -> [StyledLine] {
        let choices = model.choices(for: field)
        guard !choices.isEmpty else { return [] }
        let blocks = choices.map { lines(of: $0, among: choices, columns, glyphs) }
        let all = blocks.flatMap(\.self)
        if all.count <= rows { return all }
        let chosen = choices.firstIndex { $0 == chosenValue } ?? 0
        var shown = chosen..<chosen
        var left = rows - 1
        while true {
            if shown.upperBound < choices.count, blocks[shown.upperBound].count <= left {
                left -= blocks[shown.upperBound].count
                shown = shown.lowerBound..<shown.upperBound + 1
            } else if shown.lowerBound > 0, blocks[shown.lowerBound - 1].count <= left {
                left -= blocks[shown.lowerBound - 1].count
                shown = shown.lowerBound - 1..<shown.upperBound
            } else {
                break
            }
        }
        let others = choices[..<shown.lowerBound] + choices[shown.upperBound...]
        let names = (shown.isEmpty ? "" : "also ") + others.joined(separator: " ")
        return blocks[shown].flatMap(\.self) + [StyledLine(names, role: .label)]
    }

    /// Returns the lines of a choice and its meaning, with a marker if it is the chosen one.
    private func lines(of choice: String, among choices: [String], _ columns: Int, _ glyphs: Glyphs) -> [StyledLine] {
        func width(_ text: String) -> Int { TextLayout.columns(of: text, charset: glyphs.charset) }
        let isChosen = choice == chosenValue
        let nameColumns = (choices.map(width).max() ?? 0) + 1
        let name = choice + String(repeating: " ", count: nameColumns - width(choice))
        let meaning = TextLayout.wrapped(
            model.meaning(of: choice, for: field) ?? "", columns: max(8, columns - nameColumns - 1),
            charset: glyphs.charset)
        return meaning.enumerated().map { index, words in
            let isFirst = index == 0
            return StyledLine([
                .init(isFirst && isChosen ? String(glyphs.selectionBar) : " ", role: .key),
                .init(
                    isFirst ? name : String(repeating: " ", count: nameColumns),
                    role: isChosen ? .labelFocused : .label), .init(words, role: .dim),
            ])
        }
    }

    private var chosenValue: String? {
        switch field {
        case .diskFormat: model.draft.diskFormat
        case .containerFormat: model.draft.containerFormat
        case .visibility: model.draft.visibility
        case .method: model.draft.method
        default: nil
        }
    }
}
