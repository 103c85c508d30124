import Foundation
import ImageModel
import Terminal
import ViewModels
import Widgets

/// A column of the list of images.
struct CatalogueColumn: Sendable {
    /// The attribute or property that the column shows.
    let attribute: ImageAttribute
    let title: String
    /// The width, in cells. For the first column it is a minimum unless a person has chosen it.
    var columns: Int
    var isRightAligned = false
    /// Whether a person has chosen the width.
    var isFixed = false
    /// The rank for dropping columns: if there is not room for all, those with the highest number are left out first.
    var priority: Int
    /// The key that the list is ordered by when it is sorted by this column; nil if it cannot be.
    var orderKey: ImageOrder.Key?
    /// Returns the column's cell for an image.
    let cell: @Sendable (_ image: Image, _ glyphs: Glyphs, _ now: Date) -> Table.Cell

    /// The default columns, from left to right.
    static let usual: [CatalogueColumn] = [
        CatalogueColumn(attribute: .name, title: "NAME", columns: 18, priority: 0, orderKey: .name) { image, _, _ in
            // A row is a single line, whatever the name contains.
            image.name.flatMap { $0.isEmpty ? nil : Table.Cell($0) } ?? Table.Cell(image.id, role: .dim)
        },
        CatalogueColumn(attribute: .status, title: "STATUS", columns: 13, priority: 1, orderKey: .status) {
            image, glyphs, _ in
            let look = StatusLook(image.status, glyphs: glyphs)
            return Table.Cell("\(look.shape) \(image.status.rawValue)", role: look.role)
        },
        CatalogueColumn(attribute: .visibility, title: "VISIBILITY", columns: 10, priority: 4) { image, _, _ in
            Table.Cell(image.visibility.rawValue)
        },
        CatalogueColumn(attribute: .diskFormat, title: "DISK", columns: 6, priority: 3, orderKey: .diskFormat) {
            image, glyphs, _ in
            Table.Cell(image.diskFormat ?? String(glyphs.none))
        },
        CatalogueColumn(attribute: .size, title: "SIZE", columns: 9, isRightAligned: true, priority: 2, orderKey: .size)
        {
            image, glyphs, _ in Table.Cell(image.size.map(Format.bytes) ?? String(glyphs.none))
        },
        CatalogueColumn(attribute: .updatedAt, title: "UPDATED", columns: 11, priority: 5, orderKey: .updatedAt) {
            Table.Cell(ago($0.updatedAt, $1, $2), role: .dim)
        },
        CatalogueColumn(attribute: .minDisk, title: "MIN DISK", columns: 8, isRightAligned: true, priority: 6) {
            image, glyphs, _ in
            Table.Cell(minimum(image.minDisk, "GB", glyphs), role: .dim)
        },
        CatalogueColumn(attribute: .minRAM, title: "MIN RAM", columns: 9, isRightAligned: true, priority: 7) {
            image, glyphs, _ in
            Table.Cell(minimum(image.minRAM, "MB", glyphs), role: .dim)
        },
        CatalogueColumn(
            attribute: .containerFormat, title: "CONTAINER", columns: 11, priority: 8, orderKey: .containerFormat
        ) {
            image, glyphs, _ in Table.Cell(image.containerFormat ?? String(glyphs.none), role: .dim)
        },
        CatalogueColumn(attribute: .createdAt, title: "CREATED", columns: 11, priority: 9, orderKey: .createdAt) {
            Table.Cell(ago($0.createdAt, $1, $2), role: .dim)
        },
        CatalogueColumn(attribute: .id, title: "ID", columns: 36, priority: 10, orderKey: .id) { image, _, _ in
            Table.Cell(image.id, role: .dim)
        },
    ]

    /// Returns the columns that a person has chosen, the last of which is dropped first; the default ones for nil.
    static func columns(_ chosen: [ListColumn]?) -> [CatalogueColumn] {
        guard let chosen, !chosen.isEmpty else { return usual }
        return chosen.enumerated().map { place, wanted in
            var column = usual.first { $0.attribute == wanted.attribute } ?? other(wanted.attribute)
            column.columns = wanted.width ?? column.columns
            column.isFixed = wanted.width != nil
            column.priority = place
            return column
        }
    }

    /// Returns a column for any attribute or property.
    static func other(_ attribute: ImageAttribute) -> CatalogueColumn {
        let title = attribute.rawValue.uppercased().replacing("_", with: " ")
        let isSize = attribute == .virtualSize
        return CatalogueColumn(
            attribute: attribute, title: title, columns: isSize ? 12 : widths[attribute] ?? 14,
            isRightAligned: isSize, priority: usual.count
        ) { image, glyphs, _ in
            Table.Cell(image.words(of: attribute) ?? String(glyphs.none), role: .dim)
        }
    }

    /// The default widths of columns that are not shown by default. A hash can be told by its beginning.
    private static let widths: [ImageAttribute: Int] = [
        .owner: 32, .tags: 20, .protected: 9, .hidden: 9, .hashAlgorithm: 12,
    ]

    /// Returns the table's columns for a list in an order. The column that the list is ordered by stays visible as long as
    /// there is room for two.
    static func tableColumns(_ columns: [CatalogueColumn], for order: ImageOrder) -> [Table.Column] {
        columns.map { column in
            let isOrdering = column.orderKey == order.key && order != .newestFirst
            return Table.Column(
                column.title, columns: column.columns, isRightAligned: column.isRightAligned, isFixed: column.isFixed,
                priority: column.priority == 0 ? 0 : isOrdering ? 1 : column.priority + 1)
        }
    }

    private static func ago(_ moment: Timestamp?, _ glyphs: Glyphs, _ now: Date) -> String {
        moment?.date.map { Format.ago($0, now: now) } ?? moment?.rawValue ?? String(glyphs.none)
    }

    /// Returns the words for a minimum; 0 means that there is no requirement.
    private static func minimum(_ value: Int64?, _ unit: String, _ glyphs: Glyphs) -> String {
        value.flatMap { $0 > 0 ? "\($0) \(unit)" : nil } ?? String(glyphs.none)
    }
}
