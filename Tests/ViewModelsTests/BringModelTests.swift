import DiskFormats
import Foundation
import ImageModel
import Testing

@testable import ViewModels

/// Data for a record that is there already.
@Suite(.timeLimit(.minutes(10))) @MainActor struct BringModelTests {
    private let service = ScriptedService()
    private let bytes: [UInt8] = [7, 8, 9]

    /// A workspace with a file, whose bytes say what a test wants.
    private func workspace(_ inspection: DiskInspection? = nil) -> Workspace {
        var surroundings = Surroundings()
        surroundings.inspect = { DataFile(path: $0, size: 3) }
        surroundings.look = { _ in inspection }
        let bytes = bytes
        surroundings.fetch = { url throws(APIError) in
            guard url.hasSuffix("disk.img") else {
                throw APIError(kind: .source, message: "\(url) answers 404, not with data.")
            }
            return ImageData(
                size: 3,
                chunks: AsyncThrowingStream<[UInt8], any Error> {
                    $0.yield(bytes)
                    $0.finish()
                })
        }
        return Workspace(
            api: service, place: Workspace.Place(cloud: "demo"), memory: KeptMemory().memory, surroundings: surroundings
        )
    }

    private func queued(disk: String?, container: String?) -> Image {
        var image = Image.sample()
        (image.diskFormat, image.containerFormat) = (disk, container)
        return image
    }

    @Test(
        "only a queued image takes data",
        arguments: [ImageStatus.active, .saving, .uploading, .importing, .deactivated, .killed, .queued])
    func statuses(status: ImageStatus) {
        #expect((workspace().bring(.sample(status: status)) != nil) == (status == .queued))
    }

    @Test(
        "the record is changed to what the data is where it says nothing, or another thing, and then the data comes",
        arguments: [
            ("raw", "bare", []),
            (
                nil, nil,
                [
                    ImagePatch.Change.replace(.diskFormat, .string("raw")),
                    .replace(.containerFormat, .string("bare")),
                ]
            ),
            ("qcow2", "bare", [.replace(.diskFormat, .string("raw"))]),
        ] as [(String?, String?, [ImagePatch.Change])])
    func brings(disk: String?, container: String?, changes: [ImagePatch.Change]) async throws {
        let image = queued(disk: disk, container: container)
        service.records = [.answers(image.record())]
        service.patches = [.answers(queued(disk: "raw", container: "bare").record())]
        service.uploads = [.hangs]
        let workspace = workspace(DiskInspection(head: bytes, size: 3))
        let model = try #require(workspace.bring(image))
        model.draft.data = "/disk.raw"
        await model.data.lookAhead()
        // What a record says, a person changes.
        if disk == "qcow2" { model.draft.diskFormat = "raw" }
        #expect(model.problems.isEmpty)
        #expect(model.requests.last == "PUT …/file, 3 B")
        // What is said before is what is sent.
        #expect(model.patch == ImagePatch(changes + [.replace(.minDisk, .integer(1))]))
        model.submit(knowingly: true)
        await model.finishSending()
        let transfer = try #require(model.transfer)
        #expect(transfer.plan == .send(.file(DataFile(path: "/disk.raw", size: 3)), .upload(store: nil)))
        #expect(workspace.transfers.all.count == 1)
        let patches = service.calls.compactMap { if case .patch(_, let patch) = $0 { patch } else { nil } }
        // What a disk of these bytes needs at least is filled in with what it is.
        #expect(patches == [ImagePatch(changes + [.replace(.minDisk, .integer(1))])])
        #expect(workspace.bring(image) == nil)
        transfer.cancel()
    }

    @Test("a review says what is changed, what is sent, and what a quota says of it; without data, that there is none")
    func review() async throws {
        let usage = ImageUsage(size: .init(usage: 100, limit: 100), count: .init(usage: 9, limit: 9))
        service.usages = [.answers(usage), .answers(usage)]
        let workspace = workspace(DiskInspection(head: bytes, size: 3))
        let model = try #require(workspace.bring(queued(disk: nil, container: "bare")))
        let empty = workspace.review(model)
        await empty.finishLoading()
        #expect(empty.review.obstacles == ["Name the data first: a file or an address."])
        #expect(empty.review.requests.isEmpty && empty.review.curl.isEmpty && empty.review.client.text == nil)
        #expect(empty.review.sections.map(\.title) == ["Not sent as it is"])
        model.draft.data = "/disk.raw"
        let review = workspace.review(model)
        await review.finishLoading()
        #expect(review.review.obstacles.isEmpty)
        #expect(review.review.requests.map(\.method) == [.patch, .put])
        #expect(
            review.review.steps.first == "The record is changed first: disk_format is \"raw\", min_disk is 1 then.")
        // No image is made: how many there may be is no matter.
        #expect(
            review.review.doubts == [
                "The project has 100 MiB of images, and may have 100 MiB of images: after this there is little room."
            ])
        #expect(service.calls.allSatisfy { if case .patch = $0 { false } else { true } })
    }

    @Test("what has got data meanwhile is not sent into, and nothing is changed of it")
    func meanwhile() async throws {
        service.records = [.answers(Image.sample(status: .active).record())]
        let model = try #require(workspace().bring(.sample()))
        model.draft.data = "/disk.raw"
        model.submit()
        await model.finishSending()
        #expect(model.transfer == nil)
        #expect(model.refusal?.reason == "The image has data already, or somebody else is sending it.")
        #expect(!service.calls.contains { if case .patch = $0 { true } else { false } })
    }

    @Test("without data, with data that cannot be read, and with a warning, nothing is asked for")
    func held() async throws {
        let model = try #require(
            workspace(DiskInspection(head: LookAheadTests.qcow2(backed: true), size: 1 << 20)).bring(.sample()))
        model.submit()
        #expect(model.heldBack == "Name the data first: a file or an address." && model.fieldInQuestion == .data)
        model.draft.data = "http://host/none.img"
        #expect(model.heldBack == nil)
        model.submit()
        await model.finishSending()
        #expect(model.heldBack == "http://host/none.img answers 404, not with data.")
        model.draft.data = "/disk.qcow2"
        await model.data.lookAhead()
        try #require(!model.warnings.isEmpty, "\(model.data.file) \(model.data.findings ?? "")")
        model.submit()
        await model.finishSending()
        #expect(model.heldBack?.hasSuffix("Send again to confirm.") == true)
        #expect(model.transfer == nil && !service.calls.contains(.image("one")))
    }
}
