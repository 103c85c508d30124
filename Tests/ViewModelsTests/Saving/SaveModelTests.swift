import Foundation
import ImageModel
import Testing

@testable import ViewModels

/// The question where an image is to be saved.
@Suite(.timeLimit(.minutes(10))) @MainActor struct SaveModelTests {
    @Test(
        "the proposed name is the image's and its format's, and leads nowhere else",
        arguments: [
            ("alpine", "qcow2", "bare", "alpine.qcow2"), ("alpine.qcow2", "qcow2", "bare", "alpine.qcow2"),
            ("../../etc/passwd", "raw", "bare", "_.._etc_passwd.raw"), ("-rf", "iso", "bare", "rf.iso"),
            (".profile", "raw", "bare", "profile.raw"), ("a\u{1B}[2Jb\n\u{202E}c", "raw", "bare", "a_[2Jb__c.raw"),
            ("", "raw", "bare", "one.raw"), (nil, "raw", "bare", "one.raw"), ("x", nil, nil, "x"),
            ("box", "vmdk", "ova", "box.ova"), ("app", "raw", "docker", "app.tar"),
            ("アルパイン", "raw", "bare", "アルパイン.raw"),
            ("x", "a/b", "bare", "x.a_b"),
        ] as [(String?, String?, String?, String)])
    func proposal(name: String?, disk: String?, container: String?, wanted: String) {
        var image = Image.sample(name: name)
        (image.diskFormat, image.containerFormat) = (disk, container)
        #expect(SavePath.fileName(for: image) == wanted)
    }

    @Test("a long name leaves room for what is added on the way")
    func long() {
        let image = Image.sample(name: String(repeating: "é", count: 255))
        let name = SavePath.fileName(for: image)
        #expect(name.hasSuffix("é.raw"))
        #expect((name + PartFile.noteSuffix).utf8.count <= 255)
    }

    private func model(
        _ image: Image, in folder: TestFolder, lastFolder: String? = nil
    ) -> (SaveModel, Downloads) {
        let surroundings = Surroundings(home: { folder.path }, currentFolder: { folder.path })
        let downloads = Downloads(api: ScriptedService(), surroundings: surroundings)
        let memory = SaveMemory(lastFolder: { lastFolder }, keepLastFolder: { _ in })
        return (SaveModel(image, downloads: downloads, memory: memory, surroundings: surroundings), downloads)
    }

    @Test("it proposes the folder of the last time, or else the one that gaze was started in")
    func folder() async throws {
        try await TestFolder.use { folder in
            let (model, _) = model(.sample(), in: folder)
            await model.finishLooking()
            #expect(model.path == "~/alpine.raw")
            let (other, _) = self.model(.sample(), in: folder, lastFolder: "/srv/images")
            await other.finishLooking()
            #expect(other.path == "/srv/images/alpine.raw")
            other.path = "/tmp/x"
            await other.finishLooking()
            #expect(other.path == "/tmp/x")
        }
    }

    @Test(
        "an image without data is not saved, and it is said before",
        arguments: [ImageStatus.queued, .saving, .uploading, .importing, .killed, .pendingDelete, .deleted])
    func dataless(status: ImageStatus) async throws {
        try await TestFolder.use { folder in
            let (model, downloads) = model(.sample(status: status), in: folder)
            await model.finishLooking()
            #expect(model.image.dataObstacle?.hasPrefix("It is \(status.rawValue): ") == true)
            model.submit()
            #expect(downloads.all.isEmpty && !model.isDone)
        }
    }

    @Test("what is there is told before, and a name that is free is found")
    func places() async throws {
        try await TestFolder.use { folder in
            let bytes = Sending.bytes(100)
            let (model, downloads) = model(.holding(bytes), in: folder)
            await model.finishLooking()
            guard case .free(let room?) = model.place else { return #expect(model.place == .free(room: 0)) }
            #expect(room > 0)
            let there = try folder.write("alpine.raw", [7])
            model.path += "x"
            model.path = "~/alpine.raw"
            await model.finishLooking()
            #expect(model.place == .problem(.exists(path: there)))
            model.proposeFreeName()
            await model.finishLooking()
            #expect(model.path == "~/alpine-2.raw")
            model.path = "~/none/alpine.raw"
            await model.finishLooking()
            #expect(model.place == .problem(.noFolder(path: folder.file("none"))))
            model.path = "~"
            await model.finishLooking()
            #expect(model.place == .problem(.notAFile(path: folder.path)))
            _ = try folder.write("part.raw.part", [1, 2, 3])
            try SavedNote.write(DataProof(model.image), to: folder.file("part.raw.part.json"))
            model.path = "~/part.raw"
            await model.finishLooking()
            #expect(model.place == .part(bytes: 3))
            model.path = ""
            await model.finishLooking()
            #expect(model.place == nil)
            model.submit()
            #expect(downloads.all.isEmpty && !model.isDone)
        }
    }
}
