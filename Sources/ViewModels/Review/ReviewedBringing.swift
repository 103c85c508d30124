import ImageModel

/// The subject of a review: data for an existing record, and what is changed in the record before the data is sent.
struct ReviewedBringing {
    /// The record's id.
    let image: Image.ID
    /// The changes of the record; empty if it already describes the data.
    let patch: ImagePatch
    /// How the data is transferred; nil if it cannot be yet, in which case nothing is sent.
    let plan: TransferPlan?
    /// The hash that the data must have; nil if none is given.
    var checksum: Checksum?

    /// The requests that gaze sends, in order.
    var requests: [ImageRequest] {
        guard let plan else { return [] }
        return (patch.changes.isEmpty ? [] : [.update(image, with: patch)]) + plan.requests(on: image)
    }

    /// The transfer as a create, for the steps after the record's creation.
    var create: ReviewedCreate {
        var record = NewImage()
        record.id = image
        return ReviewedCreate(image: record, plan: plan, checksum: checksum)
    }
}

extension BringModel: Reviewable {
    func review(_ facts: Review.Facts) -> Review {
        let problems = problems
        return Review(
            ReviewedBringing(image: image.id, patch: patch, plan: plan, checksum: data.checksum),
            obstacles: (draft.data.isEmpty ? [Self.nothing] : [])
                + fields.compactMap { field in problems[field].map { "\(field.label): \($0)" } },
            warnings: data.reviewedWarnings, facts: facts)
    }

    func finishLoading() async { await data.finishLoading() }

    func lookAhead() async { await data.lookAhead() }
}

extension Review {
    /// The review of a transfer of data to a record.
    ///
    /// - Parameters:
    ///   - obstacles: what prevents the sending.
    ///   - warnings: what the user should know about the data.
    init(_ bringing: ReviewedBringing, obstacles: [String], warnings: [String], facts: Facts) {
        let (create, imageURL) = (bringing.create, facts.login?.imageURL)
        requests = bringing.requests
        curl =
            CurlCommand(
                requests: bringing.requests, plan: bringing.plan, imageURL: imageURL, clientName: facts.clientName
            ).text
        client = ClientCommand(bringing, imageURL: imageURL, clientName: facts.clientName)
        steps =
            bringing.plan == nil
            ? [] : bringing.changes + CreateSteps(create: create, isOwnService: facts.isOwnService).data
        self.obstacles = obstacles
        doubts = warnings + CreateDoubts(create: create, roles: facts.login?.roles, usage: facts.usage).dataQuotas
    }
}

extension ReviewedBringing {
    /// One sentence that says what is changed; empty if nothing is.
    fileprivate var changes: [String] {
        guard !patch.changes.isEmpty else { return [] }
        let values = patch.changes.map { "\($0.attribute.rawValue) is \($0.value?.text() ?? "gone")" }
        return ["The record is changed first: \(values.joined(separator: ", ")) then."]
    }
}
