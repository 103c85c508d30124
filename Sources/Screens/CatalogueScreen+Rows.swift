import Foundation
import ImageModel
import Terminal
import ViewModels
import Widgets

/// The content of the list's rows.
extension CatalogueScreen {
    /// Returns the cells of an image's row. A change made by others is shown as a sign in the first visible column.
    ///
    /// - Parameter inSight: The indices of the visible columns.
    func cells(
        _ columns: [CatalogueColumn], _ inSight: [Int], of image: Image, _ glyphs: Glyphs, _ now: Date
    ) -> [Table.Cell] {
        let mark = catalogue.mark(of: image.id)
        let isStatusInSight = inSight.contains { columns[$0].attribute == .status }
        return columns.enumerated().map { place, column in
            let isStatus = column.attribute == .status
            let cell = (isStatus ? status(of: image, glyphs) : nil) ?? column.cell(image, glyphs, now)
            guard place == inSight.first else { return cell }
            return cell.marked(mark, saysGone: isStatusInSight, glyphs)
        }
    }

    /// Returns what this gaze is doing with an image, or that the image is gone; nil if there is neither to report.
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
    /// Returns the cell with a sign for what others have just done to the image.
    ///
    /// - Parameter saysGone: Whether another cell says that the image is gone.
    fileprivate func marked(_ mark: CatalogueMark?, saysGone: Bool, _ glyphs: Glyphs) -> Table.Cell {
        switch mark {
        case .changed: with(glyphs.changed)
        case .new: with("+")
        case .unfit: with("-")
        case .gone where !saysGone: with(glyphs.cross)
        case .gone, nil: self
        }
    }
}
