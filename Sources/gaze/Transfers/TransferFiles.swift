import Foundation
import ImageModel
import ViewModels

/// The files through which gaze processes tell each other about their transfers: `$XDG_STATE_HOME/gaze/transfers`.
///
/// Each process that has transfers keeps its own page there, `NAME.json`, and holds a lock on `NAME.lock` as long as it lives.
/// The lock is released however the process ends, so if the lock of a page is free, its process has died and the transfers on
/// the page were interrupted.
actor TransferFiles {
    private let folder: String
    private let shownFolder: String
    private let journal: JournalFile
    private var own: (name: String, lock: FileLock)?
    /// The journal entries added by this process: they are among its own transfers, and can be restarted from there.
    private var added: Set<JournalEntry.ID> = []

    private static let suffix = ".lock"

    /// Creates the store at these locations; no file is made before there is something to write.
    init(files: FileLocations) {
        folder = files.transfers
        shownFolder = FileLocations.shown(folder, home: files.home)
        journal = JournalFile(path: files.journal)
    }

    /// These files as the view models' memory of transfers. All access happens off the main actor.
    nonisolated var memory: TransferMemory {
        TransferMemory(
            keep: { notes, place throws(TransferMemoryError) in try await self.keep(notes, at: place) },
            add: { entries throws(TransferMemoryError) in try await self.add(entries) },
            look: { place throws(TransferMemoryError) in try await self.look(at: place) },
            markSeen: { seen throws(TransferMemoryError) in try await self.markSeen(seen) },
            forget: { image throws(TransferMemoryError) in try await self.forget(image) },
            take: { id throws(TransferMemoryError) in try await self.take(id) })
    }

    /// Writes down the transfers running in this process.
    private func keep(_ notes: [TransferNote], at place: PlaceNote) throws(TransferMemoryError) {
        try told {
            guard !notes.isEmpty else { return erase() }
            try makeFolder()
            let name = try own?.name ?? begin()
            try TransferPage(place: place, time: Date(), transfers: notes).write(to: page(name))
        }
    }

    /// Takes a name that no other process has used.
    private func begin() throws -> String {
        while true {
            let name = UUID().uuidString.lowercased()
            // Another process checking for life may take the lock first, and would then take the page for a dead process's.
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

    /// Returns what other processes have written down about a place.
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
            // The journal is read last: a transfer is entered there before its page is removed.
            found.ended = try journal.read().filter { $0.place == place }
            // An image whose data has been brought since, by whichever process, is not interrupted, but copying it to more
            // stores may still be.
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

    /// The names of the other processes, dead or alive.
    private func others() throws -> [String] {
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: folder)
            .filter { $0.hasSuffix(Self.suffix) }.map { String($0.dropLast(Self.suffix.count)) }
            .filter { $0 != own?.name }.sorted()
    }

    private func isAlive(_ name: String) throws -> Bool {
        do {
            // The lock is shared, so that other processes checking at the same time are not taken for the owner.
            return try FileLock.take(path(name), .shared) == nil
        } catch POSIXError.ENOENT {
            // The process has ended normally, after all its transfers had ended.
            return true
        }
    }

    /// Removes the lock file of a process that died before it wrote its page.
    private func buryEmpty(_ name: String) {
        // If this fails, the next look tries again.
        guard let lock = try? FileLock.take(path(name), .exclusive) else { return }
        withExtendedLifetime(lock) {
            if !FileManager.default.fileExists(atPath: page(name).path) { remove(name) }
        }
    }

    /// Adds the interrupted transfers of a dead process to the journal, once.
    private func noteDeath(of name: String) throws {
        try changing(name) { page in
            guard !page.isInJournal else { return }
            try journal.add(page.cutOff(name).map { JournalEntry($0, place: page.place) })
            page.isInJournal = true
        }
    }

    /// Takes an interrupted transfer off its page or the journal, so that this process can resume it.
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

    /// Changes the page of a dead process; a page left empty is removed.
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
        // The page is removed first: a lock file without a page means nothing.
        unlink(page(name).path)
        unlink(path(name))
    }

    private func path(_ name: String) -> String { folder + "/" + name + Self.suffix }

    private func page(_ name: String) -> PrivateFile { PrivateFile(path: folder + "/" + name + ".json") }

    private func makeFolder() throws {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    /// Runs an operation on the files, and converts its errors into a `TransferMemoryError` with an explanation.
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
