import Foundation
import ImageModel
import Synchronization
import Testing

@testable import ViewModels

/// The question to which folder many images are to be saved.
@Suite(.timeLimit(.minutes(10))) @MainActor struct SaveManyTests {
    private let service = StoredImages()

    /// The question, when the records are read and the folder is looked at.
    private func asked(
        _ images: [Image], loaded: [Image.ID]? = nil, in folder: TestFolder, lastFolder: String? = nil
    ) async -> (SaveManyModel, Downloads) {
        let surroundings = Surroundings(home: { folder.path }, currentFolder: { folder.path })
        let downloads = Downloads(api: service, surroundings: surroundings)
        let known = images.filter { loaded?.contains($0.id) ?? true }.map { ($0.id, $0) }
        let model = SaveManyModel(
            images.map(MarkedImage.init), known: Dictionary(uniqueKeysWithValues: known), api: service,
            downloads: downloads, memory: SaveMemory(lastFolder: { lastFolder }, keepLastFolder: { _ in }),
            surroundings: surroundings)
        await model.finish()
        return (model, downloads)
    }

    private func names(_ downloads: Downloads) -> [String] {
        downloads.all.map { download in
            download.cancel()
            guard case .file(let path, false) = download.destination else { return "" }
            return (path as NSString).lastPathComponent
        }
    }

    @Test("each image has a file of its own name; no name that is taken is given away, in the folder or twice")
    func files() async throws {
        try await TestFolder.use { folder in
            let bytes = Sending.bytes(100)
            let images = [("1", "a"), ("2", "b"), ("3", "a"), ("4", "a"), ("5", "part")].map {
                Image.holding(bytes, id: $0.0, name: $0.1)
            }
            _ = try folder.write("b.raw", [7])
            _ = try folder.write("part.raw.part", [1, 2, 3])
            try SavedNote.write(DataProof(images[4]), to: folder.file("part.raw.part.json"))
            let (model, downloads) = await asked(images, in: folder)
            #expect(model.path == "~" && model.maySubmit && model.size == 500 && model.room != nil)
            model.submit()
            await model.finish()
            #expect(model.isDone)
            #expect(names(downloads) == ["a.raw", "b-2.raw", "a-2.raw", "a-3.raw", "part.raw"])
        }
    }

    @Test("records are read for as long as somebody asks where to save them")
    func left() async throws {
        let service = ScriptedService()
        service.records = Array(repeating: .hangs, count: 9)
        var kept: SaveManyModel? = SaveManyModel(
            (1...9).map { MarkedImage(.sample("\($0)")) }, known: [:], api: service,
            downloads: Downloads(api: service, surroundings: Surroundings()),
            memory: SaveMemory(lastFolder: { nil }, keepLastFolder: { _ in }), surroundings: Surroundings())
        try await until { service.calls.count == 4 }
        await settle()
        weak let left = kept
        kept = nil
        #expect(left == nil)
        await settle()
        #expect(service.calls.count == 4)
    }

    @Test("where the question is left while names are looked for, nothing begins")
    func leftAtNames() async throws {
        let (gate, named) = (Gate(), Gate())
        let looked = Mutex(0)
        var surroundings = Surroundings(home: { "/" }, currentFolder: { "/" })
        surroundings.savePlace = { _, _ in
            // The folder is looked at for the question; the second look is for the name of the first image.
            let count = looked.withLock {
                $0 += 1
                return $0
            }
            if count > 1 {
                named.open()
                await gate.pass()
            }
            return .free(room: 1000)
        }
        let downloads = Downloads(api: service, surroundings: surroundings)
        let image = Image.holding(Sending.bytes(100), id: "1", name: "a")
        var kept: SaveManyModel? = SaveManyModel(
            [MarkedImage(image)], known: ["1": image], api: service, downloads: downloads,
            memory: SaveMemory(lastFolder: { nil }, keepLastFolder: { _ in }), surroundings: surroundings)
        await kept?.finish()
        kept?.submit()
        await named.pass()
        weak let left = kept
        kept = nil
        #expect(left == nil)
        gate.open()
        await settle()
        #expect(downloads.all.isEmpty)
    }

    @Test("what the list has not loaded is read; what has no data, or cannot be read, is left out")
    func records() async throws {
        try await TestFolder.use { folder in
            let bytes = Sending.bytes(100)
            let images = (1...9).map { Image.holding(bytes, id: "\($0)", name: "image-\($0)") }
            for image in images.dropLast() { service.put(image) }
            service.change("3", "status", to: .string("queued"))
            let (model, downloads) = await asked(images, loaded: ["1"], in: folder)
            #expect(model.count == 9 && model.knownCount == 8)
            #expect(model.dataless == 1 && model.unreadable == 1)
            #expect(model.failure?.headline == "The data of image-9 was not saved (404)")
            model.submit()
            await model.finish()
            #expect(names(downloads) == [1, 2, 4, 5, 6, 7, 8].map { "image-\($0).raw" })
        }
    }

    @Test("where the service is not reached, the records of the others are not waited for")
    func unreached() async throws {
        try await TestFolder.use { folder in
            let images = (1...20).map { Image.holding(Sending.bytes(10), id: "\($0)", name: "image-\($0)") }
            for image in images { service.put(image) }
            service.readRefusal = APIError(kind: .timedOut, message: "")
            let (model, _) = await asked(images, loaded: ["1"], in: folder)
            #expect(model.unreadable == 19 && service.readCount < 8)
            #expect(model.images?.map(\.id) == ["1"])
        }
    }

    @Test("it proposes the folder of the last time; one that is not there is said, and nothing begins")
    func folder() async throws {
        try await TestFolder.use { folder in
            let (model, downloads) = await asked([.holding([1])], in: folder, lastFolder: folder.file("none"))
            #expect(model.path == "~/none")
            #expect(model.problem == .noFolder(path: folder.file("none")) && !model.maySubmit)
            model.submit()
            await model.finish()
            #expect(downloads.all.isEmpty)
            model.path = ""
            await model.finish()
            #expect(!model.maySubmit)
            model.path = folder.path + "/"
            await model.finish()
            #expect(model.maySubmit)
        }
    }

    @Test("where none has data, nothing begins")
    func nothing() async throws {
        try await TestFolder.use { folder in
            let (model, _) = await asked([.sample()], in: folder)
            #expect(model.images == [] && !model.maySubmit)
        }
    }
}
