package import Terminal
package import ViewModels

/// The state of a download in words, shared by the transfers, the status line and the command line.
@MainActor
package struct DownloadText: TransferWords {
    let download: DownloadModel
    /// The shapes to draw with.
    package let glyphs: Glyphs
    /// The key names for hints; nil if there are no keys to name.
    package let keys: KeyNames?

    /// Creates the words for a download.
    ///
    /// - Parameters:
    ///   - download: The download to describe.
    ///   - glyphs: The shapes to draw with.
    ///   - keys: The key names for hints; nil if there are no keys to name.
    package init(download: DownloadModel, glyphs: Glyphs, keys: KeyNames? = nil) {
        self.download = download
        self.glyphs = glyphs
        self.keys = keys
    }

    /// The transfer that is described.
    package var transfer: any Transfer { download }

    /// A sentence, and the role that colours it.
    package var sentence: (String, Role) {
        switch download.state {
        case .waiting: ("Waiting for its turn: others come in.", .text)
        case .held:
            ("Paused after \(moved); what has arrived is kept." + press(.holdTransfer, "to go on"), .warning)
        case .asking: ("Reading the record.", .text)
        case .checking: ("Reading again what is there already: \(moved).", .text)
        case .receiving:
            ([percent, moved, rate, timeLeft].compactMap(\.self).joined(separator: "   "), .text)
        case .resuming: ("Cut off after \(moved); trying to resume from there.", .warning)
        case .finishing: ("\(moved) came; bringing it to the disk.", .text)
        case .saved(let verdict): ("\(glyphs.check) Saved: \(verdict).", .success)
        case .failed: ("Failed after \(moved).", .error)
        case .cancelled:
            (
                "Cancelled after \(moved)."
                    + (download.mayRetry ? " What has arrived is kept." + press(.retryTransfer, "to go on") : ""),
                .warning
            )
        }
    }

    /// A shape with a word or two, for a column.
    package var short: (String, Role) {
        switch download.state {
        case .waiting: ("\(glyphs.empty) waiting", .dim)
        case .held: ("\(glyphs.empty) held", .warning)
        case .asking: ("\(glyphs.half) asking", .statusInTransit)
        case .checking: ("\(glyphs.half) checking", .statusInTransit)
        case .receiving: ("\(glyphs.half) got \(percent ?? Format.bytes(download.bytesMoved))", .statusInTransit)
        case .resuming: ("\(glyphs.half) resuming", .warning)
        case .finishing: ("\(glyphs.half) finishing", .statusInTransit)
        case .saved: ("\(glyphs.check) saved", .success)
        case .failed: ("! failed", .error)
        case .cancelled: ("\(glyphs.barred) cancelled", .warning)
        }
    }

    /// Whether there is a meaningful rate at the moment.
    package var hasRate: Bool { download.state == .receiving }
}
