public import ImageModel
public import Observation

/// A copy of an image in another cloud: the choice of the cloud, the review, and the making of the record there.
@Observable
@MainActor
public final class CopyModel {
    /// What the image is called.
    public let name: String
    /// The clouds to choose from; nil while they are being found out.
    public private(set) var choices: [CloudChoice]?
    /// Why they are not known, or the one that was chosen cannot be used; nil where nothing is the matter.
    public private(set) var problem: String?
    /// The cloud that was chosen; nil before.
    public private(set) var target: CloudChoice?
    /// Whether something is being asked of it, for the review.
    public private(set) var isLoading = false
    /// Whether the record is being made.
    public private(set) var isSending = false
    /// Why it was not made, or why the image cannot be read; nil where nothing is the matter.
    public private(set) var refusal: Explanation?
    /// Whether the data is on its way now.
    public private(set) var isDone = false

    private let image: Image.ID
    private let api: any ImageAPI
    private let place: Workspace.Place
    private let clouds: OtherClouds
    private let onCreate: @MainActor (ImageRecord, TransferPlan, any ImageAPI) -> Void
    private var source: ImageRecord?
    /// Whether all is known that decides what is sent; quotas decide nothing.
    private var isReviewed = false
    private var facts = CopyReview.Facts()
    @ObservationIgnored private var other: OtherCloud?
    @ObservationIgnored private var task: Task<Void, Never>?
    @ObservationIgnored private var listing: Task<Void, Never>?

    /// A copy of an image that begins to find out where it can be made.
    ///
    /// - Parameter onCreate: told of the record that was made, of how its data is to follow, and where.
    init(
        of image: Image, api: any ImageAPI, place: Workspace.Place, clouds: OtherClouds,
        onCreate: @escaping @MainActor (ImageRecord, TransferPlan, any ImageAPI) -> Void
    ) {
        self.image = image.id
        name = image.nameOrID
        self.api = api
        self.place = place
        self.clouds = clouds
        self.onCreate = onCreate
        listing = Task { [weak self] in await self?.findClouds() }
    }

    isolated deinit {
        task?.cancel()
        listing?.cancel()
    }

    private func findClouds() async {
        do throws(OtherCloudError) {
            choices = try await clouds.list()
        } catch {
            choices = []
            problem = error.description
        }
    }

    /// Chooses a cloud, and finds out what a copy there would be like.
    public func choose(_ choice: CloudChoice) {
        guard !isSending else { return }
        task?.cancel()
        problem = nil
        refusal = nil
        facts = CopyReview.Facts()
        do throws(OtherCloudError) {
            other = try clouds.open(choice)
        } catch {
            problem = error.description
            return
        }
        target = choice
        review()
    }

    /// Finds out anew what a copy would be like.
    public func review() {
        guard let other, !isSending else { return }
        task?.cancel()
        refusal = nil
        isReviewed = false
        isLoading = true
        task = Task { [weak self] in await self?.load(other) }
    }

    private func load(_ other: OtherCloud) async {
        defer { if !Task.isCancelled { isLoading = false } }
        do throws(APIError) {
            let record = try await api.image(image)
            guard !Task.isCancelled else { return }
            source = record
            let schema = try await other.api.imageSchema()
            guard !Task.isCancelled else { return }
            facts.schema = schema
        } catch {
            if error.kind != .cancelled { refusal = Explanation(error, during: .copy(name: name)) }
            return
        }
        await other.place.readLogin()
        guard !Task.isCancelled else { return }
        facts.login = other.place.login
        isReviewed = true
        // A cloud that does not tell of quotas may have some all the same, and nothing is said of them.
        let usage = try? await other.api.usage()
        if !Task.isCancelled { facts.usage = usage }
    }

    /// Waits until the clouds are known, and what is asked of the one that was chosen.
    func finishLoading() async {
        await listing?.value
        await task?.value
    }

    private var reviewed: CopyReview? {
        guard let source, let target else { return nil }
        return CopyReview(source: source, cloud: place.cloud, target: target, facts: facts)
    }

    /// The review, as far as it is known; empty before the image is read.
    public var sections: [Review.Section] { reviewed?.sections ?? [] }

    /// Whether it can be sent.
    public var maySubmit: Bool {
        guard let reviewed, isReviewed else { return false }
        return reviewed.obstacles.isEmpty && !isSending && !isDone
    }

    /// Makes the record there, after which the data follows; not before all is known that decides what is sent, for that is to be
    /// seen first.
    public func submit() {
        guard maySubmit, let reviewed, let other else { return }
        task?.cancel()
        isLoading = false
        isSending = true
        refusal = nil
        task = Task { [weak self] in await self?.send(reviewed, other) }
    }

    /// Calls the request off.
    public func cancelSending() { if isSending { task?.cancel() } }

    private func send(_ review: CopyReview, _ other: OtherCloud) async {
        defer { isSending = false }
        do throws(APIError) {
            let record = try await other.api.create(review.newImage)
            onCreate(record, review.plan, other.api)
            isDone = true
        } catch {
            refusal = Explanation(error, during: .copy(name: name))
        }
    }
}

extension Workspace {
    /// A copy of an image in another cloud.
    public func copy(_ image: Image) -> CopyModel {
        CopyModel(of: image, api: api, place: place, clouds: otherClouds) { [weak self] record, plan, target in
            self?.transfers.addCopy(plan, as: record.image, at: target)
        }
    }
}
