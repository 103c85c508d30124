public import Observation

/// Completion of a path that is being typed, or of the place of an image elsewhere, as the shell has it: what all names that
/// begin so have in common, and the names. Folders end in `/`; names that begin with a dot are left out until a dot is typed.
///
/// Names that are not UTF-8 are not offered: they cannot be typed.
@Observable
@MainActor
public final class PathCompletion {
    private var matches = PathMatches()
    /// Whether `matches` are of the folder before: nothing is known yet of the one that is typed.
    private var isOfFolderBefore = false
    /// What may be added to the typed path without a choice being made; often empty.
    public private(set) var suggestion = ""
    /// Whether not all names are known that may go with what is typed.
    public private(set) var isBusy = false
    /// Whether a person waits for the suggestion: it is to be added as soon as it is known.
    public private(set) var isWanted = false

    private let surroundings: Surroundings
    private let endings: [String]
    @ObservationIgnored private var typed = ""
    @ObservationIgnored private var listing = FolderListing()
    /// The folder of `listing`, as typed; nil where none is.
    @ObservationIgnored private var folder: String?
    @ObservationIgnored private var isOutOfDate = false
    @ObservationIgnored private var reading: Task<Void, Never>?
    @ObservationIgnored private var matching: Task<Void, Never>?

    /// A completion of nothing yet.
    ///
    /// - Parameter endings: what names end in that are not offered.
    init(surroundings: Surroundings, leavingOut endings: [String] = []) {
        self.surroundings = surroundings
        self.endings = endings
    }

    isolated deinit {
        reading?.cancel()
        matching?.cancel()
    }

    /// The names that the typed path may go on with, the first of them in order; none where nothing is typed, or the path is
    /// that of the only file that begins so, or nothing is known of the folder yet.
    public var choices: [String] { isOfFolderBefore ? [] : matches.choices }

    /// How many names there are, those beyond `choices` included.
    public var count: Int { isOfFolderBefore ? 0 : matches.count }

    /// Whether there are names to go on with, and what is typed is none of them. Until something is known of another folder this
    /// is as it was in the one before: nothing comes and goes in a form while one types from folder to folder.
    public var isUnfinished: Bool { matches.count > 0 && !matches.isComplete }

    /// Takes note of what is typed now; of nothing, when nobody is typing.
    public func update(_ text: String) {
        guard !text.utf8.elementsEqual(typed.utf8) else { return }
        // What is typed along the suggestion leaves the rest of it in sight.
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

    /// Asks for the suggestion to be added as soon as it is known.
    public func want() { isWanted = true }

    /// Takes note that nobody waits for the suggestion any more: it has been added, or there is none, or it is not wanted.
    public func answered() {
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

    /// Finds what goes with what is typed, away from the main actor, and as often as is needed.
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
        // What came meanwhile is matched the next time round.
        guard !isOutOfDate, folder != nil, text.utf8.elementsEqual(typed.utf8) else { return }
        isBusy = !listing.hasAllNames
        show(found)
    }

    private func show(_ found: PathMatches) {
        if matches != found { matches = found }
        if isOfFolderBefore { isOfFolderBefore = false }
        // More names could have less in common.
        let known = isBusy ? "" : found.suggestion
        if suggestion != known { suggestion = known }
    }
}
