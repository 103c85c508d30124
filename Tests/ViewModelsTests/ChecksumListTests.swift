import Foundation
import ImageModel
import Synchronization
import Testing

@testable import ViewModels

/// A publisher's list of hashes whose path is typed in the place of a hash.
@Suite(.timeLimit(.minutes(10))) @MainActor struct ChecksumListTests {
    private let service = ScriptedService()
    private nonisolated static let hash = String(repeating: "a", count: 64)
    private nonisolated static let other = String(repeating: "b", count: 128)
    private nonisolated static let list = "\(hash)  disk.raw\n\(other) *other.raw\n"

    @Test("the line of the data's name counts, and the data is sent with its hash, however early that is asked for")
    func found() async throws {
        try await TestFolder.use { folder in
            var made: [Checksum?] = []
            service.creates = [.answers(Image.sample().record())]
            let model = DraftModel(api: service) { _, _, checksum in made.append(checksum) }
            (model.draft.diskFormat, model.draft.containerFormat) = ("raw", "bare")
            model.draft.data = try folder.write("disk.raw", [UInt8](repeating: 7, count: 1 << 20))
            model.draft.checksum = "@" + (try folder.write("SUMS", Array(Self.list.utf8)))
            #expect(model.problems[.checksum] == nil && model.checksum == nil && model.checksumWords == nil)
            model.submit()
            await model.finishSending()
            let wanted = try Checksum(Self.hash)
            #expect(made == [wanted])
            #expect(model.listed == .none && model.checksum == nil)
        }
    }

    @Test("what is known of it stands beside the field")
    func words() async throws {
        try await TestFolder.use { folder in
            let model = DraftModel(api: service) { _, _, _ in }
            model.draft.data = "https://example.org/other.raw"
            model.draft.checksum = " @" + (try folder.write("SUMS", Array(Self.list.utf8)))
            await model.finishLoading()
            #expect(model.checksumWords == "The list's SHA-512 of other.raw.")
            // With a checksum, gaze reads an address by itself.
            #expect(model.transferPlan == .send(.web(url: "https://example.org/other.raw"), .upload(store: nil)))
            model.draft.checksum = Self.hash
            #expect(model.checksumWords == "A SHA-256." && model.listed == .none)
        }
    }

    @Test("a list that is of no use says why, and holds the sending back")
    func problems() async throws {
        try await TestFolder.use { folder in
            let model = DraftModel(api: service) { _, _, _ in }
            let sums = try folder.write("SUMS", Array(Self.list.utf8))
            try #require(mkfifo(folder.file("pipe"), 0o600) == 0)
            for (data, path, words) in [
                ("https://a/third.raw", sums, "\(sums): The list has no checksum of third.raw. Give the hash itself."),
                ("https://a/disk.raw", folder.path + "/none", "/none cannot be read: no such file or directory."),
                ("https://a/disk.raw", folder.path, " cannot be read: is a directory."),
                ("https://a/disk.raw", folder.file("pipe"), "/pipe cannot be read: it is a pipe or a device."),
                (
                    "glance://Two/b2173dd3-7ad6-4362-baa6-a68bce3565cb", sums,
                    "What the data is called is not known: give its hash in the place of a list."
                ),
            ] {
                model.draft.data = data
                model.draft.checksum = "@" + path
                await model.finishLoading()
                #expect(model.problems[.checksum]?.hasSuffix(words) == true, "\(model.problems)")
                #expect(model.checksum == nil)
            }
            model.draft.data = ""
            #expect(model.problems[.checksum]?.contains("name the data") == true)
            #expect(service.calls.isEmpty)
        }
    }

    /// A list, and how often it was read.
    private final class List: Sendable {
        private let count = Mutex(0)
        var readings: Int { count.withLock { $0 } }

        func read() -> String {
            count.withLock { $0 += 1 }
            return ChecksumListTests.list
        }
    }

    @Test("a list is read once, whatever is looked for in it, unless it was of no use")
    func once() async throws {
        let list = List()
        var surroundings = Surroundings()
        surroundings.list = { _ throws(ChecksumListProblem) in list.read() }
        let model = DraftModel(api: service, surroundings: surroundings) { _, _, _ in }
        model.draft.checksum = "@SUMS"
        await model.finishLoading()
        #expect(list.readings == 0)
        model.draft.data = "https://a/disk.raw"
        await model.finishLoading()
        #expect(model.checksum?.title == "SHA-256")
        model.draft.data = "https://a/other.raw"
        await model.finishLoading()
        #expect(model.checksum?.title == "SHA-512" && list.readings == 1)
        for (data, isKnown) in [("https://a/none", false), ("https://a/disk.raw", true)] {
            model.draft.data = data
            await model.finishLoading()
            #expect((model.checksum != nil) == isKnown)
        }
        #expect(list.readings == 2)
        model.draft.checksum = "@OTHER"
        await model.finishLoading()
        #expect(list.readings == 3)
    }
}
