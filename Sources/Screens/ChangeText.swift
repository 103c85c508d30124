import Terminal
import ViewModels
import Widgets

/// The progress of a change of many images, in words.
@MainActor
struct ChangeText {
    let run: ChangeRun
    let glyphs: Glyphs

    /// How many images have which result.
    var summary: String {
        let counts = run.counts
        var parts = ["\(Format.count(counts.done)) done"]
        if counts.needless > 0 { parts.append("\(Format.count(counts.needless)) not needed") }
        if counts.refused > 0 { parts.append("\(Format.count(counts.refused)) refused") }
        if counts.left > 0 { parts.append("\(Format.count(counts.left)) left") }
        return parts.joined(separator: ", ")
    }

    /// Returns the result for an image, as a cell of its row.
    func result(of item: ChangeRun.Item) -> Table.Cell {
        switch item.state {
        case .waiting: Table.Cell("\(glyphs.empty) waiting", role: .dim)
        case .running: Table.Cell("\(glyphs.half) under way", role: .statusInTransit)
        case .done(let note): Table.Cell("\(glyphs.check) done" + (note.map { ": \($0)" } ?? ""), role: .success)
        case .needless(let reason): Table.Cell("\(glyphs.check) not needed: \(reason)", role: .dim)
        case .refused(let explanation): Table.Cell("\(glyphs.cross) \(Self.reason(explanation))", role: .error)
        case .left: Table.Cell("\(glyphs.barred) left as it is", role: .warning)
        }
    }

    /// Returns why an image was refused, in the service's words if it gave any.
    private static func reason(_ explanation: Explanation) -> String {
        let status = explanation.status.map { " (\($0))" } ?? ""
        let words = explanation.serverMessage.isEmpty ? explanation.reason : explanation.serverMessage
        return "refused\(status): \(words)"
    }
}

extension ChangeText {
    /// Returns one line about a change of many images that runs in the background.
    ///
    /// - Parameter key: The key that shows the change; nil if there is none.
    static func line(_ run: ChangeRun, key: String?) -> String {
        let count = "\(Format.count(run.finishedCount)) of \(Format.count(run.items.count))"
        return "\(run.words.capitalisedFirst): \(count)" + (key.map { "; \($0) shows it" } ?? "")
    }
}
