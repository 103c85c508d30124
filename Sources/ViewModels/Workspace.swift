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
    /// The form that makes an image; what is filled in stays until it is sent.
    @ObservationIgnored public private(set) lazy var draft = DraftModel(api: api, surroundings: surroundings) {
        [weak self] in self?.didCreate($0, $1)
    }
    /// What is being sent, or was since the start.
    public private(set) var transfers: [TransferModel] = []
    /// The record that the form has made and no screen has shown yet.
    public private(set) var created: RecordModel?

    private let api: any ImageAPI
    private let surroundings: Surroundings

    /// A workspace on an image service. Nothing is requested before a screen asks.
    public convenience init(api: any ImageAPI, place: Place) {
        self.init(api: api, place: place, surroundings: Surroundings())
    }

    init(api: any ImageAPI, place: Place, surroundings: Surroundings) {
        self.api = api
        self.place = place
        self.surroundings = surroundings
        catalogue = CatalogueModel(api: api, surroundings: surroundings)
    }

    /// The cloud that is worked on.
    @Observable
    @MainActor
    public final class Place {
        /// What it is called in clouds.yaml; `local` for the embedded service.
        public let cloud: String
        /// The project, once the login has told it.
        public var project: String?

        /// A cloud, and the project where it is known.
        public init(cloud: String, project: String? = nil) {
            self.cloud = cloud
            self.project = project
        }
    }

    /// The transfers that are under way.
    public var transfersUnderWay: [TransferModel] { transfers.filter(\.isUnderWay) }

    /// The record of an image in the list.
    public func record(of image: Image) -> RecordModel {
        record(of: image, created: nil, transfer: transfers.last { $0.imageID == image.id })
    }

    /// Hands the record that the form has made to the screen that shows it.
    public func takeCreated() -> RecordModel? {
        // Only what changes is written: a screen that asks while it is drawn would be drawn again, without end.
        guard let record = created else { return nil }
        created = nil
        return record
    }

    private func didCreate(_ record: ImageRecord, _ file: DataFile?) {
        catalogue.insert(record.image)
        let transfer = file.map { file in
            TransferModel(file, to: record.image, api: api, surroundings: surroundings) {
                [weak self] in self?.catalogue.update($0)
            }
        }
        if let transfer { transfers.append(transfer) }
        created = self.record(of: record.image, created: record, transfer: transfer)
    }

    private func record(of image: Image, created: ImageRecord?, transfer: TransferModel?) -> RecordModel {
        RecordModel(
            image, created: created, api: api, transfer: transfer,
            onRead: { [weak self] in self?.catalogue.update($0) },
            onDelete: { [weak self] in self?.catalogue.remove($0) })
    }
}
