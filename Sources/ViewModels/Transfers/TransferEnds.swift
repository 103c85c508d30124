/// Finds the transfers that have ended since the last check.
@MainActor
struct TransferEnds<Model: Transfer> {
    /// The transfers that had ended at the last check.
    private var known: Set<ObjectIdentifier> = []

    /// Returns the end to report to the user: the latest one, except that a later success does not hide a failure. Transfers
    /// that the user has cancelled are not reported.
    ///
    /// - Parameter news: the end that the user has not seen yet; nil if there is none.
    mutating func latest(in all: [Model], after news: Model?) -> Model? {
        var news = news
        for transfer in all {
            if transfer.isUnderWay {
                known.remove(ObjectIdentifier(transfer))
            } else if known.insert(ObjectIdentifier(transfer)).inserted, !transfer.isCancelled,
                news?.failure == nil || transfer.failure != nil
            {
                news = transfer
            }
        }
        return news
    }
}
