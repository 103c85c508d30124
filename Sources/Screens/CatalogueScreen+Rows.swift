import Foundation
import ImageModel
import Terminal
import ViewModels
import Widgets

/// What the list's rows say.
extension CatalogueScreen {
    /// What a row says of an image. What others have done is a sign in the first column in sight, whichever that is.
    ///
    /// - Parameter inSight: the columns that there is room for, by their places.
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
    ///
    /// - Parameter saysGone: whether another cell says that the image is gone.
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
