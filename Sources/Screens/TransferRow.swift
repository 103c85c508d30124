import ViewModels

/// The subject of a row of the transfers. The cases are in the order of the rows.
@MainActor
enum TransferRow {
    /// A transfer to a cloud by this gaze.
    case own(TransferModel)
    /// A download by this gaze.
    case download(DownloadModel)
    /// A transfer that is running in another gaze.
    case running(TransferNote)
    /// A transfer that was cut off because its gaze ended, or that did not succeed.
    case cutOff(CutOff)
    /// A transfer of another run of gaze that has ended.
    case ended(JournalEntry)

    /// The identity of the row.
    var id: AnyHashable {
        switch self {
        case .own(let transfer): ObjectIdentifier(transfer)
        case .download(let download): ObjectIdentifier(download)
        case .running(let note): note.id
        case .cutOff(let cutOff): cutOff.id
        case .ended(let entry): entry.id
        }
    }

    /// The id of the transferred image. It stays the same when a row is replaced by another about the same transfer.
    var image: String {
        switch self {
        case .own(let transfer): transfer.imageID
        case .download(let download): download.imageID
        case .running(let note): note.id
        case .cutOff(let cutOff): cutOff.id.image
        case .ended(let entry): entry.image
        }
    }
}
