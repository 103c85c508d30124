import ImageModel

/// What is reviewed: a request for a record, and how its data is to follow.
struct ReviewedCreate {
    /// The record.
    let image: NewImage
    /// How its data is brought; nil for a record without.
    let plan: TransferPlan?

    /// The requests that gaze sends, in their order.
    var requests: [ImageRequest] { [.create(image)] + (plan?.requests(on: image.id) ?? []) }
}
