import Foundation
import ImageModel
import Testing
import ViewModels

@testable import gaze

/// The files in which gazes tell each other of their transfers.
@Suite(.timeLimit(.minutes(10))) struct TransferFilesTests {
    private static let place = PlaceNote(cloud: "demo", project: "lab", address: "http://keystone")

    private func note(_ image: Image.ID, bytes: Int64 = 5) throws -> TransferNote {
        let text = """
            {"id": "\(image)", "name": "alpine", "state": "sending", "bytes": \(bytes), "size": 10, "plan": {
            "source": "/srv/disk.raw", "isWhole": true, "way": "upload", "stores": [], "mustAllSucceed": false, "size": 10}}
            """
        return try JSONDecoder().decode(TransferNote.self, from: Data(text.utf8))
    }

    private func files(_ home: TestFolder) -> FileLocations {
        FileLocations(environment: ["HOME": home.path], home: home.path, executable: "/none")
    }

    private func mode(_ path: String) throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }

    @Test("what one gaze does another sees, at the same place only, and for as long as it does")
    func alive() async throws {
        try await TestFolder.use { home in
            let other = TransferFiles(files: files(home)).memory
            let nothing = try await other.look(Self.place)
            #expect(nothing == TransferMemory.Found())
            #expect(!FileManager.default.fileExists(atPath: home.path + "/.local"))
            let one = TransferFiles(files: files(home)).memory
            try await one.keep([note("a"), note("b")], Self.place)
            try await one.keep([note("a", bytes: 7)], Self.place)
            let seen = try await other.look(Self.place)
            #expect(try seen == TransferMemory.Found(running: [note("a", bytes: 7)]))
            let itself = try await one.look(Self.place)
            #expect(itself == TransferMemory.Found())
            for place in [
                PlaceNote(cloud: "demo", project: "lab"), PlaceNote(cloud: "demo", address: "http://keystone"),
            ] {
                let elsewhere = try await other.look(place)
                #expect(elsewhere == TransferMemory.Found())
            }
            let folder = files(home).transfers
            let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(names.count == 2)
            #expect(try mode(folder) == 0o700)
            for name in names { #expect(try mode(folder + "/" + name) == 0o600) }
            try await one.keep([], Self.place)
            let rest = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(rest.isEmpty)
        }
    }

    @Test("what a gaze that is dead was doing was cut off; it is told once in the journal, and taken up by one gaze")
    func dead() async throws {
        try await TestFolder.use { home in
            // It lives as long as its memory.
            try await TransferFiles(files: files(home)).memory.keep([note("a"), note("b")], Self.place)
            let (first, second) = (TransferFiles(files: files(home)).memory, TransferFiles(files: files(home)).memory)
            for memory in [first, second, first] {
                let found = try await memory.look(Self.place)
                #expect(found.running.isEmpty)
                #expect(found.cutOff.map(\.note.id) == ["a", "b"])
            }
            let journal = try JournalFile(path: files(home).journal).read()
            #expect(journal.map(\.outcome) == [.cutOff, .cutOff] && journal.allSatisfy(\.isSeen))
            #expect(journal.map(\.image) == ["a", "b"] && journal.first?.place == Self.place)
            let id = try #require(try await first.look(Self.place).cutOff.first).id
            let isTaken = try await (first.take(id), second.take(id))
            #expect(isTaken == (true, false))
            let rest = try await second.look(Self.place).cutOff
            #expect(rest.map(\.note.id) == ["b"])
            let isLastTaken = try await second.take(try #require(rest.first).id)
            #expect(isLastTaken)
            let names = try FileManager.default.contentsOfDirectory(atPath: files(home).transfers)
            #expect(names.isEmpty)
        }
    }

    @Test("what was verified, by whichever gaze, is not offered as cut off")
    func verifiedSince() async throws {
        try await TestFolder.use { home in
            try await TransferFiles(files: files(home)).memory.keep([note("a"), note("b")], Self.place)
            let memory = TransferFiles(files: files(home)).memory
            try await memory.add([
                JournalEntry(
                    time: .now, place: Self.place, image: "a", name: "alpine", outcome: .verified, title: "Verified",
                    text: "", isSeen: true)
            ])
            let found = try await memory.look(Self.place)
            #expect(found.cutOff.map(\.note.id) == ["b"])
            // Nothing of it is left to be read at each look.
            #expect(try await memory.take(try #require(found.cutOff.first).id))
            let names = try FileManager.default.contentsOfDirectory(atPath: files(home).transfers)
            #expect(names.isEmpty)
        }
    }

    @Test(
        "what is no page, or one of a later gaze, is passed over, and the lock of a gaze that wrote nothing is removed")
    func strange() async throws {
        try await TestFolder.use { home in
            let folder = files(home).transfers
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for name in ["x.json", "x.lock", "y.lock", "z.txt"] {
                try Data("{\"transfers\": 3}".utf8).write(to: URL(filePath: folder + "/" + name))
            }
            let found = try await TransferFiles(files: files(home)).memory.look(Self.place)
            #expect(found == TransferMemory.Found())
            let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            #expect(names == ["x.json", "x.lock", "z.txt"])
        }
    }

    @Test("where nothing can be written, it says where, why, and what follows")
    func unwritable() async throws {
        try await TestFolder.use { home in
            _ = try home.write(".local", Data())
            let memory = TransferFiles(files: files(home)).memory
            let note = try note("a")
            let error = await #expect(throws: TransferMemoryError.self) { try await memory.keep([note], Self.place) }
            #expect(error?.description.contains("cannot be kept in ~/.local/state/gaze/transfers: ") == true)
            #expect(error?.description.contains("the next start does not know of them") == true)
        }
    }

    private func entry(_ number: Int, isSeen: Bool = false) -> JournalEntry {
        JournalEntry(
            time: Date(timeIntervalSince1970: Double(number)), place: Self.place, image: "\(number)", name: "a\nb",
            outcome: .verified, title: "Verified", text: "all of it", isSeen: isSeen)
    }

    @Test("the journal has a line for each end, and says which were seen; a line that was cut short costs no other")
    func journal() async throws {
        try await TestFolder.use { home in
            let memory = TransferFiles(files: files(home)).memory
            let entries = [entry(1), entry(2), entry(3)]
            try await memory.add(Array(entries[..<2]))
            let journal = JournalFile(path: files(home).journal)
            let file = try FileHandle(forWritingTo: URL(filePath: journal.path))
            try file.seekToEnd()
            try file.write(contentsOf: Data("{\"id\": \"cut".utf8))
            try file.close()
            try await memory.add([entries[2]])
            #expect(try journal.read() == entries)
            try await memory.markSeen([entries[1].id])
            #expect(try journal.read().map(\.isSeen) == [false, true, false])
            #expect(try mode(journal.path) == 0o600)
            let text = try String(contentsOfFile: journal.path, encoding: .utf8)
            #expect(text.hasSuffix("\n") && text.contains("\"time\":\"1970-01-01T00:00:01Z\""))
            let found = try await memory.look(Self.place).ended
            #expect(found.map(\.image) == ["1", "2", "3"])
            let elsewhere = try await memory.look(PlaceNote(cloud: "other")).ended
            #expect(elsewhere.isEmpty)
        }
    }

    @Test("what did not work out is offered by later gazes until it is brought, taken up, or its image is gone")
    func unfinished() async throws {
        try await TestFolder.use { home in
            func entry(_ image: Image.ID, at second: Int, _ outcome: JournalEntry.Outcome) throws -> JournalEntry {
                JournalEntry(
                    time: Date(timeIntervalSince1970: Double(second)), place: Self.place, image: image, name: image,
                    outcome: outcome, title: "t", text: "", isSeen: true,
                    note: outcome == .verified ? nil : try note(image))
            }
            let own = TransferFiles(files: files(home)).memory
            try await own.add([
                entry("a", at: 1, .failed), entry("b", at: 2, .failed), entry("c", at: 3, .cancelled),
                entry("d", at: 4, .failed), entry("b", at: 5, .verified), entry("a", at: 6, .failed),
            ])
            // It has them among its own transfers.
            let itself = try await own.look(Self.place).cutOff
            #expect(itself.isEmpty)
            let (first, second) = (TransferFiles(files: files(home)).memory, TransferFiles(files: files(home)).memory)
            let found = try await first.look(Self.place).cutOff
            #expect(
                found.map(\.note.id) == ["c", "d", "a"] && found.map(\.end?.outcome) == [.cancelled, .failed, .failed])
            let isTaken = try await (first.take(found[0].id), second.take(found[0].id))
            #expect(isTaken == (true, false))
            try await second.forget("d")
            // What another gaze does now is not offered.
            try await second.keep([note("a")], Self.place)
            let rest = try await first.look(Self.place)
            #expect(rest.cutOff.isEmpty && rest.running.map(\.id) == ["a"])
            try await second.keep([], Self.place)
            let last = try await first.look(Self.place).cutOff
            #expect(last.map(\.note.id) == ["a"])
        }
    }

    @Test("the journal keeps the latest few hundred")
    func limit() async throws {
        try await TestFolder.use { home in
            let journal = JournalFile(path: home.path + "/journal.jsonl")
            let count = 2 * JournalFile.limit
            try journal.add((0..<count).map { entry($0) })
            #expect(try journal.read().count == count)
            try journal.add([entry(count)])
            let kept = try journal.read().map(\.image)
            #expect(kept.count == JournalFile.limit && kept.last == "\(count)")
        }
    }

    @Test("gazes that write to the journal at once lose nothing")
    func atOnce() async throws {
        try await TestFolder.use { home in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<8 {
                    let memory = TransferFiles(files: files(home)).memory
                    group.addTask {
                        for step in 0..<10 {
                            let entry = entry(number * 10 + step)
                            try await memory.add([entry])
                            try await memory.markSeen([entry.id])
                        }
                    }
                }
                try await group.waitForAll()
            }
            let entries = try JournalFile(path: files(home).journal).read()
            #expect(Set(entries.map(\.image)).count == 80 && entries.allSatisfy(\.isSeen))
        }
    }
}
