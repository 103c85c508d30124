import Crypto
import Foundation
import ImageModel
import Testing

@testable import ViewModels

/// Copying an image to another cloud: what the record there is to say, and the data from one to the other.
@Suite(.timeLimit(.minutes(10))) @MainActor struct CopyTests {
    private let here = ScriptedService()
    private let there = ScriptedService()
    private let bytes = Sending.bytes(5000)

    private func workspace(roles: Set<String> = ["member"], _ kept: TransferMemory = .none) -> Workspace {
        let there = there
        let clouds = OtherClouds(
            list: { [CloudChoice(name: "lab"), CloudChoice(name: "odd")] },
            open: { choice throws(OtherCloudError) in
                guard choice.name == "lab" else { throw OtherCloudError("It is odd.") }
                let place = Workspace.Place(cloud: "lab") { Workspace.Place.Login(imageURL: nil, roles: roles) }
                return OtherCloud(api: there, place: place)
            })
        return Workspace(
            api: here, place: Workspace.Place(cloud: "local"),
            memory: BrowserMemory(
                location: "", bookmarks: { [] }, keepBookmarks: { _ in }, lastFolder: { nil }, keepLastFolder: { _ in }),
            transferMemory: kept, otherClouds: clouds, surroundings: Surroundings())
    }

    private func record(_ change: (inout Image, inout [String: JSONValue]) -> Void = { _, _ in }) -> ImageRecord {
        var record = Image.holding(bytes).record()
        record.fields["os_hash_value"] = .string("00")
        change(&record.image, &record.fields)
        return record
    }

    private func review(
        _ record: ImageRecord, schema: ImageSchema? = nil, roles: Set<String>? = ["member"]
    ) -> CopyReview {
        CopyReview(
            source: record, cloud: "local", target: CloudChoice(name: "lab"),
            facts: CopyReview.Facts(
                schema: schema, login: roles.map { Workspace.Place.Login(imageURL: nil, roles: $0) }))
    }

    private func words(_ review: CopyReview, _ title: String) -> String {
        review.sections.first { $0.title == title }?.sentences.joined(separator: " ") ?? ""
    }

    @Test("what a person has set goes; what the service says by itself, and what speaks of the other cloud, does not")
    func fields() {
        let record = record { image, fields in
            (image.minDisk, image.isProtected, image.tags) = (3, true, ["b", "a"])
            fields["os_distro"] = .string("alpine")
            fields["os_glance_importing_to_stores"] = .string("x")
            fields["direct_url"] = .string("file:///x")
            fields["stores"] = .string("fast")
            fields["owner_id"] = .string("p")
            fields["locations"] = .array([])
        }
        let review = review(record)
        let new = review.newImage
        #expect(new.properties == ["os_distro": "alpine"])
        #expect((new.name, new.diskFormat, new.containerFormat) == ("alpine", "raw", "bare"))
        #expect((new.minDisk, new.isProtected, new.tags, new.id) == (3, true, ["a", "b"], nil))
        #expect(words(review, "What will differ").contains("owner_id does not go: it names a project"))
        #expect(words(review, "What will differ").contains("os_hash_value"))
        #expect(words(review, "What will differ").contains("direct_url"))
    }

    @Test(
        "a visibility that one may not have there becomes another, and that is said",
        arguments: [
            (Visibility.public, ["member"], nil, "shared"), (.public, ["admin"], nil, "public"),
            (.public, nil, nil, "public"), (.community, ["member"], nil, "community"),
            (.community, ["member"], ["private", "public"], "private"),
            (.shared, ["admin"], ["private", "public"], "private"),
        ] as [(Visibility, Set<String>?, [String]?, String)])
    func visibility(own: Visibility, roles: Set<String>?, choices: [String]?, wanted: String) {
        let schema = choices.map { ImageSchema(properties: ["visibility": .init(choices: $0)]) }
        let review = review(record { image, _ in image.visibility = own }, schema: schema, roles: roles)
        #expect(review.newImage.visibility?.rawValue == wanted)
        #expect(words(review, "What will differ").contains("visibility: ") == (own.rawValue != wanted))
    }

    @Test("what cannot be copied is said before")
    func obstacles() {
        let schema = ImageSchema(properties: ["disk_format": .init(choices: ["qcow2"])])
        #expect(
            words(review(record(), schema: schema), "Not copied as it is").contains("does not take the disk format raw")
        )
        let queued = record { image, _ in image.status = .queued }
        #expect(words(review(queued), "Not copied as it is").contains("It is queued"))
        let empty = record { image, _ in (image.status, image.diskFormat) = (.queued, nil) }
        #expect(review(empty).obstacles.count == 1)
        let bare = record { image, _ in image.containerFormat = nil }
        #expect(words(review(bare), "Not copied as it is").contains("It has no container format"))
        #expect(review(record()).obstacles.isEmpty)
    }

    @Test("of many images, what holds for all is said once, what holds for some with their names")
    func many() {
        let reviews = CopyReviews(
            reviews: [
                review(record { image, _ in image.name = "a" }),
                review(
                    record { image, fields in
                        image.name = "b"
                        fields["instance_uuid"] = .string("x")
                    }), review(record { image, _ in (image.name, image.status) = ("c", .queued) }),
            ], failures: [("d", "It is gone.")])
        func words(_ title: String) -> [String] { reviews.sections.first { $0.title == title }?.sentences ?? [] }
        #expect(reviews.free.map(\.name) == ["a", "b"])
        #expect(words("Not copied").prefix(2) == ["2 of 4 images; the others follow below.", "d: It is gone."])
        #expect(words("Not copied").last?.hasPrefix("c: It is queued: ") == true)
        #expect(words("What is copied").map { String($0.prefix(2)) } == ["a,", "b,"])
        let differences = words("What will differ")
        #expect(differences.count { $0.contains("id: another") } == 1)
        #expect(differences.contains { $0.hasPrefix("b: instance_uuid does not go") })
    }

    @Test("what is refused of many keeps none of the others from being copied, and is tried again by itself")
    func someRefused() async throws {
        let images = StoredImages()
        for name in ["a", "b", "c"] { images.put(.holding(bytes, id: name, name: name)) }
        there.schemas = [.answers(ImageSchema(properties: [:]))]
        there.usages = [.answers(ImageUsage())]
        there.creates = [
            .answers(Image.sample("1").record()), .fails(APIError(status: 403, message: "quota")),
            .answers(Image.sample("3").record()), .answers(Image.sample("2").record()),
        ]
        var made: [String] = []
        let (there, place) = (there, Workspace.Place(cloud: "local"))
        let clouds = OtherClouds(
            list: { [] },
            open: { _ throws(OtherCloudError) in OtherCloud(api: there, place: Workspace.Place(cloud: "lab")) })
        let model = CopyModel(
            of: ["a", "b", "c"].map { MarkedImage(.sample($0, name: $0)) }, api: images,
            place: place, clouds: clouds,
            notes: TransferNotes(memory: .none, place: place, surroundings: Surroundings())
        ) { record, _, _ in made.append(record.image.id) }
        model.choose(CloudChoice(name: "lab"))
        await model.finishLoading()
        #expect(model.name == "3 images" && model.maySubmit)
        model.submit()
        await model.finishLoading()
        #expect(made == ["1", "3"] && !model.isDone)
        #expect(model.refusal?.headline.contains("b was not copied (403)") == true)
        #expect(model.sections.first?.title == "Not copied")
        model.submit()
        await model.finishLoading()
        #expect(made == ["1", "3", "2"] && model.isDone)
    }

    @Test("records are read for as long as somebody asks what their copies would be")
    func left() async throws {
        here.records = [.hangs, .hangs]
        let (there, place) = (there, Workspace.Place(cloud: "local"))
        let clouds = OtherClouds(
            list: { [] },
            open: { _ throws(OtherCloudError) in OtherCloud(api: there, place: Workspace.Place(cloud: "lab")) })
        var kept: CopyModel? = CopyModel(
            of: ["a", "b"].map { MarkedImage(.sample($0)) }, api: here, place: place, clouds: clouds,
            notes: TransferNotes(memory: .none, place: place, surroundings: Surroundings())
        ) { _, _, _ in }
        kept?.choose(CloudChoice(name: "lab"))
        try await until { here.calls == [.image("a")] }
        await settle()
        weak let left = kept
        kept = nil
        #expect(left == nil)
        await settle()
        #expect(here.calls == [.image("a")])
    }

    @Test("where the cloud that they come from is not reached, the others are not asked for")
    func sourceUnreached() async {
        let images = StoredImages()
        images.readRefusal = APIError(kind: .timedOut, message: "")
        let (there, place) = (there, Workspace.Place(cloud: "local"))
        let clouds = OtherClouds(
            list: { [] },
            open: { _ throws(OtherCloudError) in OtherCloud(api: there, place: Workspace.Place(cloud: "lab")) })
        let model = CopyModel(
            of: ["a", "b", "c"].map { MarkedImage(.sample($0, name: $0)) }, api: images, place: place, clouds: clouds,
            notes: TransferNotes(memory: .none, place: place, surroundings: Surroundings())
        ) { _, _, _ in }
        model.choose(CloudChoice(name: "lab"))
        await model.finishLoading()
        #expect(model.refusal != nil && !model.maySubmit && images.readCount == 1)
    }

    /// Makes the copy, and waits for its end.
    private func copied() async throws -> TransferModel {
        here.record = record()
        there.schemas = [.answers(ImageSchema(properties: [:]))]
        there.usages = [.answers(ImageUsage())]
        there.creates = [.answers(Image.sample("two").record())]
        let workspace = workspace()
        let model = workspace.copy(record().image)
        await model.finishLoading()
        #expect(model.choices?.map(\.name) == ["lab", "odd"])
        model.choose(CloudChoice(name: "odd"))
        #expect(model.problem == "It is odd.")
        model.choose(CloudChoice(name: "lab"))
        await model.finishLoading()
        #expect(model.maySubmit)
        model.submit()
        await model.finishLoading()
        #expect(model.isDone)
        let transfer = try #require(workspace.transfers.all.first)
        await transfer.finish()
        return transfer
    }

    @Test("nothing is copied before all is known that decides what is sent: it is to be seen first")
    func early() async throws {
        let gate = Gate()
        here.record = record()
        there.schemas = [.waits(gate, ImageSchema(properties: [:]))]
        there.usages = [.hangs]
        there.creates = [.answers(Image.sample("two").record())]
        let workspace = workspace()
        let model = workspace.copy(record().image)
        await model.finishLoading()
        model.choose(CloudChoice(name: "lab"))
        #expect(model.isLoading)
        model.submit()
        #expect(!model.isSending)
        gate.open()
        try await until { model.maySubmit }
        #expect(!there.calls.contains { if case .create = $0 { true } else { false } })
        // What is said of quotas is not waited for.
        #expect(model.isLoading)
        model.submit()
        try await until { model.isDone }
        workspace.transfers.all[0].cancel()
    }

    @Test("the data goes from one to the other, through a cut, and is proven at both ends")
    func data() async throws {
        here.downloads = [
            .answers(Sending.download(bytes, breakingOffAfter: 2000)),
            .answers(Sending.download(bytes)),
        ]
        there.uploads = [.answers(Sending.hex(SHA512.hash(data: bytes)))]
        there.record = Image.holding(bytes, id: "two").record()
        let transfer = try await copied()
        #expect(there.received == [bytes])
        #expect(transfer.imageID == "two")
        #expect(transfer.state == .verified("size and SHA-512 are the same at both ends"))
    }

    @Test("data that is not what its record says does not get there whole")
    func wrong() async throws {
        var other = bytes
        other[17] ^= 1
        here.downloads = [.answers(Sending.download(other))]
        there.uploads = [.answers("")]
        let transfer = try await copied()
        #expect(there.received.isEmpty)
        #expect(transfer.failure?.reason.contains("The SHA-512 of what came is not that of the record.") == true)
        #expect(transfer.mayRetry && transfer.otherWays.isEmpty)
    }

    @Test("a cloud that says another hash than the source is not believed")
    func otherHash() async throws {
        here.downloads = [.answers(Sending.download(bytes))]
        there.uploads = [.answers(String(repeating: "0", count: 128))]
        there.record =
            Image.sample(
                "two", status: .active, size: 5000, hashAlgorithm: "sha512",
                secureHash: String(repeating: "0", count: 128)
            ).record()
        let transfer = try await copied()
        #expect(transfer.failure?.reason == "The SHA-512 at lab is not that at local.")
    }

    @Test("a copy is written down with where it goes, before its record is asked for and until it is over")
    func notes() async throws {
        here.record = record()
        here.downloads = [.hangs]
        there.schemas = [.answers(ImageSchema(properties: [:]))]
        there.usages = [.answers(ImageUsage())]
        there.creates = [.answers(Image.sample("two").record())]
        there.uploads = [.hangs]
        let kept = KeptTransfers()
        let workspace = workspace(kept.memory)
        let model = workspace.copy(record().image)
        model.choose(CloudChoice(name: "lab"))
        await model.finishLoading()
        model.submit()
        await model.finishLoading()
        let transfer = try #require(workspace.transfers.all.first)
        #expect(transfer.state == .sending)
        await workspace.transfers.notes.finishWriting()
        #expect(kept.content.place == PlaceNote(cloud: "local"))
        let asked = try #require(kept.content.pages.first?.first)
        #expect(asked.state == .asking && asked.plan.target == "lab" && asked.plan.origin == "local, to lab")
        guard case .create(let sent)? = there.calls.first(where: { if case .create = $0 { true } else { false } })
        else {
            Issue.record("Nothing was created.")
            return
        }
        #expect(sent.id == asked.id)
        #expect(kept.content.pages.last?.contains { $0.id == "two" && $0.state == .sending } == true)
        transfer.cancel()
        await transfer.finish()
        await workspace.transfers.notes.finishWriting()
        let end = try #require(kept.content.journal.last)
        #expect(end.target == "lab" && end.outcome == .cancelled && end.note?.plan.target == "lab")
    }

    /// A copy whose gaze has ended before it had, as it is read again.
    private func cutOff(to cloud: String = "lab") throws -> CutOff {
        let review = CopyReview(source: record(), cloud: "local", target: CloudChoice(name: cloud))
        let note = TransferNote(asking: "two", name: "alpine", review.plan)
        return CutOff(
            id: CutOff.ID(process: "dead", image: "two"),
            note: try JSONDecoder().decode(TransferNote.self, from: JSONEncoder().encode(note)), time: .now)
    }

    /// Completes a copy that was cut off.
    private func complete(_ cutOff: CutOff) async throws -> Workspace {
        let kept = KeptTransfers()
        kept.content.found.cutOff = [cutOff]
        let workspace = workspace(kept.memory)
        workspace.others.refresh()
        await workspace.others.finishLooking()
        workspace.others.complete(try #require(workspace.others.cutOff.first))
        await workspace.others.finishReading()
        return workspace
    }

    @Test("a copy that was cut off is gone on with from the cloud that it comes from, or proven where it is whole")
    func completed() async throws {
        for isThere in [false, true] {
            here.downloads = [.answers(Sending.download(bytes))]
            there.uploads = [.answers(Sending.hex(SHA512.hash(data: bytes)))]
            let queued = Image.sample("two").record()
            there.records = isThere ? [] : [.answers(queued), .answers(queued)]
            there.record = Image.holding(bytes, id: "two").record()
            let workspace = try await complete(cutOff())
            #expect(workspace.others.isEmpty)
            let transfer = try #require(workspace.transfers.all.first)
            try await until { !transfer.isUnderWay }
            #expect(transfer.state == .verified("size and SHA-512 are the same at both ends"))
            #expect(transfer.imageID == "two" && there.received == [bytes])
        }
        #expect(!here.calls.contains(.image("two")))
    }

    @Test("a copy to a cloud that cannot be used goes on being offered, and one without a record is to be made again")
    func notCompleted() async throws {
        let odd = try cutOff(to: "odd")
        let refused = try await complete(odd)
        #expect(refused.others.cutOff == [odd] && refused.transfers.all.isEmpty)
        let refusal = try #require(refused.others.refusals[odd.id])
        #expect(refusal.reason == "It is odd." && refusal.advice.contains("to odd"))
        there.records = [.fails(APIError(status: 404, message: ""))]
        let gone = try await complete(cutOff())
        #expect(gone.others.cutOff.isEmpty && gone.transfers.all.isEmpty)
        let end = try #require(gone.others.ended.first)
        #expect(end.target == "lab" && end.text.hasPrefix("lab has none"))
        #expect(end.text.hasSuffix("Copy the image again."))
    }
}
