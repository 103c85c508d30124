import Foundation
import ImageModel
import Terminal
import ViewModels
import Widgets

/// What the list's rows say.
extension CatalogueScreen {
    /// What a row says of an image.
    func cells(
        _ columns: [CatalogueColumn], of image: Image, _ glyphs: Glyphs, _ now: Date
    ) -> [Table.Cell] {
        let mark = catalogue.mark(of: image.id)
        return columns.map { column in
            switch column.orderKey {
            case .name: column.cell(image, glyphs, now).marked(mark, glyphs)
            case .status: status(of: image, glyphs) ?? column.cell(image, glyphs, now)
            default: column.cell(image, glyphs, now)
            }
        }
    }

    /// What this gaze is doing with an image; nil where it is nothing.
    private func status(of image: Image, _ glyphs: Glyphs) -> Table.Cell? {
        if catalogue.deleting.contains(image.id) {
            return Table.Cell("\(glyphs.half) deleting", role: .statusInTransit)
        }
        guard let transfer = workspace.transfers.last(of: image.id), transfer.isUnderWay else {
            return catalogue.mark(of: image.id) == .gone ? Table.Cell("\(glyphs.cross) gone", role: .warning) : nil
        }
        let (text, role) = TransferText(transfer: transfer, glyphs: glyphs).short
        return Table.Cell(text, role: role)
    }
}

extension Table.Cell {
    /// The same with a sign for what somebody else has done just now.
    fileprivate func marked(_ mark: CatalogueMark?, _ glyphs: Glyphs) -> Table.Cell {
        switch mark {
        case .changed: with(glyphs.changed)
        case .new: with("+")
        case .gone, nil: self
        }
    }
}
