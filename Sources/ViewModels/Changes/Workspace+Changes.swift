public import ImageModel

/// Changes of many images, and what takes changes back.
extension Workspace {
    /// The images that the list's keys mean: those that are marked, or else the one under the bar; as they are shown now.
    public var targets: [MarkedImage] {
        guard !marks.isEmpty else { return catalogue.selectedImage.map { [MarkedImage($0)] } ?? [] }
        return marks.images.map { image in catalogue.listed(image.id).map(image.looking) ?? image }
    }

    /// What is known of an image that a change would be for; nil where the list has not loaded it.
    public func listed(_ image: MarkedImage) -> Image? { catalogue.listed(image.id) }

    /// Whether a change of many images goes on.
    public var isChanging: Bool { run?.isRunning == true }

    /// Makes a change of images.
    ///
    /// - Returns: how it goes; nil while another goes on.
    @discardableResult
    public func begin(_ change: ImageChange, of images: [MarkedImage]) -> ChangeRun? {
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

    /// Takes the last change back that can be taken back.
    ///
    /// - Returns: how it goes; nil where there is none, or while another change goes on.
    @discardableResult
    public func undo() -> ChangeRun? {
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

    /// Writes down what a person has changed of one image. Whatever changes one by itself comes by here.
    func note(_ change: DoneChange) { changes.note(change) }

    /// Takes over what has been read of an image elsewhere than in the list, or made of it: in the list, and where it is marked.
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
            // What is written down is not read for each of a hundred thousand images.
            if others.mayOffer(id) || transfers.last(of: id) != nil { others.forget(id) }
        }
    }
}
