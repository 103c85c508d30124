/// Finds out which transfers have ended since they were looked at last.
@MainActor
struct TransferEnds<Model: Transfer> {
    /// Those that were over when they were looked at last.
    private var known: Set<ObjectIdentifier> = []

    /// The end that a person is to be told of: the last one, but no failure is hidden by what works out after it. What they
    /// have called off themselves is none.
    ///
    /// - Parameter news: what they have not seen yet; nil where there is nothing.
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
