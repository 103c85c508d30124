import Foundation
import ImageModel
import Testing

@testable import ViewModels

/// A plan that is written down: it comes back as it was, and no secret is in it.
@Suite struct PlanNoteTests {
    private static let file = DataFile(path: "/srv/disk.raw", size: 12)

    @Test(
        "a plan comes back as it was written down",
        arguments: [
            .send(.file(file), .upload(store: nil)), .send(.file(file), .upload(store: "fast")),
            .send(.file(file), .staged(.usual)), .send(.file(file), .staged(.all(mustSucceed: true))),
            .send(.file(file), .staged(.some(["fast", "cheap"], mustSucceed: false))),
            .send(.web(url: "https://example.org/disk.raw"), .upload(store: nil)),
            .send(.standardInput, .upload(store: nil)),
            .send(
                .elsewhere(ImageElsewhere(cloud: "lab", region: nil, id: "b2173dd3-7ad6-4362-baa6-a68bce3565cb")),
                .staged(.all(mustSucceed: true))),
            .send(
                .elsewhere(ImageElsewhere(region: "Two", id: "b2173dd3-7ad6-4362-baa6-a68bce3565cb")),
                .upload(store: nil)),
            .send(
                .image(
                    CopiedImage(
                        .sample("one", status: .active, size: 12, hashAlgorithm: "sha512", secureHash: "AB"), in: "a?b",
                        to: CloudChoice(name: "lab", region: "Two", project: "p"))), .upload(store: nil)),
            .fetch(ImageImport(.webDownload("http://example.org/a"), stores: .all(mustSucceed: false))),
            .fetch(ImageImport(.copyImage, stores: .some(["cheap"], mustSucceed: true))),
            .fetch(
                ImageImport(
                    .glanceDownload(region: "Two", image: "b2173dd3-7ad6-4362-baa6-a68bce3565cb"), stores: .usual)),
        ] as [TransferPlan])
    func roundTrip(_ plan: TransferPlan) throws {
        let text = try JSONEncoder().encode(PlanNote(plan))
        let note = try JSONDecoder().decode(PlanNote.self, from: text)
        #expect(try note.plan(for: plan.size == nil ? nil : Self.file) == plan)
        #expect(note.isWhole && note.origin == plan.origin && note.size == plan.size)
    }

    @Test("a file's path is written down from the root, so that it counts in any folder")
    func relative() {
        let note = PlanNote(.send(.file(DataFile(path: "disk.raw", size: 1)), .upload(store: nil)))
        #expect(note.origin == FileManager.default.currentDirectoryPath + "/disk.raw")
    }

    @Test(
        "neither a password nor a query is written down, and what was left out is known to be",
        arguments: [
            ("https://you:secret@example.org/a/b?token=secret", "https://example.org/a/b"),
            ("https://example.org?token=secret", "https://example.org"),
            ("http://secret@example.org:8080", "http://example.org:8080"),
            ("http://a@secret@example.org/x@y#secret", "http://example.org/x@y"),
        ])
    func secrets(address: String, kept: String) throws {
        for plan in [
            TransferPlan.send(.web(url: address), .upload(store: nil)),
            .fetch(ImageImport(.webDownload(address))),
        ] {
            let note = PlanNote(plan)
            #expect(note.origin == kept && !note.isWhole)
            #expect(!String(decoding: try JSONEncoder().encode(note), as: UTF8.self).contains("secret"))
        }
        #expect(PlaceNote(cloud: "demo", address: address).address == kept)
    }
}
