import ImageModel
public import Observation

/// What can be reviewed before it is sent.
@MainActor
protocol Reviewable: AnyObject {
    /// The review, as far as it is known.
    func review(_ facts: Review.Facts) -> Review
    /// Waits until what it depends on is known, or cannot be.
    func finishLoading() async
    /// Looks at the beginning of data that is elsewhere, as it would be before it is sent.
    func lookAhead() async
}

/// The review of what is filled in, and the finding out of what it tells.
@Observable
@MainActor
public final class ReviewModel {
    /// Whether something is still being found out.
    public private(set) var isLoading = false

    private let subject: any Reviewable
    private let place: Workspace.Place
    private let api: any ImageAPI
    private var usage: ImageUsage?
    @ObservationIgnored private var task: Task<Void, Never>?

    /// A review that begins to find out what it tells.
    init(of subject: any Reviewable, at place: Workspace.Place, api: any ImageAPI) {
        self.subject = subject
        self.place = place
        self.api = api
        isLoading = true
        task = Task { [weak self] in await self?.load() }
    }

    isolated deinit {
        task?.cancel()
    }

    /// The review, as far as it is known.
    public var review: Review {
        subject.review(Review.Facts(login: place.login, clientName: place.clientName, usage: usage))
    }

    /// Waits until everything is found out that can be.
    public func finishLoading() async { await task?.value }

    private func load() async {
        defer { isLoading = false }
        await subject.finishLoading()
        await place.readLogin()
        // A cloud that does not tell of quotas may have some all the same, and nothing is said of them.
        usage = try? await api.usage()
        guard !Task.isCancelled else { return }
        await subject.lookAhead()
    }
}

extension DraftModel: Reviewable {
    /// What is to be known of the data before it is sent, in sentences.
    var reviewedWarnings: [String] {
        var sentences = warnings.map { "\($0.title). \($0.explanation) \($0.remedy)" }
        if let unread {
            sentences.append(
                "gaze cannot read the data: \(unread) Look at the address; the cloud may read it all the same.")
        }
        return sentences
    }

    func review(_ facts: Review.Facts) -> Review {
        let problems = problems
        return Review(
            // A draft that has no plan says why in its problems.
            ReviewedCreate(
                image: draft.newImage, plan: transferPlan, checksum: checksum,
                isDataHeld: !draft.data.isEmpty && transferPlan == nil),
            obstacles: (draft.isEmpty ? [Self.nothing] : [])
                + DraftField.allCases.compactMap { field in problems[field].map { "\(field.label): \($0)" } },
            warnings: reviewedWarnings, facts: facts)
    }
}

extension Workspace {
    /// The review of what the form holds.
    public func review() -> ReviewModel { ReviewModel(of: draft, at: place, api: api) }

    /// The review of what brings a record its data.
    public func review(_ bringing: BringModel) -> ReviewModel { ReviewModel(of: bringing, at: place, api: api) }
}
