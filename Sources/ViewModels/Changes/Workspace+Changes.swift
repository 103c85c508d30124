package import ImageModel

/// Changes of many images, and undo.
extension Workspace {
    /// The images that the list's keys act on, as they are shown now: the marked ones, or else the selected one.
    package var targets: [MarkedImage] {
        guard !marks.isEmpty else { return catalogue.selectedImage.map { [MarkedImage($0)] } ?? [] }
        return marks.images.map { image in catalogue.listed(image.id).map(image.looking) ?? image }
    }

    /// The image as the list shows it; nil if the list has not loaded it.
    package func listed(_ image: MarkedImage) -> Image? { catalogue.listed(image.id) }

    /// Whether a change of images is under way.
    package var isChanging: Bool { run?.isRunning == true }

    /// Starts a change of images.
    ///
    /// - Returns: the run; nil if another one is under way, or there are no images.
    @discardableResult
    package func begin(_ change: ImageChange, of images: [MarkedImage]) -> ChangeRun? {
        guard !isChanging, !images.isEmpty else { return nil }
        let run = ChangeRun(
            change, of: images, api: api,
            onDone: { [weak self] run, done, id, record in
                if let done { self?.changes.note(done, by: run) }
                self?.show(record, of: id, wasDeleted: change == .delete)
            }, onEnd: { [weak self] _ in self?.changes.didChange() })
        self.run = run
        return run
    }

    /// Undoes the latest change that can be undone.
    ///
    /// - Returns: the run; nil if there is nothing to undo, or another run is under way.
    @discardableResult
    package func undo() -> ChangeRun? {
        guard !isChanging, let entry = changes.lastReversible else { return nil }
        let run = ChangeRun(
            undoing: entry.changes, words: "undo: " + entry.words, api: api,
            onDone: { [weak self] _, _, id, record in self?.show(record, of: id, wasDeleted: false) },
            onEnd: { [weak self] run in
                self?.changes.takeOut(run.takenBack, conflicts: run.conflicts, of: entry.id)
                self?.changes.didChange()
            })
        self.run = run
        return run
    }

    /// Records a change that a user has made to one image. Every change outside a run is recorded here.
    func note(_ change: DoneChange) { changes.note(change) }

    /// Updates the list and the marks with an image that was read or changed elsewhere.
    func look(at image: Image) {
        catalogue.update(image)
        marks.look(at: image)
    }

    private func show(_ record: ImageRecord?, of id: Image.ID, wasDeleted: Bool) {
        if let record {
            look(at: record.image)
        } else if wasDeleted {
            catalogue.removeDeleted(id)
            marks.remove(id)
            // Stored notes are looked for only if there may be any, and not for each of a hundred thousand images.
            if others.mayOffer(id) || transfers.last(of: id) != nil { others.forget(id) }
        }
    }
}
