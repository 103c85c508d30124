import ViewModels

/// What a row of the transfers is about, in the order of the rows.
@MainActor
enum TransferRow {
    /// A transfer of this gaze.
    case own(TransferModel)
    /// An image that this gaze saves to a file.
    case download(DownloadModel)
    /// One that another gaze is doing.
    case running(TransferNote)
    /// One whose gaze has ended before it had.
    case cutOff(CutOff)
    /// One that ended while nobody watched.
    case ended(JournalEntry)

    /// What tells it from all others.
    var id: AnyHashable {
        switch self {
        case .own(let transfer): ObjectIdentifier(transfer)
        case .download(let download): ObjectIdentifier(download)
        case .running(let note): note.id
        case .cutOff(let cutOff): cutOff.id
        case .ended(let entry): entry.id
        }
    }

    /// The id of the image whose data it is: the same for what comes of it.
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
