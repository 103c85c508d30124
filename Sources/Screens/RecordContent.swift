import ImageModel
import Terminal
import ViewModels

/// The content of a record's tabs, as rows.
@MainActor
struct RecordContent {
    let record: RecordModel
    let glyphs: Glyphs

    /// Returns the rows of a tab.
    ///
    /// - Parameters:
    ///   - tab: The tab to show.
    ///   - tree: The state of the JSON's folding.
    func entries(of tab: RecordTab, _ tree: JSONTree) -> [RecordEntry] {
        switch tab {
        case .overview:
            let headers = record.headerRows.enumerated().map { index, row in
                Self.entry(row, heading: index == 0 ? "Headers of the answer" : nil)
            }
            return record.rows.map { Self.entry($0, Self.size($0)) } + headers
        case .properties:
            let rows = record.propertyRows
            return rows.isEmpty ? [.note("There are no additional properties.")] : rows.map { Self.entry($0) }
        case .members: return members
        case .tasks: return stores + tasks
        case .json: return tree.rows(of: record.json).map(entry)
        }
    }

    /// - Parameter words: Text shown after the value, but not copied with it.
    private static func entry(
        _ row: RecordModel.Row, _ words: String = "", heading: String? = nil
    ) -> RecordEntry {
        RecordEntry(
            heading: heading, name: row.name, value: row.value + words, role: row.isNull ? .placeholder : .field,
            copy: row.value)
    }

    /// Returns a size in a readable unit in parentheses; an empty text for other rows, and for sizes below 1 KiB.
    private static func size(_ row: RecordModel.Row) -> String {
        guard [ImageAttribute.size, .virtualSize].contains(ImageAttribute(rawValue: row.name)),
            let bytes = Int64(row.value), bytes >= 1024
        else { return "" }
        return " (\(Format.bytes(bytes)))"
    }

    private var members: [RecordEntry] {
        guard let visibility = record.record?.image.visibility else { return [] }
        guard visibility == .shared else {
            return [.note("Only shared images have members. This one is \(visibility.rawValue).")]
        }
        guard let members = record.members.value else { return [reading("members", record.members.failure)] }
        guard !members.isEmpty else { return [.note("The image is offered to no other project.")] }
        return members.map { member in
            let (shape, role): (Character, Role) =
                switch member.status {
                case .accepted: (glyphs.full, .statusActive)
                case .pending: (glyphs.empty, .statusQueued)
                case .rejected: (glyphs.cross, .statusKilled)
                default: (glyphs.half, .text)
                }
            let since = (member.updatedAt ?? member.createdAt).map { "   since \($0.rawValue)" } ?? ""
            return RecordEntry(
                name: member.project, value: "\(shape) \(member.status.rawValue)\(since)", role: role,
                copy: member.project, subject: .member(member.project))
        }
    }

    private var stores: [RecordEntry] {
        let states = record.storeStates
        guard !states.isEmpty else {
            let note: RecordEntry =
                record.stores.value == nil
                ? reading("stores", record.stores.failure)
                : .note("This cloud has a single store, and does not name it.")
            return [.note(note.value, heading: "Stores", role: note.role)]
        }
        return states.enumerated().map { index, store in
            let (words, role): (String, Role) =
                switch store.state {
                case .present: ("\(glyphs.full) has the data", .statusActive)
                case .pending: ("\(glyphs.half) the data is on its way", .statusInTransit)
                case .failed: ("\(glyphs.cross) did not take the data", .statusKilled)
                case nil: ("\(glyphs.empty) has not the data", .statusQueued)
                }
            let description = store.description.map { $0.isEmpty ? "" : "   \($0)" } ?? ""
            return RecordEntry(
                heading: index == 0 ? "Stores" : nil, name: store.id, value: words + description, role: role,
                copy: store.id, subject: .store(store.id, hasData: store.state == .present))
        }
    }

    private var tasks: [RecordEntry] {
        let heading = "Tasks"
        guard let tasks = record.tasks.value else {
            let note = reading("tasks", record.tasks.failure)
            return [.note(note.value, heading: heading, role: note.role)]
        }
        guard !tasks.isEmpty else {
            return [.note("The service has run no tasks on this image lately.", heading: heading)]
        }
        return tasks.enumerated().map { index, task in
            let role: Role =
                switch task.status {
                case "success": .success
                case "failure": .error
                default: .statusInTransit
                }
            let words = [task.status, task.updatedAt?.rawValue ?? "", task.message ?? ""].filter { !$0.isEmpty }
            return RecordEntry(
                heading: index == 0 ? heading : nil, name: task.id, value: words.joined(separator: "   "), role: role,
                copy: [task.id, task.message ?? ""].filter { !$0.isEmpty }.joined(separator: " "))
        }
    }

    private func reading(_ what: String, _ failure: Explanation?) -> RecordEntry {
        failure == nil
            ? .note("Reading the \(what)\(glyphs.ellipsis)") : .note("The \(what) are not known.", role: .warning)
    }

    private func entry(_ row: JSONTree.Row) -> RecordEntry {
        let mark = row.isOpening ? String(row.isFolded ? glyphs.folded : glyphs.unfolded) : " "
        return RecordEntry(
            value: "\(mark) \(row.text)", role: .code, copy: row.value.string ?? row.value.text(pretty: true),
            indent: 2 * row.depth)
    }
}
