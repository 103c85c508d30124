import Terminal
import ViewModels

/// The words about errors in a person's own files.
struct ComplaintText {
    /// Complaints that make gaze read-only come first; otherwise in the order in which they were found.
    private let complaints: [FileComplaint]

    init(_ complaints: [FileComplaint]) {
        self.complaints = complaints.filter(\.holdsBack) + complaints.filter { !$0.holdsBack }
    }

    /// One line for the list, which has little room; nil if nothing is wrong.
    var remark: String? {
        guard let first = complaints.first else { return nil }
        let file = first.path.split(separator: "/").last.map(String.init) ?? first.path
        var lines: [String] = []
        for complaint in complaints where complaint.path == first.path {
            guard let number = complaint.line.map(String.init), !lines.contains(number) else { continue }
            lines.append(number)
        }
        var words = lines.prefix(Self.shown).joined(separator: ", ")
        if first.holdsBack, let line = lines.first { words = line + " (read-only)" + words.dropFirst(line.count) }
        if lines.count > Self.shown { words += " and \(lines.count - Self.shown) more" }
        return switch lines.count {
        case 0: "\(file) cannot be used; :\(PaletteCommand.config) says why."
        case 1: "\(file), line \(words) is wrong; :\(PaletteCommand.config) says why."
        default: "\(file): lines \(words) are wrong; see :\(PaletteCommand.config)."
        }
    }

    /// How many line numbers are named where there is little room.
    private static let shown = 2

    /// All complaints in full.
    var paragraphs: [(text: String, role: Role)] {
        guard !complaints.isEmpty else { return [("Nothing is wrong with config.yaml.", .text)] }
        return complaints.flatMap { [($0.description, $0.holdsBack ? Role.error : .text), ("", .text)] }
            + [("What is wrong does not count, and the rest does.", .dim)]
    }
}
