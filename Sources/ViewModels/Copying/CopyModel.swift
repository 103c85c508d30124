package import ImageModel
import Observation

/// Copies images to another cloud: the choice of the cloud, the review, and the creation of the records there.
@Observable
@MainActor
package final class CopyModel {
    /// The name of the image, or how many images there are.
    package let name: String
    /// The clouds to choose from; nil while they are being found.
    package private(set) var choices: [CloudChoice]?
    /// Why the clouds are not known or the chosen one cannot be used; nil if there is no problem.
    package private(set) var problem: String?
    /// The chosen cloud; nil before one is chosen.
    package private(set) var target: CloudChoice?
    /// Whether the review is being loaded.
    package private(set) var isLoading = false
    /// Whether records are being created.
    package private(set) var isSending = false
    /// Why a record was not created or an image cannot be read; nil if there is no failure.
    package private(set) var refusal: Explanation?
    /// Whether all records have been created, so that their data follows.
    package private(set) var isDone = false

    private let images: [MarkedImage]
    private let api: any ImageAPI
    private let place: Workspace.Place
    private let clouds: OtherClouds
    private let notes: TransferNotes
    private let onCreate: @MainActor (ImageRecord, TransferPlan, any ImageAPI) -> Void
    private var sources: [ImageRecord] = []
    /// The images whose records have been created.
    private var made: Set<Image.ID> = []
    /// Why some of several images could not be read or were refused.
    private var failures: [(name: String, reason: String)] = []
    /// Whether everything is known that decides what is sent. Quotas do not decide that.
    private var isReviewed = false
    private var facts = CopyReview.Facts()
    @ObservationIgnored private var other: OtherCloud?
    @ObservationIgnored private var task: Task<Void, Never>?
    @ObservationIgnored private var listing: Task<Void, Never>?

    /// Creates a model for copies of images, and starts to find the clouds that they can be copied to.
    ///
    /// - Parameters:
    ///   - notes: the notes of records whose data is to follow.
    ///   - onCreate: called for each record that was created, with the plan for its data and the API of its cloud.
    init(
        of images: [MarkedImage], api: any ImageAPI, place: Workspace.Place, clouds: OtherClouds, notes: TransferNotes,
        onCreate: @escaping @MainActor (ImageRecord, TransferPlan, any ImageAPI) -> Void
    ) {
        self.images = images
        name = images.count == 1 ? images[0].name : "\(Format.count(images.count)) images"
        self.api = api
        self.place = place
        self.clouds = clouds
        self.notes = notes
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

    /// Chooses a cloud, and starts the review of a copy there.
    package func choose(_ choice: CloudChoice) {
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
        // Records created so far are in the cloud that was chosen before.
        if choice != target { (made, failures) = ([], []) }
        target = choice
        review()
    }

    /// Starts the review again.
    package func review() {
        guard let other, !isSending else { return }
        task?.cancel()
        refusal = nil
        isReviewed = false
        isLoading = true
        let waiting = images.filter { !made.contains($0.id) }
        task = Task { [weak self, api] in
            // Nothing here keeps the model alive meanwhile: once nobody else does, this task is cancelled.
            let found = await CopyModel.read(waiting, api)
            await self?.load(found, other)
        }
    }

    private func load(_ found: Result<Found, APIError>, _ other: OtherCloud) async {
        guard !Task.isCancelled else { return }
        defer { if !Task.isCancelled { isLoading = false } }
        do throws(APIError) {
            let found = try found.get()
            sources = found.records
            failures = found.unread.map {
                ($0.name, Explanation($0.error, during: .copy(name: $0.name)).reason)
            }
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
        // A cloud that does not report quotas may still have some; then the review says nothing about them.
        let usage = try? await other.api.usage()
        if !Task.isCancelled { facts.usage = usage }
    }

    /// The records of images, and the errors for those that could not be read.
    private typealias Found = (records: [ImageRecord], unread: [(name: String, error: APIError)])

    /// Reads records. If there are several images, those that cannot be read are left out.
    private nonisolated static func read(
        _ images: [MarkedImage], _ api: any ImageAPI
    ) async -> Result<Found, APIError> {
        var found: Found = ([], [])
        for image in images {
            do throws(APIError) {
                found.records.append(try await api.image(image.id))
            } catch {
                guard error.kind != .cancelled, !error.isOfTheWay else { return .failure(error) }
                found.unread.append((image.name, error))
            }
            if Task.isCancelled { break }
        }
        if found.records.isEmpty, let first = found.unread.first { return .failure(first.error) }
        return .success(found)
    }

    /// Waits until the clouds are known and the review of the chosen one is loaded.
    func finishLoading() async {
        await listing?.value
        await task?.value
    }

    private var reviewed: CopyReviews? {
        guard let target, !sources.isEmpty else { return nil }
        return CopyReviews(
            reviews: sources.filter { !made.contains($0.image.id) }.map {
                CopyReview(source: $0, cloud: place.cloud, target: target, facts: facts)
            }, failures: failures)
    }

    /// The review as far as it is known; empty until the images are read.
    package var sections: [Review.Section] { reviewed?.sections ?? [] }

    /// Whether the copy can be submitted.
    package var maySubmit: Bool {
        guard let reviewed, isReviewed else { return false }
        return !reviewed.free.isEmpty && !isSending && !isDone
    }

    /// Creates the records in the chosen cloud; the data of each follows. Does nothing until everything is known that decides
    /// what is sent, because the user must see that first.
    package func submit() {
        guard maySubmit, let reviewed, let other else { return }
        task?.cancel()
        isLoading = false
        isSending = true
        refusal = nil
        task = Task { [weak self] in await self?.send(reviewed.free, other) }
    }

    /// Cancels the request.
    package func cancelSending() { if isSending { task?.cancel() } }

    private func send(_ reviews: [CopyReview], _ other: OtherCloud) async {
        defer { isSending = false }
        failures = []
        for review in reviews {
            do throws(APIError) {
                let plan = review.plan
                let record = try await notes.create(review.newImage, plan, api: other.api)
                made.insert(review.source.image.id)
                onCreate(record, plan, other.api)
            } catch {
                let explanation = Explanation(error, during: .copy(name: review.name))
                if refusal == nil { refusal = explanation }
                // A cancellation, or a cloud that cannot be reached, concerns all the remaining images.
                if error.kind == .cancelled || error.isOfTheWay { return }
                if images.count > 1 { failures.append((review.name, explanation.reason)) }
            }
        }
        isDone = refusal == nil
    }
}

extension Workspace {
    /// A copy of an image in another cloud.
    package func copy(_ image: Image) -> CopyModel { copy([MarkedImage(image)]) }

    /// Copies of images in another cloud; there must be at least one image.
    package func copy(_ images: [MarkedImage]) -> CopyModel {
        CopyModel(of: images, api: api, place: place, clouds: otherClouds, notes: transfers.notes) {
            [transfers] record, plan, target in
            transfers.add(plan, to: record.image, offer: TransferOffer(), at: target)
        }
    }
}
