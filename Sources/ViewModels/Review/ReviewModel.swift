import ImageModel
public import Observation

/// The review of what is filled in, and the finding out of what it tells.
@Observable
@MainActor
public final class ReviewModel {
    /// Whether something is still being found out.
    public private(set) var isLoading = false

    private let draft: DraftModel
    private let place: Workspace.Place
    private let api: any ImageAPI
    private var usage: ImageUsage?
    @ObservationIgnored private var task: Task<Void, Never>?

    /// A review of a draft, which begins to find out what it tells.
    init(of draft: DraftModel, at place: Workspace.Place, api: any ImageAPI) {
        self.draft = draft
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
        let problems = draft.problems
        return Review(
            // A draft that has no plan says why in its problems.
            ReviewedCreate(image: draft.draft.newImage, plan: draft.transferPlan),
            obstacles: DraftField.allCases.compactMap { field in problems[field].map { "\(field.label): \($0)" } },
            warnings: draft.warnings.map { "\($0.title). \($0.explanation) \($0.remedy)" },
            facts: Review.Facts(login: place.login, clientName: place.clientName, usage: usage))
    }

    /// Waits until everything is found out that can be.
    public func finishLoading() async { await task?.value }

    private func load() async {
        defer { isLoading = false }
        await draft.finishLoading()
        await place.readLogin()
        // A cloud that does not tell of quotas may have some all the same, and nothing is said of them.
        usage = try? await api.usage()
    }
}
