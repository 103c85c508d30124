import Foundation
import ImageModel
import Terminal
import ViewModels
import Widgets

/// A column of the list of images.
struct CatalogueColumn: Sendable {
    let title: String
    /// Its width; that of the first column at least.
    let columns: Int
    var isRightAligned = false
    /// Where there is not room for all columns, those with the highest number go first.
    let priority: Int
    /// What the list is ordered by, for the rows to be in the order of this column.
    var orderKey: ImageOrder.Key?
    /// What it says of an image.
    let cell: @Sendable (_ image: Image, _ glyphs: Glyphs, _ now: Date) -> Table.Cell

    /// The columns, from left to right.
    static let all: [CatalogueColumn] = [
        CatalogueColumn(title: "NAME", columns: 18, priority: 0, orderKey: .name) { image, _, _ in
            Table.Cell(image.nameOrID, role: image.nameOrID == image.name ? .text : .dim)
        },
        CatalogueColumn(title: "STATUS", columns: 13, priority: 1, orderKey: .status) { image, glyphs, _ in
            let look = StatusLook(image.status, glyphs: glyphs)
            return Table.Cell("\(look.shape) \(image.status.rawValue)", role: look.role)
        },
        CatalogueColumn(title: "VISIBILITY", columns: 10, priority: 4) { image, _, _ in
            Table.Cell(image.visibility.rawValue)
        },
        CatalogueColumn(title: "DISK", columns: 6, priority: 3, orderKey: .diskFormat) { image, glyphs, _ in
            Table.Cell(image.diskFormat ?? String(glyphs.none))
        },
        CatalogueColumn(title: "SIZE", columns: 9, isRightAligned: true, priority: 2, orderKey: .size) {
            image, glyphs, _ in Table.Cell(image.size.map(Format.bytes) ?? String(glyphs.none))
        },
        CatalogueColumn(title: "UPDATED", columns: 11, priority: 5, orderKey: .updatedAt) {
            Table.Cell(ago($0.updatedAt, $1, $2), role: .dim)
        },
        CatalogueColumn(title: "MIN DISK", columns: 8, isRightAligned: true, priority: 6) { image, glyphs, _ in
            Table.Cell(minimum(image.minDisk, "GB", glyphs), role: .dim)
        },
        CatalogueColumn(title: "MIN RAM", columns: 9, isRightAligned: true, priority: 7) { image, glyphs, _ in
            Table.Cell(minimum(image.minRAM, "MB", glyphs), role: .dim)
        },
        CatalogueColumn(title: "CONTAINER", columns: 11, priority: 8, orderKey: .containerFormat) {
            image, glyphs, _ in Table.Cell(image.containerFormat ?? String(glyphs.none), role: .dim)
        },
        CatalogueColumn(title: "CREATED", columns: 11, priority: 9, orderKey: .createdAt) {
            Table.Cell(ago($0.createdAt, $1, $2), role: .dim)
        },
        CatalogueColumn(title: "ID", columns: 36, priority: 10, orderKey: .id) { image, _, _ in
            Table.Cell(image.id, role: .dim)
        },
    ]

    /// The columns of the table, for a list in an order: the column that it is ordered by is in sight as long as there is room
    /// for two.
    static func tableColumns(for order: ImageOrder) -> [Table.Column] {
        all.map { column in
            let isOrdering = column.orderKey == order.key && order != .newestFirst
            return Table.Column(
                column.title, columns: column.columns, isRightAligned: column.isRightAligned,
                priority: column.priority == 0 ? 0 : isOrdering ? 1 : column.priority + 1)
        }
    }

    private static func ago(_ moment: Timestamp?, _ glyphs: Glyphs, _ now: Date) -> String {
        moment?.date.map { Format.ago($0, now: now) } ?? moment?.rawValue ?? String(glyphs.none)
    }

    /// A minimum of 0 asks for nothing.
    private static func minimum(_ value: Int64?, _ unit: String, _ glyphs: Glyphs) -> String {
        value.flatMap { $0 > 0 ? "\($0) \(unit)" : nil } ?? String(glyphs.none)
    }
}
