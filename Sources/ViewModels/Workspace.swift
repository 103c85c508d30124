import DiskFormats
package import ImageModel
import Observation

/// Everything that a user works on in one cloud: the list, the form, the records and the transfers.
@Observable
@MainActor
package final class Workspace {
    /// The cloud, and the project if it is known.
    package let place: Place
    /// The list of images.
    package let catalogue: CatalogueModel
    /// The images that are marked in the list.
    package let marks = Marks()
    /// The changes since the start, which can be undone.
    package let changes = ChangeHistory()
    /// The current or latest change of many images; nil before the first.
    package internal(set) var run: ChangeRun?
    /// The form that creates an image; its content stays until it is sent.
    @ObservationIgnored package private(set) lazy var draft = DraftModel(
        api: api, surroundings: surroundings, notes: notes, onEdit: { [drafts] in drafts.keep($0) },
        onCreate: { [weak self] in self?.didCreate($0, $1, $2) })
    /// Stores the form's content beyond the end of gaze.
    package let drafts: KeptDrafts
    /// The cloud's definitions of properties.
    @ObservationIgnored package private(set) lazy var guidance = GuidanceModel(api: api)
    /// The presets for the form.
    @ObservationIgnored package private(set) lazy var presets = PresetsModel(read: surroundings.presets)
    /// The file browser.
    @ObservationIgnored package private(set) lazy var files = FileBrowserModel(
        surroundings: surroundings, memory: memory)
    /// Completes the path being typed.
    @ObservationIgnored package private(set) lazy var completion = PathCompletion(surroundings: surroundings)
    /// The transfers since the start, current and finished.
    @ObservationIgnored package private(set) lazy var transfers = Transfers(
        api: api, surroundings: surroundings, notes: notes
    ) {
        [weak self] in self?.look(at: $0)
    }
    /// The downloads since the start, current and finished.
    @ObservationIgnored package private(set) lazy var downloads = Downloads(
        api: api, surroundings: surroundings, notes: transfers.notes)
    /// The transfers that other gaze processes are running or have left behind.
    @ObservationIgnored package private(set) lazy var others = OtherTransfers(
        api: api, memory: transferMemory, place: place, clouds: otherClouds, surroundings: surroundings
    ) { [weak self] plan, image, offer, note, target in
        self?.transfers.add(plan, to: image, offer: offer, at: target, takingUp: note)
    }
    /// The filters that have been used on this cloud.
    @ObservationIgnored package private(set) lazy var filterHistory = FilterHistory(memory: filterMemory)
    /// The columns of the list.
    @ObservationIgnored package private(set) lazy var columns = ListColumns(
        configured: settings.columns, memory: listMemory)
    /// The views of the list.
    @ObservationIgnored package private(set) lazy var views = SavedViews(configured: settings.views, memory: listMemory)
    /// The record that the form has created and no screen has shown yet.
    package private(set) var created: RecordModel?

    let api: any ImageAPI
    /// The image service.
    package var images: any ImageAPI { api }
    /// The clouds that images can be copied to and from.
    let otherClouds: OtherClouds
    let surroundings: Surroundings
    private let memory: BrowserMemory
    private let transferMemory: TransferMemory
    private let notes: TransferNotes
    private let filterMemory: FilterMemory
    let saveMemory: SaveMemory
    private let listMemory: ListMemory
    private let settings: Configuration.Settings

    /// Creates a workspace on an image service. Nothing is requested before a screen asks for it.
    ///
    /// - Parameters:
    ///   - api: The image service.
    ///   - place: The cloud.
    ///   - memory: Stores the file browser's state between runs.
    ///   - drafts: Stores the form's content beyond the end of gaze.
    ///   - filters: Stores the filters that are used.
    ///   - list: Stores the list's columns and views.
    ///   - settings: The user's settings for this cloud.
    ///   - saves: Stores the folder that an image was last saved to.
    ///   - transferMemory: Stores notes about transfers.
    ///   - otherClouds: The clouds that images can be copied to and from.
    ///   - fetch: Opens addresses of the web.
    ///   - presetFolder: The folder of the user's own presets; nil for the built-in ones only.
    ///   - readsStandardInput: Whether standard input provides data, and is not the keyboard.
    package convenience init(
        api: any ImageAPI, place: Place, memory: BrowserMemory, drafts: DraftMemory, filters: FilterMemory,
        list: ListMemory = .none, settings: Configuration.Settings = Configuration.Settings(),
        saves: SaveMemory = .none, transferMemory: TransferMemory,
        otherClouds: OtherClouds = .none, fetch: @escaping WebFetch,
        presetFolder: String? = nil,
        readsStandardInput: Bool = false
    ) {
        var surroundings = Surroundings(fetch: fetch, presets: { await PresetFile.presets(in: presetFolder) })
        surroundings.lookInterval = .seconds(10)
        if readsStandardInput {
            let input = StandardInput()
            surroundings.standardInput = ImageData(size: nil, chunks: input)
            surroundings.standardInputHead = { () async throws(APIError) in
                do {
                    return try await input.head(DiskInspection.headSize)
                } catch {
                    // Any error that is not a failure of reading means that it was cancelled.
                    throw error as? APIError ?? APIError(kind: .cancelled, message: "")
                }
            }
        }
        self.init(
            api: api, place: place, memory: memory, drafts: drafts, filters: filters, list: list, settings: settings,
            saves: saves, transferMemory: transferMemory, otherClouds: otherClouds, surroundings: surroundings)
    }

    init(
        api: any ImageAPI, place: Place, memory: BrowserMemory, drafts: DraftMemory = .none,
        filters: FilterMemory = .none, list: ListMemory = .none,
        settings: Configuration.Settings = Configuration.Settings(), saves: SaveMemory = .none,
        transferMemory: TransferMemory = .none, otherClouds: OtherClouds = .none, surroundings: Surroundings
    ) {
        self.api = api
        self.otherClouds = otherClouds
        var surroundings = surroundings
        surroundings.elsewhere = { image throws(APIError) in try await otherClouds.service(of: image) }
        surroundings.places = { await otherClouds.places(beside: place) }
        self.drafts = KeptDrafts(memory: drafts)
        self.place = place
        self.surroundings = surroundings
        self.memory = memory
        self.transferMemory = transferMemory
        notes = TransferNotes(memory: transferMemory, place: place, surroundings: surroundings)
        filterMemory = filters
        saveMemory = saves
        listMemory = list
        self.settings = settings
        catalogue = CatalogueModel(api: api, surroundings: surroundings)
        catalogue.isOwn = { [weak self] in self?.transfers.last(of: $0)?.isUnderWay ?? false }
        catalogue.onDelete = { [weak self] in self?.didDelete($0, isOurs: $1) }
    }

    /// Polls for changes by others if it is time to; called every second.
    package func tick() {
        others.tick()
        catalogue.tick()
    }

    /// Returns the record of an image in the list.
    package func record(of image: Image) -> RecordModel {
        record(of: image.id, name: image.nameOrID)
    }

    /// Returns the record of an image of which only the id and the name are known.
    package func record(of id: Image.ID, name: String) -> RecordModel {
        record(of: id, name: name, created: nil, transfer: transfers.last(of: id))
    }

    /// Returns the record of the image that a transfer is for.
    package func record(of transfer: TransferModel) -> RecordModel {
        record(of: transfer.imageID, name: transfer.name, created: nil, transfer: transfer)
    }

    /// Starts to search for an image by its name or id.
    package func find(_ name: String) -> ImageFinder { ImageFinder(name, api: api) }

    /// Reads what the login returns, unless it is known.
    package func readLogin() {
        if place.login == nil { Task { [place] in await place.readLogin() } }
    }

    /// Returns the context that gives a filter its meaning here and now. Its project is known once the login has returned it,
    /// which this requests.
    package func filterContext() -> FilterContext {
        readLogin()
        return FilterContext(now: surroundings.date(), project: place.login?.projectID)
    }

    /// Returns the model that asks where to save an image's data.
    package func save(_ image: Image) -> SaveModel {
        SaveModel(image, downloads: downloads, memory: saveMemory, surroundings: surroundings)
    }

    /// Fills the form with the draft that an earlier run has left behind.
    package func takeUpDraft() {
        guard let kept = drafts.offered else { return }
        draft.clear()
        draft.draft = kept.draft
        drafts.forgetOffered()
    }

    /// Returns the record that the form has created, for the screen that shows it; only once.
    package func takeCreated() -> RecordModel? {
        // Writes only if there is a change: a screen that asks while it is drawn would otherwise be redrawn forever.
        guard let record = created else { return nil }
        created = nil
        return record
    }

    /// Whether anything is in progress: a record is being created, many images are being changed, or data is being transferred and
    /// not on hold.
    package var isBusy: Bool { draft.isSending || isChanging || transfers.isBusy || downloads.isBusy }

    /// Whether no transfer or download is unfinished.
    package var hasNothingUnderWay: Bool { transfers.underWay.isEmpty && downloads.underWay.isEmpty }

    /// Waits until nothing is in progress any more.
    package func finish() async {
        while !Task.isCancelled {
            let (changes, change) = AsyncStream.makeStream(of: Void.self)
            let isBusy = withObservationTracking {
                self.isBusy
            } onChange: {
                change.finish()
            }
            guard isBusy else { return }
            // The state changes on the main actor, so this resumes only after the change is made.
            for await _ in changes {}
        }
    }

    private func didCreate(_ record: ImageRecord, _ plan: TransferPlan?, _ checksum: Checksum?) {
        catalogue.insert(record.image)
        let transfer = plan.map {
            transfers.add($0, to: record.image, offer: draft.offer ?? TransferOffer(), checksum: checksum)
        }
        created = self.record(
            of: record.image.id, name: record.image.nameOrID, created: record, transfer: transfer)
    }

    private func record(
        of id: Image.ID, name: String, created: ImageRecord?, transfer: TransferModel?
    ) -> RecordModel {
        RecordModel(
            id: id, name: name, created: created, api: api, transfer: transfer,
            onRead: { [weak self] in self?.look(at: $0) },
            onDelete: { [weak self] in
                self?.catalogue.removeDeleted($0)
                self?.marks.remove($0)
                self?.others.forget($0)
            }, onChange: { [weak self] in self?.note($0) })
    }

    private func didDelete(_ image: Image, isOurs: Bool) {
        marks.remove(image.id)
        others.forget(image.id)
        if isOurs { note(DoneChange(.deleted, of: image.id, image.nameOrID)) }
    }
}
