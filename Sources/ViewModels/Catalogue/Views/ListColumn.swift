import Foundation
public import ImageModel

/// A column that a person has chosen for the list of images.
public struct ListColumn: Hashable, Sendable {
    /// What it shows: an attribute, or a property.
    public var attribute: ImageAttribute
    /// Its width in cells; nil for the usual one.
    public var width: Int?

    /// The widths that a column may have.
    public static let widths = 3...200

    /// A column.
    public init(_ attribute: ImageAttribute, width: Int? = nil) {
        self.attribute = attribute
        self.width = width
    }

    /// The column that a name means; some attributes have shorter names than the API's.
    public init(named name: String, width: Int? = nil) {
        self.init(ImageAttribute(typed: name), width: width)
    }

    /// Reads what `text` has written.
    init?(text: String) {
        let words = text.split(separator: " ")
        guard let name = words.first.map(String.init), words.count <= 2 else { return nil }
        let width = words.count == 2 ? Int(words[1]) : nil
        guard words.count == 1 || width.map(Self.widths.contains) == true else { return nil }
        self.init(ImageAttribute(rawValue: name.removingPercentEncoding ?? name), width: width)
    }

    /// It on a line: its name, and its width where that is not the usual one. A property may have any name: blanks in it are
    /// written as in an address.
    var text: String {
        let name = attribute.rawValue
        let isPlain = !name.contains { $0.isWhitespace || $0 == "%" }
        let written = isPlain ? name : name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? name
        return written + (width.map { " \($0)" } ?? "")
    }

    /// The attributes that a list tells, besides properties, in the order in which a person reads them.
    public static let attributes = ImageAttribute.base.filter { ![.selfLink, .file, .schema].contains($0) }

    /// Columns as a file keeps them, one on a line; nil for a text that has none.
    public static func columns(in text: String) -> [ListColumn]? {
        let columns = text.split(separator: "\n").compactMap { ListColumn(text: String($0)) }
        return columns.isEmpty ? nil : columns
    }

    /// The text that keeps columns; empty for the usual ones.
    public static func text(of columns: [ListColumn]?) -> String {
        (columns ?? []).map(\.text).joined(separator: "\n")
    }
}
