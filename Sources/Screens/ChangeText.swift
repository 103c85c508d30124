import Terminal
import ViewModels
import Widgets

/// How far a change of many images is, in words.
@MainActor
struct ChangeText {
    let run: ChangeRun
    let glyphs: Glyphs

    /// How many are through, and how.
    var summary: String {
        let counts = run.counts
        var parts = ["\(Format.count(counts.done)) done"]
        if counts.needless > 0 { parts.append("\(Format.count(counts.needless)) not needed") }
        if counts.refused > 0 { parts.append("\(Format.count(counts.refused)) refused") }
        if counts.left > 0 { parts.append("\(Format.count(counts.left)) left") }
        return parts.joined(separator: ", ")
    }

    /// What has become of an image, for a row.
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

    /// Why an image was refused, in the service's words where it has some.
    private static func reason(_ explanation: Explanation) -> String {
        let status = explanation.status.map { " (\($0))" } ?? ""
        let words = explanation.serverMessage.isEmpty ? explanation.reason : explanation.serverMessage
        return "refused\(status): \(words)"
    }
}

extension ChangeText {
    /// A change of many images that goes on beside the screen, in a line.
    ///
    /// - Parameter key: what shows it; nil where no key does.
    static func line(_ run: ChangeRun, key: String?) -> String {
        let count = "\(Format.count(run.finishedCount)) of \(Format.count(run.items.count))"
        return "\(run.words.capitalisedFirst): \(count)" + (key.map { "; \($0) shows it" } ?? "")
    }
}
