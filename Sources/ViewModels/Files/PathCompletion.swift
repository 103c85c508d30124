import Observation

/// Completion of a path that is being typed, or of the place of an image elsewhere, as in the shell: the common continuation of
/// all matching names, and the names. Folders end in `/`; names that begin with a dot are left out until a dot is typed.
///
/// Names that are not UTF-8 are not offered: they cannot be typed.
@Observable
@MainActor
package final class PathCompletion {
    private var matches = PathMatches()
    /// Whether `matches` belong to the previous folder, because nothing is known yet of the one that is typed.
    private var isOfFolderBefore = false
    /// The text that can be appended to the typed path without making a choice; often empty.
    package private(set) var suggestion = ""
    /// Whether some of the matching names may not be known yet.
    package private(set) var isBusy = false
    /// Whether the user is waiting for the suggestion: it is to be appended as soon as it is known.
    package private(set) var isWanted = false

    private let surroundings: Surroundings
    private let endings: [String]
    @ObservationIgnored private var typed = ""
    @ObservationIgnored private var listing = FolderListing()
    /// The folder of `listing`, as typed; nil if there is none.
    @ObservationIgnored private var folder: String?
    @ObservationIgnored private var isOutOfDate = false
    @ObservationIgnored private var reading: Task<Void, Never>?
    @ObservationIgnored private var matching: Task<Void, Never>?

    /// Creates a completion for an empty path.
    ///
    /// - Parameters:
    ///   - surroundings: lists the folders.
    ///   - endings: names with one of these suffixes are not offered.
    init(surroundings: Surroundings, leavingOut endings: [String] = []) {
        self.surroundings = surroundings
        self.endings = endings
    }

    isolated deinit {
        reading?.cancel()
        matching?.cancel()
    }

    /// The first of the matching names, in order. Empty if nothing is typed, if the path is that of the only matching file, or
    /// if nothing is known of the folder yet.
    package var choices: [String] { isOfFolderBefore ? [] : matches.choices }

    /// The number of matching names, including those beyond `choices`.
    package var count: Int { isOfFolderBefore ? 0 : matches.count }

    /// Whether there are matching names, and the typed one is not among them. Until something is known of a new folder, the
    /// value stays that of the previous one, so that nothing flickers in a form while the user types from folder to folder.
    package var isUnfinished: Bool { matches.count > 0 && !matches.isComplete }

    /// Updates the typed path; an empty one when nobody is typing.
    package func update(_ text: String) {
        guard !text.utf8.elementsEqual(typed.utf8) else { return }
        // While the user types along the suggestion, the rest of it stays visible.
        let added = text.utf8.dropFirst(typed.utf8.count)
        let goesOn = text.utf8.starts(with: typed.utf8) && suggestion.utf8.starts(with: added)
        suggestion = goesOn ? String(decoding: suggestion.utf8.dropFirst(added.count), as: UTF8.self) : ""
        typed = text
        if isWanted { isWanted = false }
        let (folder, name) = FilePath.split(text)
        if text.isEmpty || folder.isEmpty && name.utf8.first == UInt8(ascii: "~") {
            forget()
            show(PathMatches(home: name))
        } else if let known = self.folder, known.utf8.elementsEqual(folder.utf8) {
            match()
        } else {
            read(folder)
        }
    }

    /// Asks for the suggestion to be appended as soon as it is known.
    package func want() { isWanted = true }

    /// Clears the request for the suggestion: it has been appended, there is none, or it is no longer wanted.
    package func answered() {
        if isWanted { isWanted = false }
    }

    private func forget() {
        reading?.cancel()
        (folder, listing, isOutOfDate) = (nil, FolderListing(), false)
        if isBusy { isBusy = false }
    }

    private func read(_ folder: String) {
        forget()
        self.folder = folder
        isOfFolderBefore = true
        isBusy = true
        reading = Task { [weak self, surroundings] in
            guard !ImageElsewhere.isNamed(in: folder) else {
                let names = await surroundings.places()
                guard !Task.isCancelled else { return }
                self?.take(.entries(names.map { FileEntry(name: $0.utf8, kind: .folder) }))
                self?.take(.allNamed)
                return
            }
            for await part in surroundings.folder(folder.isEmpty ? "." : folder) {
                guard !Task.isCancelled else { return }
                self?.take(part)
            }
        }
    }

    private func take(_ part: FolderPart) {
        switch listing.take(part) {
        case .names, .failure: match()
        case .folder, .details: break
        }
    }

    /// Finds the matching names off the main actor, and again for every change in the meantime.
    private func match() {
        isOutOfDate = true
        isBusy = true
        guard matching == nil else { return }
        matching = Task { [weak self] in
            while let self, isOutOfDate { await matchOnce() }
            self?.matching = nil
        }
    }

    private func matchOnce() async {
        isOutOfDate = false
        let (text, entries) = (typed, listing.entries)
        let found = await PathMatches.find(FilePath.split(text).name, in: entries, leavingOut: endings)
        // Whatever arrived in the meantime is matched in the next round.
        guard !isOutOfDate, folder != nil, text.utf8.elementsEqual(typed.utf8) else { return }
        isBusy = !listing.hasAllNames
        show(found)
    }

    private func show(_ found: PathMatches) {
        if matches != found { matches = found }
        if isOfFolderBefore { isOfFolderBefore = false }
        // Further names might have less in common.
        let known = isBusy ? "" : found.suggestion
        if suggestion != known { suggestion = known }
    }
}
