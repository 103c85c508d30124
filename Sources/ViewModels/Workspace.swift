import DiskFormats
public import ImageModel
public import Observation

/// All that a person works on in one cloud: the list, the form, the records and the transfers.
@Observable
@MainActor
public final class Workspace {
    /// Where this is: the cloud, and the project where it is known.
    public let place: Place
    /// The list of images.
    public let catalogue: CatalogueModel
    /// The images that are marked in the list.
    public let marks = Marks()
    /// What was changed since the start, to be taken back.
    public let changes = ChangeHistory()
    /// The change of many images that goes on, or was made last; nil before the first.
    public internal(set) var run: ChangeRun?
    /// The form that makes an image; what is filled in stays until it is sent.
    @ObservationIgnored public private(set) lazy var draft = DraftModel(
        api: api, surroundings: surroundings, notes: notes, onEdit: { [drafts] in drafts.keep($0) },
        onCreate: { [weak self] in self?.didCreate($0, $1, $2) })
    /// What keeps the form beyond the end of gaze.
    public let drafts: KeptDrafts
    /// What the cloud says of properties.
    @ObservationIgnored public private(set) lazy var guidance = GuidanceModel(api: api)
    /// The presets that the form can be filled in from.
    @ObservationIgnored public private(set) lazy var presets = PresetsModel(read: surroundings.presets)
    /// The file browser.
    @ObservationIgnored public private(set) lazy var files = FileBrowserModel(
        surroundings: surroundings, memory: memory)
    /// Completion of the path that is being typed.
    @ObservationIgnored public private(set) lazy var completion = PathCompletion(surroundings: surroundings)
    /// What is being sent, or was since the start.
    @ObservationIgnored public private(set) lazy var transfers = Transfers(
        api: api, surroundings: surroundings, notes: notes
    ) {
        [weak self] in self?.look(at: $0)
    }
    /// What is being saved here, or was since the start.
    @ObservationIgnored public private(set) lazy var downloads = Downloads(
        api: api, surroundings: surroundings, notes: transfers.notes)
    /// What other gazes send, or have left.
    @ObservationIgnored public private(set) lazy var others = OtherTransfers(
        api: api, memory: transferMemory, place: place, clouds: otherClouds, surroundings: surroundings
    ) { [weak self] plan, image, offer, note, target in
        self?.transfers.add(plan, to: image, offer: offer, at: target, takingUp: note)
    }
    /// The filters that were used here.
    @ObservationIgnored public private(set) lazy var filterHistory = FilterHistory(memory: filterMemory)
    /// The columns of the list.
    @ObservationIgnored public private(set) lazy var columns = ListColumns(
        configured: settings.columns, memory: listMemory)
    /// The views of the list.
    @ObservationIgnored public private(set) lazy var views = SavedViews(configured: settings.views, memory: listMemory)
    /// The record that the form has made and no screen has shown yet.
    public private(set) var created: RecordModel?

    let api: any ImageAPI
    /// The image service that is worked on.
    public var images: any ImageAPI { api }
    /// The clouds that images can be copied to, and brought from.
    let otherClouds: OtherClouds
    let surroundings: Surroundings
    private let memory: BrowserMemory
    private let transferMemory: TransferMemory
    private let notes: TransferNotes
    private let filterMemory: FilterMemory
    let saveMemory: SaveMemory
    private let listMemory: ListMemory
    private let settings: Configuration.Settings

    /// A workspace on an image service. Nothing is requested before a screen asks.
    ///
    /// - Parameters:
    ///   - memory: what the file browser keeps between starts.
    ///   - drafts: what keeps the form beyond the end of gaze.
    ///   - filters: what is kept of the filters that are used.
    ///   - saves: what is kept of what is saved here.
    ///   - list: what is kept of the list's columns and views.
    ///   - settings: what the person has configured for this cloud.
    ///   - transferMemory: what is written down of transfers.
    ///   - otherClouds: the clouds that images can be copied to, and brought from.
    ///   - fetch: reads addresses of the web.
    ///   - presetFolder: the person's own presets, besides gaze's.
    ///   - readsStandardInput: whether standard input is for data, and not the keyboard.
    public convenience init(
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
                    // What is no failure of reading is that it was called off.
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

    /// Notes that a second has passed: what others do is found out from time to time.
    public func tick() {
        others.tick()
        catalogue.tick()
    }

    /// The record of an image in the list.
    public func record(of image: Image) -> RecordModel {
        record(of: image.id, name: image.nameOrID)
    }

    /// The record of an image of which only the id and the name are known.
    public func record(of id: Image.ID, name: String) -> RecordModel {
        record(of: id, name: name, created: nil, transfer: transfers.last(of: id))
    }

    /// The record of the image that a transfer is for.
    public func record(of transfer: TransferModel) -> RecordModel {
        record(of: transfer.imageID, name: transfer.name, created: nil, transfer: transfer)
    }

    /// Looks for an image by its name or its id.
    public func find(_ name: String) -> ImageFinder { ImageFinder(name, api: api) }

    /// Asks for what the login tells, where that is not known yet.
    public func readLogin() {
        if place.login == nil { Task { [place] in await place.readLogin() } }
    }

    /// What a filter means now and here. The project is known once the login has told it, which this asks for.
    public func filterContext() -> FilterContext {
        readLogin()
        return FilterContext(now: surroundings.date(), project: place.login?.projectID)
    }

    /// The question where an image's data is to be saved.
    public func save(_ image: Image) -> SaveModel {
        SaveModel(image, downloads: downloads, memory: saveMemory, surroundings: surroundings)
    }

    /// Fills the form in with the draft that an earlier gaze has left behind.
    public func takeUpDraft() {
        guard let kept = drafts.offered else { return }
        draft.clear()
        draft.draft = kept.draft
        drafts.forgetOffered()
    }

    /// Hands the record that the form has made to the screen that shows it.
    public func takeCreated() -> RecordModel? {
        // Only what changes is written: a screen that asks while it is drawn would be drawn again, without end.
        guard let record = created else { return nil }
        created = nil
        return record
    }

    /// Whether something goes on by itself: a record is being made, many images are being changed, or data is on its way and not held
    /// back.
    public var isBusy: Bool { draft.isSending || isChanging || transfers.isBusy || downloads.isBusy }

    /// Whether no data is on its way.
    public var hasNothingUnderWay: Bool { transfers.underWay.isEmpty && downloads.underWay.isEmpty }

    /// Waits until nothing goes on by itself any more.
    public func finish() async {
        while !Task.isCancelled {
            let (changes, change) = AsyncStream.makeStream(of: Void.self)
            let isBusy = withObservationTracking {
                self.isBusy
            } onChange: {
                change.finish()
            }
            guard isBusy else { return }
            // What changes is on the main actor, so that this goes on only when the change is made.
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
