import ImageModel
import Observation
import TestSupport

/// An image service that keeps what it is told in memory, and refuses what the API refuses of it.
@Observable
@MainActor
final class StoredImages: ImageAPI {
    private(set) var records: [Image.ID: ImageRecord] = [:]
    private(set) var memberLists: [Image.ID: [ImageMember]] = [:]
    /// The images that it refuses to change, with the answer.
    var refusals: [Image.ID: APIError] = [:]
    /// How it breaks down in deleting images.
    var breakdowns: [Image.ID: Breakdown] = [:]
    /// How many changes at once it can make; more are answered with 500. nil for any number.
    var mostAtOnce: Int?
    /// Holds requests that change something back, until it is opened; nil where nothing does.
    var gate: Gate?
    /// Requests that change something, and are under way.
    private(set) var underWay = 0
    /// The most of them at once.
    private(set) var mostUnderWay = 0
    /// How many requests have changed something, or were to.
    private(set) var changeCount = 0
    /// How many pages have been read.
    private(set) var pageCount = 0
    /// Why no record can be read; nil where it can.
    var readRefusal: APIError?
    /// How many records have been asked for.
    private(set) var readCount = 0
    /// Why a page after the first cannot be read.
    var pageRefusal: APIError?

    /// What is left of an image in whose deletion the service breaks down.
    enum Breakdown: CaseIterable {
        /// Its record with the status `deleted`, and without its properties: as Glance leaves it.
        case half
        /// Nothing.
        case whole
        /// All of it.
        case none
    }

    nonisolated init() {}

    func put(_ image: Image, properties: [String: String] = [:]) {
        var fields: [String: JSONValue] = [
            "id": .string(image.id), "name": image.name.map(JSONValue.string) ?? .null,
            "status": .string(image.status.rawValue), "visibility": .string(image.visibility.rawValue),
            "protected": .bool(image.isProtected), "os_hidden": .bool(image.isHidden),
            "tags": .array(image.tags.map(JSONValue.string)), "self": .string("/v2/images/\(image.id)"),
        ]
        for (name, value) in properties { fields[name] = .string(value) }
        records[image.id] = ImageRecord(image: image, fields: fields, headers: ImageHeaders())
        rewrite(image.id)
    }

    func setStores(_ stores: [String], of id: Image.ID) {
        change(id, "stores", to: .string(stores.joined(separator: ",")))
    }

    /// Changes a record as somebody else would.
    func change(_ id: Image.ID, _ name: String, to value: JSONValue?) {
        records[id]?.fields[name] = value
        rewrite(id)
    }

    /// The typed view follows the fields.
    private func rewrite(_ id: Image.ID) {
        guard var record = records[id] else { return }
        let fields = record.fields
        record.image.name = fields["name"]?.string
        record.image.visibility = Visibility(rawValue: fields["visibility"]?.string ?? "")
        record.image.isProtected = fields["protected"] == .bool(true)
        record.image.isHidden = fields["os_hidden"] == .bool(true)
        record.image.status = ImageStatus(rawValue: fields["status"]?.string ?? "")
        record.image.tags = (fields["tags"]?.array ?? []).compactMap(\.string)
        let base = Set(ImageAttribute.base.map(\.rawValue))
        record.image.additional = fields.filter { !base.contains($0.key) }
        records[id] = record
    }

    private func changing(_ id: Image.ID, _ body: () throws(APIError) -> Void) async throws(APIError) {
        changeCount += 1
        underWay += 1
        mostUnderWay = max(mostUnderWay, underWay)
        defer { underWay -= 1 }
        if let gate { await gate.pass() }
        if let mostAtOnce {
            await settle()
            if underWay > mostAtOnce { throw APIError(status: 500, message: "database is locked") }
        }
        if let refusal = refusals[id] { throw refusal }
        guard records[id] != nil else { throw APIError(status: 404, message: "no \(id)") }
        try body()
    }

    func image(_ id: Image.ID) async throws(APIError) -> ImageRecord {
        readCount += 1
        if let readRefusal { throw readRefusal }
        guard let record = records[id] else { throw APIError(status: 404, message: "no \(id)") }
        return record
    }

    func images(_ query: ImageQuery) async throws(APIError) -> ImagePage {
        pageCount += 1
        if query.marker != nil, let pageRefusal { throw pageRefusal }
        if query.marker != nil, let gate { await gate.pass() }
        return try ListedImages(records.values.map(\.image)).page(for: query)
    }

