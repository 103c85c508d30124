import DiskFormats
import Testing

@testable import ImageModel
@testable import ViewModels

/// What a review says of a create: the requests, what will happen, and what may be refused.
@Suite(.timeLimit(.minutes(10))) @MainActor struct ReviewTests {
    private nonisolated static let file = DataFile(path: "/disk", size: 3 << 30)

    @Test("the requests are those that gaze sends, in their order")
    func requests() {
        func paths(_ plan: TransferPlan?) -> [String] {
            ReviewedCreate(image: NewImage(), plan: plan).requests.map { "\($0.method.rawValue) \($0.path)" }
        }
        let create = "POST /v2/images"
        #expect(paths(nil) == [create])
        #expect(paths(.send(.file(Self.file), .upload(store: nil))) == [create, "PUT /v2/images/{id}/file"])
        #expect(
            paths(.send(.standardInput, .staged(.usual)))
                == [create, "PUT /v2/images/{id}/stage", "POST /v2/images/{id}/import"])
        #expect(paths(.fetch(ImageImport(.webDownload("http://a")))) == [create, "POST /v2/images/{id}/import"])
    }

    @Test(
        "what will happen is told for each way",
        arguments: [
            (nil, "No data follows"),
            (
                .send(.file(file), .upload(store: nil)),
                "gaze reads /disk (3 GiB) and sends it into the cloud's own store"
            ),
            (.send(.file(file), .upload(store: "cheap")), "sends it into the store cheap"),
            (.send(.web(url: "http://a"), .upload(store: nil)), "gaze reads http://a in one stream"),
            (
                .send(.elsewhere(ImageElsewhere(region: "Two", id: "x")), .upload(store: nil)),
                "gaze reads the image x of the region Two in one stream"
            ),
            (.send(.standardInput, .staged(.usual)), "gaze reads its standard input to its end"),
            (.send(.standardInput, .staged(.usual)), "it can be read only once"),
            (.send(.file(file), .staged(.all(mustSucceed: true))), "Where one store fails, the whole import fails."),
            (.send(.file(file), .staged(.some(["a", "b"], mustSucceed: false))), "imports it into the stores a, b"),
            (.fetch(ImageImport(.webDownload("http://a"))), "The cloud reads http://a by itself"),
            (.fetch(ImageImport(.glanceDownload(region: "Two", image: "x"))), "the image x of the region Two"),
        ] as [(TransferPlan?, String)])
    func steps(plan: TransferPlan?, words: String) {
        let sentences = CreateSteps(create: ReviewedCreate(image: NewImage(), plan: plan)).sentences
        #expect(sentences[0].hasPrefix("The record is made at once."))
        #expect(sentences.contains { $0.contains(words) }, "\(sentences)")
    }

    @Test("of data that is named and cannot be brought, it is not said that none follows")
    func heldData() async throws {
        let model = DraftModel(api: ScriptedService()) { _, _, _ in }
        model.draft.name = "alpine"
        model.draft.data = "/nowhere/disk.raw"
        await model.finishLoading()
        let review = model.review(Review.Facts())
        #expect(review.obstacles.contains { $0.hasPrefix("Data: There is no file") }, "\(review.obstacles)")
        #expect(review.steps.contains { $0.hasPrefix("The data cannot be sent as it is") }, "\(review.steps)")
        #expect(!review.steps.contains { $0.contains("No data follows") })
        #expect(!review.doubts.contains { $0.contains("the image takes no data") }, "\(review.doubts)")
    }

    private func doubts(
        _ plan: TransferPlan? = nil, visibility: Visibility? = nil, roles: Set<String>? = ["member"],
        usage: ImageUsage? = nil
    ) -> [String] {
        var image = NewImage()
        (image.name, image.diskFormat, image.containerFormat) = ("alpine", "qcow2", "bare")
        image.visibility = visibility
        return CreateDoubts(create: ReviewedCreate(image: image, plan: plan), roles: roles, usage: usage).sentences
    }

    @Test("public is doubted for all but administrators, and making images for all but members")
    func policy() {
        #expect(doubts(visibility: .community).isEmpty)
        #expect(doubts(visibility: .public, roles: ["admin", "member"]).isEmpty)
        #expect(doubts(visibility: .public).count == 1)
        #expect(
            doubts(visibility: .public)[0].contains("only administrators make an image public (your roles: member)"))
        #expect(doubts(visibility: .public, roles: nil)[0].contains("make an image public. Where"))
        #expect(doubts(roles: ["reader"])[0].contains("you are not one (your roles: reader)"))
        #expect(doubts(roles: nil).isEmpty)
        #expect(doubts(roles: []).isEmpty)
    }

    @Test(
        "what the API asks for and Glance does without is told: a name, and both formats where no data says so",
        arguments: [
            (nil, "qcow2", "bare", nil, "has no name"),
            ("a", nil, nil, nil, "has no disk format and no container format"),
            ("a", "raw", nil, nil, "has no container format"), ("a", "raw", "bare", nil, nil),
            ("a", nil, nil, fetch, nil),
        ] as [(String?, String?, String?, TransferPlan?, String?)])
    func left(name: String?, disk: String?, container: String?, plan: TransferPlan?, words: String?) {
        var image = NewImage()
        (image.name, image.diskFormat, image.containerFormat) = (name, disk, container)
        let doubts = CreateDoubts(
            create: ReviewedCreate(image: image, plan: plan), roles: ["member"], usage: nil
        ).sentences
        #expect(doubts.count == (words == nil ? 0 : 1), "\(doubts)")
        if let words { #expect(doubts.first?.contains(words) == true, "\(doubts)") }
    }

    private nonisolated static let upload = TransferPlan.send(.file(file), .upload(store: nil))
    private nonisolated static let unknown = TransferPlan.send(.standardInput, .upload(store: nil))
    private nonisolated static let fetch = TransferPlan.fetch(ImageImport(.webDownload("http://a")))

    @Test(
        "a quota that is nearly full is named, and one that is too small for the image",
        arguments: [
            (nil, ImageUsage(count: .init(usage: 8, limit: 11)), nil),
            (nil, ImageUsage(count: .init(usage: 8, limit: 10)), "has 8 images, and may have 10 images: after this"),
            (
                nil, ImageUsage(count: .init(usage: 10, limit: 10)),
                "may have 10 images: this is too much, and is refused (413)."
            ),
            (nil, ImageUsage(count: .init(usage: 10, limit: -1)), nil),
            (nil, ImageUsage(size: .init(usage: 10, limit: 10)), nil),
            (upload, ImageUsage(size: .init(usage: 1024, limit: 8192)), nil),
            (
                upload, ImageUsage(size: .init(usage: 1024, limit: 4300)),
                "has 1 GiB of images, and may have 4.2 GiB of images"
            ),
            (
                upload, ImageUsage(size: .init(usage: 1024, limit: 4095)),
                "has 1 GiB of images, and may have 4 GiB of images: this is too much"
            ),
            (upload, ImageUsage(staging: .init(usage: 9, limit: 9)), nil),
            (unknown, ImageUsage(size: .init(usage: 10, limit: 100)), nil),
            (
                unknown, ImageUsage(size: .init(usage: 95, limit: 100)),
                "95 MiB of images, and may have 100 MiB of images: there is"
            ),
            (
                fetch, ImageUsage(staging: .init(usage: 101, limit: 100)),
                "may have 100 MiB in the staging area: this is too much"
            ),
            (upload, ImageUsage(uploading: .init(usage: 5, limit: 5)), "has 5 uploads at once, and may have 5"),
            (upload, ImageUsage(size: .init(usage: .max, limit: .max)), "this is too much"),
        ] as [(TransferPlan?, ImageUsage, String?)])
    func quotas(plan: TransferPlan?, usage: ImageUsage, words: String?) {
        let doubts = doubts(plan, usage: usage)
        #expect(doubts.count == (words == nil ? 0 : 1), "\(doubts)")
        if let words { #expect(doubts.first?.contains(words) == true, "\(doubts)") }
    }

    @Test("a review finds out what the cloud says, and tells what keeps the draft from being sent")
    func model() async throws {
        let service = ScriptedService()
        service.usages = [.answers(ImageUsage(count: .init(usage: 10, limit: 10)))]
        var surroundings = Surroundings()
        surroundings.inspect = { path in DataFile(path: path, size: 10 << 30) }
        surroundings.look = { _ in DiskInspection(head: [1, 2, 3], size: 10 << 30) }
        let place = Workspace.Place(cloud: "demo", clientName: "demo") {
            Workspace.Place.Login(imageURL: "http://glance", roles: ["reader"])
        }
        let workspace = Workspace(
            api: service, place: place, memory: KeptMemory().memory, surroundings: surroundings)
        workspace.draft.draft.data = "/disk"
        workspace.draft.draft.minDisk = "1"
        workspace.draft.draft.id = "x"
        let model = workspace.review()
        #expect(model.isLoading)
        await model.finishLoading()
        #expect(!model.isLoading)
        let review = model.review
        #expect(review.doubts.map { String($0.prefix(12)) } == ["Too small a ", "Most clouds ", "The project "])
        #expect(review.obstacles == ["ID: An id is a UUID: 8-4-4-4-12 hexadecimal digits. Leave it empty to get one."])
        #expect(review.curl.contains("IMAGE_URL=http://glance"))
        #expect(review.requests.count == 2)
        #expect(service.calls == [.usage])
    }

    @Test("a cloud that tells nothing is no trouble")
    func silentCloud() async {
        let service = ScriptedService()
        service.usages = [.fails(APIError(status: 403, message: ""))]
        let workspace = Workspace(
            api: service, place: Workspace.Place(cloud: "demo"), memory: KeptMemory().memory,
            surroundings: Surroundings())
        let draft = workspace.draft
        (draft.draft.name, draft.draft.diskFormat, draft.draft.containerFormat) = ("alpine", "raw", "bare")
        let model = workspace.review()
        await model.finishLoading()
        #expect(model.review.doubts.isEmpty)
        #expect(model.review.curl.contains("IMAGE_URL:?"))
    }
}
