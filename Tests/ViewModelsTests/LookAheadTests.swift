import DiskFormats
import Foundation
import ImageModel
import Testing

@testable import ViewModels

/// Data that streams by: its beginning is looked at before anything is sent.
@Suite(.timeLimit(.minutes(10))) @MainActor struct LookAheadTests {
    private let service = ScriptedService()

    /// A qcow2 of version 3 and 1 GiB, with a backing file or without.
    nonisolated static func qcow2(backed: Bool = false) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 200_000)
        bytes.replaceSubrange(0..<8, with: [0x51, 0x46, 0x49, 0xFB, 0, 0, 0, 3])
        if backed { bytes.replaceSubrange(8..<20, with: [0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 4]) }
        bytes.replaceSubrange(20..<32, with: [0, 0, 0, 16, 0, 0, 0, 0, 0x40, 0, 0, 0])
        bytes.replaceSubrange(96..<104, with: [0, 0, 0, 4, 0, 0, 0, 104])
        bytes.replaceSubrange(256..<260, with: [UInt8]("base".utf8))
        return bytes
    }

    private func model(_ bytes: [UInt8], fetched: @escaping @Sendable () -> Void = {}) -> DraftModel {
        var surroundings = Surroundings()
        surroundings.standardInput = ImageData(
            size: nil, chunks: AsyncThrowingStream<[UInt8], any Error> { $0.finish() })
        surroundings.standardInputHead = { Array(bytes.prefix(DiskInspection.headSize)) }
        surroundings.fetch = { url throws(APIError) in
            fetched()
            guard url.contains("img") else {
                throw APIError(kind: .source, message: "\(ShownAddress(url)) answers 404, not with data.")
            }
            return ImageData(
                size: Int64(bytes.count),
                chunks: AsyncThrowingStream<[UInt8], any Error> {
                    $0.yield(bytes)
                    $0.finish()
                })
        }
        return DraftModel(api: service, surroundings: surroundings) { _, _, _ in }
    }

    @Test(
        "what its beginning says is filled in",
        arguments: [("-", ""), ("https://host/a%20b/alpine-3.20.img?x=1", "alpine-3.20")])
    func fillsIn(data: String, name: String) async {
        let model = model(Self.qcow2())
        model.draft.data = data
        #expect(model.draft.name == name && model.draft.diskFormat == nil)
        // What is missing is not told before it is known whether it is.
        #expect(model.problems.isEmpty)
        await model.lookAhead()
        #expect(model.draft.diskFormat == "qcow2" && model.draft.containerFormat == "bare")
        #expect(model.draft.minDisk == "1" && model.draft.name == name)
        #expect(model.findings == "The data is: QEMU copy-on-write disk, version 3, 1 GiB for a guest.")
        #expect(model.warnings.isEmpty && model.problems.isEmpty)
        model.draft.data = ""
        #expect(model.draft.isEmpty && model.findings == nil)
    }

    @Test("an address that the cloud reads by itself is looked at where a format is missing, and then only")
    func fetched() async {
        service.methods = [.answers(["web-download"])]
        service.stores = [.answers([])]
        let (looks, look) = AsyncStream.makeStream(of: Void.self)
        let model = model(Self.qcow2()) { look.yield() }
        model.loadChoices()
        await model.finishLoading()
        model.draft.data = "http://host/none"
        model.submit()
        await model.finishSending()
        // It may be that the cloud reads what gaze does not.
        #expect(model.problems[.data] == nil)
        // Why gaze cannot fill the formats in is said: an address that is wrong shows by it.
        let unread = "gaze cannot tell it: http://host/none answers 404, not with data."
        #expect(model.heldBack == "Data needs a disk format: choose one. \(unread)")
        #expect(model.problems[.containerFormat] == "Data needs a container format: choose one. \(unread)")
        model.draft.diskFormat = "raw"
        #expect(model.problems[.diskFormat] == nil)
        // It is not forgotten once the formats are chosen.
        #expect(model.unread == "http://host/none answers 404, not with data.")
        #expect(model.reviewedWarnings.count == 1 && model.reviewedWarnings[0].contains("http://host/none answers 404"))
        model.draft.diskFormat = nil
        model.draft.data = "http://host/alpine.img"
        await model.lookAhead()
        #expect(model.draft.diskFormat == "qcow2" && model.draft.containerFormat == "bare" && model.problems.isEmpty)
        #expect(model.transferPlan == .fetch(ImageImport(.webDownload("http://host/alpine.img"))))
        model.draft.data = "http://host/other.img"
        (model.draft.diskFormat, model.draft.containerFormat) = ("raw", "bare")
        await model.lookAhead()
        #expect(model.findings == nil)
        look.finish()
        var count = 0
        for await _ in looks { count += 1 }
        #expect(count == 2)
    }

    @Test("a review looks at it too, so that it tells what a sending would")
    func review() async {
        service.usages = [.answers(ImageUsage())]
        let model = model(Self.qcow2(backed: true))
        model.draft.data = "http://host/a.img"
        let review = ReviewModel(of: model, at: Workspace.Place(cloud: "demo"), api: service)
        await review.finishLoading()
        #expect(review.review.obstacles.isEmpty && model.draft.diskFormat == "qcow2")
        #expect(review.review.doubts.first?.hasPrefix("Backing file.") == true, "\(review.review.doubts)")
    }

    @Test("a danger in it, and another format than the record's, hold it back", arguments: ["-", "http://host/a.img"])
    func holds(data: String) async {
        let model = model(Self.qcow2(backed: true))
        model.draft.data = data
        model.submit()
        await model.finishSending()
        #expect(model.heldBack?.contains("Send again to confirm.") == true, "\(model.warnings)")
        #expect(service.calls.isEmpty)
        let other = self.model(Self.qcow2())
        other.draft.diskFormat = "vmdk"
        other.draft.containerFormat = "bare"
        other.draft.data = data
        await other.lookAhead()
        #expect(other.warnings.map(\.title) == ["Another format"])
    }

    @Test(
        "an address that does not answer holds it back, and is tried again; what may be secret in it is not told",
        arguments: ["http://host/none", "http://me:s3cret@host/none?signature=x"])
    func address(_ data: String) async {
        let model = model(Self.qcow2())
        model.draft.data = data
        for _ in 1...2 {
            model.submit()
            await model.finishSending()
            #expect(model.problems[.data] == "http://host/none answers 404, not with data.")
            #expect(model.heldBack == model.problems[.data])
        }
        #expect(service.calls.isEmpty)
    }

    @Test("nothing at all on standard input is no data")
    func empty() async {
        let model = model([])
        model.draft.data = "-"
        await model.lookAhead()
        #expect(model.problems[.data] == "Standard input ended before any data came.")
    }

    @Test("what was looked at of standard input comes first, and once", arguments: [0, 5, 70_000, 3_000_000])
    func standardInput(count: Int) async throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        let writer = FileHandle(fileDescriptor: ends[1], closeOnDealloc: true)
        // On a thread of its own: a full pipe holds it up.
        async let written: Void = withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(
                    with: Result {
                        try writer.write(contentsOf: bytes)
                        try writer.close()
                    })
            }
        }
        let input = StandardInput(ends[0])
        let head = try await input.head(65_536)
        #expect(head == Array(bytes.prefix(65_536)))
        #expect(try await input.head(65_536) == head)
        var all: [UInt8] = []
        for try await chunk in input { all += chunk }
        #expect(all == bytes)
        try await written
        close(ends[0])
    }

    @Test("what cannot be read says so in the system's words")
    func unreadableInput() async throws {
        let folder = open("/", O_RDONLY)
        try #require(folder >= 0)
        defer { close(folder) }
        for (descriptor, reason) in [(folder, "is a directory"), (Int32(-1), "bad file descriptor")] {
            let error = await #expect(throws: APIError.self) { try await StandardInput(descriptor).head(10) }
            #expect(error == APIError(kind: .source, message: "Standard input cannot be read: \(reason)."))
        }
    }

    @Test("nothing is sent where standard input cannot be read")
    func heldBack() async {
        let reason = "Standard input cannot be read: is a directory."
        var surroundings = Surroundings()
        surroundings.standardInput = ImageData(
            size: nil, chunks: AsyncThrowingStream<[UInt8], any Error> { $0.finish() })
        surroundings.standardInputHead = { () async throws(APIError) in
            throw APIError(kind: .source, message: reason)
        }
        let model = DraftModel(api: service, surroundings: surroundings) { _, _, _ in }
        model.draft.data = "-"
        await model.lookAhead()
        #expect(model.problems[.data] == reason)
    }
}
