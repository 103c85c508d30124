import Foundation
import Terminal
import Testing

/// What a canvas is to look like: a text file in `Snapshots`, compared whole.
///
/// With `GAZE_RECORD_SNAPSHOTS=1` in the environment the files are written instead, and the tests fail for having done so.
enum Snapshot {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Snapshots")

    /// Compares a canvas with the file of a name.
    ///
    /// - Parameter roles: the roles whose cells are listed below the picture, because there they matter.
    static func check(
        _ canvas: Canvas, _ name: String, roles: Set<Role> = [], sourceLocation: SourceLocation
    ) throws {
        let charset = canvas.glyphs.charset == .ascii ? ".ascii" : ""
        let file = folder.appending(
            path: "\(name).\(canvas.size.columns)x\(canvas.size.rows)\(charset).txt")
        let text = text(of: canvas, roles: roles)
        if ProcessInfo.processInfo.environment["GAZE_RECORD_SNAPSHOTS"] == "1" {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
            Issue.record(
                "Recorded \(file.lastPathComponent): look at it, then run again without GAZE_RECORD_SNAPSHOTS.",
                sourceLocation: sourceLocation)
            return
        }
        guard let wanted = try? String(contentsOf: file, encoding: .utf8) else {
            Issue.record(
                "There is no \(file.lastPathComponent); GAZE_RECORD_SNAPSHOTS=1 records it:\n\(text)",
                sourceLocation: sourceLocation)
            return
        }
        guard text != wanted else { return }
        Issue.record(
            "\(file.lastPathComponent) differs. It says:\n\(wanted)\nand this was drawn:\n\(text)",
            sourceLocation: sourceLocation)
    }

    /// The picture of a snapshot, without what is said of its roles.
    static func picture(_ name: String) throws -> String {
        let text = try String(contentsOf: folder.appending(path: "\(name).txt"), encoding: .utf8)
        return text.components(separatedBy: "\n\n== ")[0].trimmingCharacters(in: .newlines)
    }

    /// The names of all files, without size and ending.
    static func names() throws -> Set<String> {
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))
        return Set(files.compactMap { $0.split(separator: ".").first.map(String.init) })
    }

    private static func text(of canvas: Canvas, roles: Set<Role>) -> String {
        var text = canvas.lines.joined(separator: "\n") + "\n"
        let cursor = canvas.cursor.map { "cursor \($0.row):\($0.column)" }
        let parts = (roles.isEmpty ? [] : [cursor].compactMap(\.self) + runs(of: roles, on: canvas))
        if !parts.isEmpty { text += "\n== roles, by row:column\n" + parts.joined(separator: "\n") + "\n" }
        return text
    }

    /// The stretches of cells in these roles: place, role and text.
    private static func runs(of roles: Set<Role>, on canvas: Canvas) -> [String] {
        (0..<canvas.size.rows).flatMap { row in
            var runs: [(column: Int, role: Role, text: String)] = []
            for column in 0..<canvas.size.columns {
                let cell = canvas[row, column]
                let role = cell.isSelected && roles.contains(.selection) ? .selection : cell.role
                guard roles.contains(role) else { continue }
                let character = cell.isContinuation ? "" : String(cell.character)
                if let last = runs.last, last.role == role, last.column + last.text.count == column {
                    runs[runs.count - 1].text += character
                } else {
                    runs.append((column, role, character))
                }
            }
            return runs.map { "\(row):\($0.column) \($0.role.rawValue) “\($0.text)”" }
        }
    }
}

extension Stage {
    /// Compares the screen at these sizes with the snapshots of a name.
    func expect(
        _ name: String, _ sizes: [Size] = [.home, .wide], charset: Charset = .utf8, roles: Set<Role> = [],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        for size in sizes {
            try Snapshot.check(draw(size, charset: charset), name, roles: roles, sourceLocation: sourceLocation)
        }
    }
}
