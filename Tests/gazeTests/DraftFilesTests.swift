import Foundation
import Testing
import ViewModels

@testable import gaze

/// The files of drafts: each gaze's own, and what a gaze has left behind that has ended.
@Suite struct DraftFilesTests {
    private func use(_ body: (FileLocations) async throws -> Void) async throws {
        try await TestFolder.use { home in
            try await body(FileLocations(environment: [:], home: home.path, executable: "/gaze"))
        }
    }

    private func draft(_ name: String) -> Draft {
        var draft = Draft()
        draft.name = name
        return draft
    }

    private func names(_ files: FileLocations) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: files.state + "/drafts")
    }

    /// Keeps a draft as a gaze does that has ended since.
    private func leave(_ draft: Draft, in files: FileLocations, cloud: String = "demo", isAbridged: Bool = false)
        async throws
    {
        try await DraftFiles(files: files, cloud: cloud).memory.keep(draft, isAbridged)
    }

    @Test("a draft is found by another gaze once its own has ended, and not before")
    func leftBehind() async throws {
        try await use { files in
            var first: DraftFiles? = DraftFiles(files: files, cloud: "demo")
            try await first?.memory.keep(draft("first"), true)
            try await first?.memory.keep(draft("second"), true)
            let other = DraftFiles(files: files, cloud: "demo").memory
            #expect(await other.find() == nil)
            first = nil
            let found = try #require(await other.find())
            #expect(found.draft == draft("second") && found.isAbridged)
            #expect(abs(found.keptAt.timeIntervalSinceNow) < 3600)
            // A third does not offer what the second does.
            #expect(await DraftFiles(files: files, cloud: "demo").memory.find() == nil)
            #expect(await other.find() == found)
            try await other.forget(found.id)
            #expect(await other.find() == nil)
            #expect(try names(files).isEmpty)
        }
    }

    @Test("a draft is its own gaze's alone, where another has looked at its lock in the moment that it was made, too")
    func lookedAt() async throws {
        try await use { files in
            let folder = files.state + "/drafts"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let lock = folder + "/mine.lock"
            var looking = try FileLock.take(lock, .exclusive, creates: true)
            #expect(looking != nil)
            let drafts = DraftFiles(files: files, cloud: "demo", own: "mine")
            async let kept: Void = drafts.memory.keep(draft("first"), false)
            // One that did not wait would have kept it by then.
            try await Task.sleep(for: .milliseconds(200))
            looking = nil
            try await kept
            #expect(try FileLock.take(lock, .exclusive) == nil)
            try await drafts.memory.forget("mine")
            #expect(try names(files).isEmpty)
        }
    }

    @Test("the drafts of other clouds are left alone, and so is what is no draft")
    func others() async throws {
        try await use { files in
            try await leave(draft("mine"), in: files)
            try await leave(draft("theirs"), in: files, cloud: "other")
            for text in ["", "{", #"{"cloud":"demo"}"#] {
                let name = UUID().uuidString.lowercased()
                try Data(text.utf8).write(to: URL(filePath: files.state + "/drafts/\(name).json"))
                try Data().write(to: URL(filePath: files.state + "/drafts/\(name).lock"))
            }
            let memory = DraftFiles(files: files, cloud: "demo").memory
            let found = try #require(await memory.find())
            #expect(found.draft.name == "mine")
            try await memory.forget(found.id)
            #expect(await memory.find() == nil)
            // A draft and its lock each.
            #expect(try names(files).count == 2 * 4)
        }
    }

    @Test("an empty draft is no draft")
    func empty() async throws {
        try await use { files in
            let own = DraftFiles(files: files, cloud: "demo")
            try await own.memory.keep(Draft(), false)
            #expect(!FileManager.default.fileExists(atPath: files.state + "/drafts"))
            try await own.memory.keep(draft("typed"), false)
            #expect(try names(files).count == 2)
            try await own.memory.keep(Draft(), false)
            #expect(try names(files).isEmpty)
        }
    }

    @Test("nobody else may read a draft")
    func permissions() async throws {
        try await use { files in
            try await leave(draft("mine"), in: files)
            let folder = files.state + "/drafts"
            for (path, mode) in try [(folder, 0o700)] + names(files).map({ (folder + "/" + $0, 0o600) }) {
                let attributes = try FileManager.default.attributesOfItem(atPath: path)
                #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == mode)
            }
        }
    }

    @Test("where nothing can be written, it is said where and why")
    func refused() async throws {
        try await use { files in
            let parent = (files.state as NSString).deletingLastPathComponent
            try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
            try Data().write(to: URL(filePath: files.state))
            let error = await #expect(throws: DraftMemoryError.self) {
                try await DraftFiles(files: files, cloud: "demo").memory.keep(draft("mine"), false)
            }
            let words = try #require(error?.description)
            #expect(words.contains("~/.local/state/gaze/drafts"))
            #expect(words.contains("Not a directory") || words.contains("File exists"), "\(words)")
        }
    }
}
