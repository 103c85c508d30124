import ImageModel

/// What is reviewed: a request for a record, and how its data is to follow.
struct ReviewedCreate {
    /// The record.
    let image: NewImage
    /// How its data is brought; nil for a record without.
    let plan: TransferPlan?
    /// The hash that the data is to have; nil where none is said.
    var checksum: Checksum?
    /// Whether data is named that cannot be brought, so that there is no plan for it.
    var isDataHeld = false

    /// The requests that gaze sends, in their order.
    var requests: [ImageRequest] { [.create(image)] + (plan?.requests(on: image.id) ?? []) }
}