    func update(_ id: Image.ID, with patch: ImagePatch) async throws(APIError) -> ImageRecord {
        try await changing(id) { () throws(APIError) in
            for change in patch.changes {
                switch change {
                case .add(let attribute, let value): records[id]?.fields[attribute.rawValue] = value
                case .replace(let attribute, let value):
                    guard records[id]?.fields[attribute.rawValue] != nil else {
                        throw APIError(status: 409, message: "\(attribute.rawValue) does not exist")
                    }
                    records[id]?.fields[attribute.rawValue] = value
                case .remove(let attribute): records[id]?.fields[attribute.rawValue] = nil
                }
            }
            rewrite(id)
        }
        return try await image(id)
    }

    func delete(_ id: Image.ID) async throws(APIError) {
        try await changing(id) { () throws(APIError) in
            if records[id]?.image.isProtected == true {
                throw APIError(status: 403, message: "Image \(id) is protected and cannot be deleted.")
            }
            switch breakdowns[id] {
            case .half?:
                change(id, "status", to: .string("deleted"))
                change(id, "own", to: nil)
            case .whole?, nil: records[id] = nil
            case Breakdown.none?: break
            }
            if breakdowns[id] != nil { throw APIError(status: 500, message: "database is locked") }
        }
    }

    func members(of id: Image.ID) async throws(APIError) -> [ImageMember] { memberLists[id] ?? [] }

    func addMember(_ project: String, to id: Image.ID) async throws(APIError) -> ImageMember {
        let member = ImageMember(project: project, status: .pending)
        try await changing(id) { () throws(APIError) in
            if memberLists[id]?.contains(where: { $0.project == project }) == true {
                throw APIError(status: 409, message: "Member \(project) is duplicated for image \(id)")
            }
            memberLists[id, default: []].append(member)
        }
        return member
    }

    func answerOffer(
        of id: Image.ID, to project: String, with status: ImageMember.Status
    ) async throws(APIError) -> ImageMember {
        try await changing(id) {
            for place in (memberLists[id] ?? []).indices where memberLists[id]?[place].project == project {
                memberLists[id]?[place].status = status
            }
        }
        return ImageMember(project: project, status: status)
    }

    func removeMember(_ project: String, from id: Image.ID) async throws(APIError) {
        try await changing(id) { memberLists[id]?.removeAll { $0.project == project } }
    }

    func deactivate(_ id: Image.ID) async throws(APIError) {
        try await changing(id) { change(id, "status", to: .string("deactivated")) }
    }

    func reactivate(_ id: Image.ID) async throws(APIError) {
        try await changing(id) { change(id, "status", to: .string("active")) }
    }

    func deleteData(of id: Image.ID, in store: ImageStore.ID) async throws(APIError) {
        try await changing(id) {
            let stores = (records[id]?.fields["stores"]?.string ?? "").split(separator: ",").map(String.init)
            setStores(stores.filter { $0 != store }, of: id)
        }
    }

    func importData(_ request: ImageImport, into id: Image.ID) async throws(APIError) {
        try await changing(id) {
            guard case .some(let new, _) = request.stores else { return }
            let stores = (records[id]?.fields["stores"]?.string ?? "").split(separator: ",").map(String.init)
            setStores(stores + new, of: id)
        }
    }

    func tasks(of id: Image.ID) async throws(APIError) -> [ImageTask] { [] }

    // MARK: What no test here asks for

    private var unasked: APIError { APIError(status: 501, message: "no test asks for this") }

    func imageSchema() async throws(APIError) -> ImageSchema { throw unasked }
    func metadefNamespaces() async throws(APIError) -> [MetadefNamespace] { throw unasked }
    func metadefNamespace(_ name: String) async throws(APIError) -> MetadefNamespace { throw unasked }
    func create(_ image: NewImage) async throws(APIError) -> ImageRecord { throw unasked }
    func images(_ next: ImagePage.Next) async throws(APIError) -> ImagePage { throw unasked }
    func download(_ id: Image.ID, from offset: Int64) async throws(APIError) -> ImageDownload { throw unasked }
    func importMethods() async throws(APIError) -> [String] { throw unasked }
    func stores() async throws(APIError) -> [ImageStore] { throw unasked }
    func usage() async throws(APIError) -> ImageUsage { throw unasked }
    func upload(
        _ data: ImageData, of id: Image.ID, to destination: DataDestination,
        progress: @escaping @Sendable (_ bytesSent: Int64) -> Void,
        sent: @escaping @Sendable (UploadReceipt) -> Void
    ) async throws(APIError) -> UploadReceipt { throw unasked }
}
