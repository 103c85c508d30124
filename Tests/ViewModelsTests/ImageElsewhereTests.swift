import Crypto
import DiskFormats
import ImageModel
import Testing

@testable import ViewModels

/// An image of another region or cloud as data: it is looked at, and read and proven on its way here.
@Suite(.timeLimit(.minutes(10))) @MainActor struct ImageElsewhereTests {
    private nonisolated static let id = "4a4ae2fa-1111-2222-3333-444455556666"
    private let here = ScriptedService()
    private let there = ScriptedService()
    private let bytes = LookAheadTests.qcow2()

    /// A workspace on the cloud `demo`, or on gaze's own service, with the clouds of a clouds.yaml beside it.
    private func workspace(current: String? = "demo", opened: @escaping @Sendable (CloudChoice) -> Void = { _ in })
        -> Workspace
    {
        let there = there
        let clouds = OtherClouds(
            current: current,
            list: {
                [
                    CloudChoice(name: "demo", region: "Two"), CloudChoice(name: "lab", region: "North"),
                    CloudChoice(name: "lone"), CloudChoice(name: "local", isOwn: true),
                ]
            },
            open: { choice throws(OtherCloudError) in
                opened(choice)
                guard choice.name != "odd" else { throw OtherCloudError("There is no cloud “odd”.") }
                return OtherCloud(api: there, place: Workspace.Place(cloud: choice.name))
            })
        let place = Workspace.Place(cloud: current ?? "local") {
            Workspace.Place.Login(imageURL: nil, roles: [], otherRegions: ["Two", "Three"])
        }
        return Workspace(
            api: here, place: place, memory: KeptMemory().memory, otherClouds: clouds, surroundings: Surroundings())
    }

    private var image: Image {
        var image = Image.holding(bytes, id: Self.id, name: "alpine")
        (image.diskFormat, image.containerFormat, image.minDisk) = ("qcow2", "bare", 5)
        return image
    }

    @Test("what its record says is filled in, and its data sent and proven at both ends")
    func brings() async throws {
        there.record = image.record()
        there.downloads = [
            .answers(Sending.download(bytes)), .answers(Sending.download(bytes, breakingOffAfter: 100_000)),
            .answers(Sending.download(bytes)),
        ]
        here.schemas = [.answers(ImageSchema(properties: [:]))]
        here.methods = [.answers([])]
        here.stores = [.answers([])]
        here.creates = [.answers(Image.sample("two").record())]
        here.uploads = [.answers(Sending.hex(SHA512.hash(data: bytes)))]
        here.record = Image.holding(bytes, id: "two").record()
        let workspace = workspace()
        workspace.draft.loadChoices()
        await workspace.draft.finishLoading()
        workspace.draft.draft.data = "glance://Two/\(Self.id)"
        #expect(workspace.draft.problems.isEmpty && workspace.draft.draft.name.isEmpty)
        workspace.draft.submit()
        await workspace.draft.finishSending()
        let created = here.calls.compactMap { if case .create(let image) = $0 { image } else { nil } }
        #expect(created.map(\.name) == ["alpine"] && created.map(\.diskFormat) == ["qcow2"])
        #expect(created.map(\.minDisk) == [5])
        let transfer = try #require(workspace.transfers.all.first)
        await transfer.finish()
        #expect(here.received == [bytes])
        #expect(transfer.state == .verified("size and SHA-512 match what was sent"), "\(transfer.state)")
    }

    @Test("data that is not what its record says does not get there whole")
    func wrong() async throws {
        var other = bytes
        other[150_000] ^= 1
        there.record = image.record()
        there.downloads = [.answers(Sending.download(other)), .answers(Sending.download(other))]
        here.creates = [.answers(Image.sample("two").record())]
        here.uploads = [.answers("")]
        let workspace = workspace()
        workspace.draft.draft.data = "glance://lab:North/\(Self.id)"
        workspace.draft.submit()
        await workspace.draft.finishSending()
        let transfer = try #require(workspace.transfers.all.first)
        await transfer.finish()
        #expect(here.received.isEmpty)
        #expect(
            transfer.failure?.reason
                == "The image cannot be sent on as it is: The SHA-512 of what came is not that of the record.")
        #expect(transfer.mayRetry)
    }

    @Test(
        "what cannot be read there holds the sending back, and says where and why",
        arguments: [
            ("demo", "glance://Two/\(id)", "The image cannot be read in the region Two. "),
            ("demo", "glance://lone:/\(id)", "The image cannot be read in the cloud lone. "),
            ("demo", "glance://odd:/\(id)", "There is no cloud “odd”."),
            (nil, "glance://Two/\(id)", "gaze's own service has no other region. "),
        ] as [(String?, String, String)])
    func unreadable(current: String?, line: String, words: String) async {
        there.records = [.fails(APIError(status: 404, message: "none"))]
        let model = workspace(current: current).draft
        model.draft.data = line
        model.submit()
        await model.finishSending()
        #expect(model.heldBack?.hasPrefix(words) == true, "\(model.heldBack ?? "")")
        #expect(here.calls.allSatisfy { if case .create = $0 { false } else { true } })
    }

    @Test("an image without data is none to bring")
    func queued() async {
        there.records = [.answers(Image.sample(Self.id, status: .queued).record())]
        let model = workspace().draft
        model.draft.data = "glance://lab:North/\(Self.id)"
        await model.lookAhead()
        #expect(
            model.problems[.data] == "The image is queued in the cloud lab (North): it has no data to read.")
    }

    @Test("the cloud that is worked on and others are opened in the region that is named")
    func opens() async {
        let (choices, opened) = AsyncStream.makeStream(of: CloudChoice.self)
        let workspace = workspace { opened.yield($0) }
        there.records = [.fails(APIError(status: 404, message: "")), .fails(APIError(status: 404, message: ""))]
        for line in ["glance://Three/\(Self.id)", "glance://lone:/\(Self.id)"] {
            workspace.draft.draft.data = line
            await workspace.draft.lookAhead()
        }
        opened.finish()
        var found: [CloudChoice] = []
        for await choice in choices { found.append(choice) }
        #expect(found == [CloudChoice(name: "demo", region: "Three"), CloudChoice(name: "lone")])
    }

    @Test("the regions of the catalog, and the clouds and regions of clouds.yaml, are named to go on with")
    func places() async throws {
        let completion = workspace().completion
        completion.update("glance://")
        try await until { !completion.isBusy }
        #expect(completion.choices == ["lab:North/", "lone:/", "Three/", "Two/"])
    }
}
