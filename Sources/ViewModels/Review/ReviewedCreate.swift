import ImageModel

/// The subject of a review: a request for a record, and how its data is to follow.
struct ReviewedCreate {
    /// The record.
    let image: NewImage
    /// How the data is transferred; nil for a record without data.
    let plan: TransferPlan?
    /// The hash that the data must have; nil if none is given.
    var checksum: Checksum?
    /// Whether data is named that cannot be transferred, so that there is no plan for it.
    var isDataHeld = false

    /// The requests that gaze sends, in order.
    var requests: [ImageRequest] { [.create(image)] + (plan?.requests(on: image.id) ?? []) }
}
