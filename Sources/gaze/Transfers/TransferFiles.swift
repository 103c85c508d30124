import Foundation
import ImageModel
import ViewModels

/// The files in which gazes tell each other of their transfers: `$XDG_STATE_HOME/gaze/transfers`.
///
/// Each gaze that has some keeps a page of its own there, `NAME.json`, and holds a lock on `NAME.lock` for as long as it lives,
/// however it ends. A page whose lock can be had is of one that is dead: what was under way there was cut off.
actor TransferFiles {
    private let folder: String
    private let shownFolder: String
    private let journal: JournalFile
    private var own: (name: String, lock: FileLock)?
    /// What this gaze has added to the journal: it is among its own transfers, and can be brought again from there.
    private var added: Set<JournalEntry.ID> = []

    private static let suffix = ".lock"

    /// The files at these locations; nothing is made before there is something to write down.
    init(files: FileLocations) {
        folder = files.transfers
        shownFolder = FileLocations.shown(folder, home: files.home)
        journal = JournalFile(path: files.journal)
    }

    /// They, for the models. None of it is done on the main actor.
    nonisolated var memory: TransferMemory {
        TransferMemory(
            keep: { notes, place throws(TransferMemoryError) in try await self.keep(notes, at: place) },
            add: { entries throws(TransferMemoryError) in try await self.add(entries) },
            look: { place throws(TransferMemoryError) in try await self.look(at: place) },
            markSeen: { seen throws(TransferMemoryError) in try await self.markSeen(seen) },
            forget: { image throws(TransferMemoryError) in try await self.forget(image) },
            take: { id throws(TransferMemoryError) in try await self.take(id) })
    }

    /// Writes down what is under way in this gaze.
    private func keep(_ notes: [TransferNote], at place: PlaceNote) throws(TransferMemoryError) {
        try told {
            guard !notes.isEmpty else { return erase() }
            try makeFolder()
            let name = try own?.name ?? begin()
            try TransferPage(place: place, time: Date(), transfers: notes).write(to: page(name))
        }
    }

    /// Takes a name that no other gaze has had.
    private func begin() throws -> String {
        while true {
            let name = UUID().uuidString.lowercased()
            // One that looks at this moment may have the lock first, and then take the page for a dead one's.
            guard let lock = try FileLock.take(path(name), .exclusive, creates: true) else {
                unlink(path(name))
                continue
            }
            own = (name, lock)
            return name
        }
    }

    private func erase() {
        guard let own else { return }
        remove(own.name)
        self.own = nil
    }

    private func add(_ entries: [JournalEntry]) throws(TransferMemoryError) {
        added.formUnion(entries.map(\.id))
        try told {
            try makeFolder()
            try journal.add(entries)
        }
    }

    private func forget(_ image: Image.ID) throws(TransferMemoryError) {
        try told {
            for name in try others() where try !isAlive(name) {
                try changing(name) { page in page.transfers.removeAll { $0.id == image } }
            }
            guard FileManager.default.fileExists(atPath: journal.path) else { return }
            _ = try journal.forgetNotes { $0.image == image }
        }
    }

    private func markSeen(_ seen: Set<JournalEntry.ID>) throws(TransferMemoryError) {
        try told { try journal.markSeen(seen) }
    }

    /// What other gazes have written down of a place.
    private func look(at place: PlaceNote) throws(TransferMemoryError) -> TransferMemory.Found {
        try told {
            var found = TransferMemory.Found()
            for name in try others() {
                guard let page = try TransferPage(in: page(name)) else {
                    buryEmpty(name)
                    continue
                }
                guard page.place == place else { continue }
                if try isAlive(name) {
                    found.running += page.transfers
                } else {
                    found.cutOff += page.cutOff(name)
                    try noteDeath(of: name)
                }
            }
            // Last: what has ended meanwhile is in the journal before its page is gone.
            found.ended = try journal.read().filter { $0.place == place }
            // What has come since, by whichever gaze, is not cut off; a copy to more stores may be all the same.
            let verified = Set(found.ended.filter { $0.outcome == .verified && $0.file == nil }.map(\.image))
            for done in found.cutOff where verified.contains(done.note.id) && !done.note.plan.isCopy {
                found.cutOff.removeAll { $0.id == done.id }
                try changing(done.id.process) { page in page.transfers.removeAll { $0.id == done.id.image } }
            }
            let busy = Set(found.running.map(\.id) + found.cutOff.map(\.note.id))
            found.cutOff += JournalEntry.unfinished(among: found.ended).filter { cutOff in
                !busy.contains(cutOff.note.id) && cutOff.end.map { !added.contains($0.id) } ?? true
            }
            found.cutOff.sort { $0.time < $1.time }
            return found
        }
    }

    /// The names of the other gazes, dead or alive.
    private func others() throws -> [String] {
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: folder)
            .filter { $0.hasSuffix(Self.suffix) }.map { String($0.dropLast(Self.suffix.count)) }
            .filter { $0 != own?.name }.sorted()
    }

    private func isAlive(_ name: String) throws -> Bool {
        do {
            // Others that look at the same moment are not taken for it.
            return try FileLock.take(path(name), .shared) == nil
        } catch POSIXError.ENOENT {
            // It has ended, and all of its transfers had.
            return true
        }
    }

    /// Removes the lock of a gaze that has died before it wrote anything.
    private func buryEmpty(_ name: String) {
        // Where that fails, it is tried at the next look.
        guard let lock = try? FileLock.take(path(name), .exclusive) else { return }
        withExtendedLifetime(lock) {
            if !FileManager.default.fileExists(atPath: page(name).path) { remove(name) }
        }
    }

    /// Tells the journal, once, of what was cut off.
    private func noteDeath(of name: String) throws {
        try changing(name) { page in
            guard !page.isInJournal else { return }
            try journal.add(page.cutOff(name).map { JournalEntry($0, place: page.place) })
            page.isInJournal = true
        }
    }

    /// Takes away one that was cut off.
    ///
    /// - Returns: whether it was still there.
    private func take(_ id: CutOff.ID) throws(TransferMemoryError) -> Bool {
        try told {
            if let entry = UUID(uuidString: id.process), try journal.forgetNotes(where: { $0.id == entry }) > 0 {
                return true
            }
            var isTaken = false
            try changing(id.process, waits: true) { page in
                isTaken = page.transfers.contains { $0.id == id.image }
                page.transfers.removeAll { $0.id == id.image }
            }
            return isTaken
        }
    }

    /// Changes the page of a gaze that is dead; one with nothing on it is removed.
    private func changing(_ name: String, waits: Bool = false, _ change: (inout TransferPage) throws -> Void) throws {
        let lock: FileLock?
        do {
            lock = try FileLock.take(path(name), .exclusive, waits: waits)
        } catch POSIXError.ENOENT {
            return
        }
        guard let lock, var page = try TransferPage(in: page(name)) else { return }
        try withExtendedLifetime(lock) {
            try change(&page)
            if page.transfers.isEmpty { remove(name) } else { try page.write(to: self.page(name)) }
        }
    }

    private func remove(_ name: String) {
        // The page first: a lock without one says nothing.
        unlink(page(name).path)
        unlink(path(name))
    }

    private func path(_ name: String) -> String { folder + "/" + name + Self.suffix }

    private func page(_ name: String) -> PrivateFile { PrivateFile(path: folder + "/" + name + ".json") }

    private func makeFolder() throws {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    /// Does something with the files, and says in words why it cannot be done.
    private func told<Result>(_ body: () throws -> Result) throws(TransferMemoryError) -> Result {
        do {
            return try body()
        } catch {
            let reason =
                (error as? POSIXError).map { String(cString: strerror($0.code.rawValue)) } ?? error.localizedDescription
            throw TransferMemoryError(
                "What is under way cannot be kept in \(shownFolder): \(reason). Transfers go on, and the next start "
                    + "does not know of them. Check who may write there, and the room on the disk.")
        }
    }
}
