import Crypto
import Foundation
import ImageModel
import Testing

@testable import ViewModels

/// Copying an image to another cloud: what the record there is to say, and the data from one to the other.
@Suite(.timeLimit(.minutes(2))) @MainActor struct CopyTests {
    private let here = ScriptedService()
    private let there = ScriptedService()
    private let bytes = Sending.bytes(5000)

    private func workspace(roles: Set<String> = ["member"]) -> Workspace {
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
            otherClouds: clouds, surroundings: Surroundings())
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
        let bare = record { image, _ in image.containerFormat = nil }
        #expect(words(review(bare), "Not copied as it is").contains("It has no container format"))
        #expect(review(record()).obstacles.isEmpty)
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

    @Test("a copy is not written down as a transfer of this cloud")
    func notes() async throws {
        here.downloads = [.hangs]
        there.uploads = [.hangs]
        let transfers = Transfers(
            api: here, surroundings: Surroundings(),
            notes: TransferNotes(
                memory: TransferMemory(
                    keep: { notes, _ in #expect(notes.isEmpty) }, add: { _ in Issue.record("It was noted.") },
                    look: { _ in TransferMemory.Found() }, markSeen: { _ in }, take: { _ in false }),
                place: Workspace.Place(cloud: "local"), surroundings: Surroundings())
        ) { _ in }
        transfers.addCopy(review(record()).plan, as: .sample("two"), at: there)
        let transfer = try #require(transfers.all.first)
        #expect(transfer.state == .sending)
        transfer.cancel()
        await transfer.finish()
        await transfers.notes.finishWriting()
    }
}
