import ImageModel

/// What is reviewed: the data of a record that is there, and what the record is changed to say before the data comes.
struct ReviewedBringing {
    /// The record.
    let image: Image.ID
    /// What is changed of it; no changes where it says already what the data is.
    let patch: ImagePatch
    /// How the data is brought; nil where it cannot be yet, and nothing is sent.
    let plan: TransferPlan?
    /// The hash that the data is to have; nil where none is said.
    var checksum: Checksum?

    /// The requests that gaze sends, in their order.
    var requests: [ImageRequest] {
        guard let plan else { return [] }
        return (patch.changes.isEmpty ? [] : [.update(image, with: patch)]) + plan.requests(on: image)
    }

    /// The same as the part of a create that follows the record's making.
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
    /// The review of what brings data to a record.
    ///
    /// - Parameters:
    ///   - obstacles: what keeps it from being sent.
    ///   - warnings: what is to be known of the data.
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
    /// What is changed, in one sentence; none where nothing is.
    fileprivate var changes: [String] {
        guard !patch.changes.isEmpty else { return [] }
        let values = patch.changes.map { "\($0.attribute.rawValue) is \($0.value?.text() ?? "gone")" }
        return ["The record is changed first: \(values.joined(separator: ", ")) then."]
    }
}
