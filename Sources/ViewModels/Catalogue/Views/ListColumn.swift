import Foundation
package import ImageModel

/// A column that the user has chosen for the list of images.
package struct ListColumn: Hashable, Sendable {
    /// The attribute or property to show.
    package var attribute: ImageAttribute
    /// The width in cells; nil for the default.
    package var width: Int?

    /// The valid widths, in cells.
    package static let widths = 3...200

    /// Creates a column.
    package init(_ attribute: ImageAttribute, width: Int? = nil) {
        self.attribute = attribute
        self.width = width
    }

    /// Creates a column from a name, which may be one of the filters' short names for an attribute.
    package init(named name: String, width: Int? = nil) {
        self.init(ImageAttribute(typed: name), width: width)
    }

    /// Parses a line that `text` has written.
    init?(text: String) {
        let words = text.split(separator: " ")
        guard let name = words.first.map(String.init), words.count <= 2 else { return nil }
        let width = words.count == 2 ? Int(words[1]) : nil
        guard words.count == 1 || width.map(Self.widths.contains) == true else { return nil }
        self.init(ImageAttribute(rawValue: name.removingPercentEncoding ?? name), width: width)
    }

    /// The column as a line: its name, and its width unless that is the default. A name that contains whitespace or `%` is
    /// percent-encoded.
    var text: String {
        let name = attribute.rawValue
        let isPlain = !name.contains { $0.isWhitespace || $0 == "%" }
        let written = isPlain ? name : name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? name
        return written + (width.map { " \($0)" } ?? "")
    }

    /// The attributes that lists include, without properties, in the order of reading.
    package static let attributes = ImageAttribute.base.filter { ![.selfLink, .file, .schema].contains($0) }

    /// Parses stored columns, one per line; nil if the text has none.
    package static func columns(in text: String) -> [ListColumn]? {
        let columns = text.split(separator: "\n").compactMap { ListColumn(text: String($0)) }
        return columns.isEmpty ? nil : columns
    }

    /// Returns the text that stores columns; empty for the default ones.
    package static func text(of columns: [ListColumn]?) -> String {
        (columns ?? []).map(\.text).joined(separator: "\n")
    }
}
