import ImageModel
import Observation

/// Something that can be reviewed before it is sent.
@MainActor
protocol Reviewable: AnyObject {
    /// Returns the review, as far as it is known.
    func review(_ facts: Review.Facts) -> Review
    /// Waits until everything that the review depends on is known, or turns out to be unavailable.
    func finishLoading() async
    /// Examines the beginning of data that is elsewhere, as is done before sending.
    func lookAhead() async
}

/// The review of what is filled in; it loads the facts that it needs.
@Observable
@MainActor
package final class ReviewModel {
    /// Whether facts are still being loaded.
    package private(set) var isLoading = false

    private let subject: any Reviewable
    private let place: Workspace.Place
    private let api: any ImageAPI
    private var usage: ImageUsage?
    @ObservationIgnored private var task: Task<Void, Never>?

    /// Creates a review and starts to load the facts that it needs.
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
    package var review: Review {
        subject.review(Review.Facts(login: place.login, clientName: place.clientName, usage: usage))
    }

    /// Waits until all available facts are loaded.
    package func finishLoading() async { await task?.value }

    private func load() async {
        defer { isLoading = false }
        await subject.finishLoading()
        await place.readLogin()
        // A cloud that does not report quotas may still have some; then the review says nothing about them.
        usage = try? await api.usage()
        guard !Task.isCancelled else { return }
        await subject.lookAhead()
    }
}

extension DraftModel: Reviewable {
    /// What the user should know about the data before it is sent, in sentences.
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
            // If the draft has no plan, its problems say why.
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
    package func review() -> ReviewModel { ReviewModel(of: draft, at: place, api: api) }

    /// The review of a transfer of data to a record.
    package func review(_ bringing: BringModel) -> ReviewModel { ReviewModel(of: bringing, at: place, api: api) }
}
