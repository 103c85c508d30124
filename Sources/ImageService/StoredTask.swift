import Foundation
import GRDB
import ImageModel

/// A task as the catalogue keeps it: an import that was asked for, and how it went.
struct StoredTask: Codable, FetchableRecord, PersistableRecord, Sendable {
    static let databaseTableName = "task"

    /// Where a task is in its life.
    enum Status: String, Codable, DatabaseValueConvertible {
        case pending, processing, success, failure
    }

    var id: String
    var image: String
    var owner: String
    var user: String
    var request: String
    var status: Status
    /// The import's body, as JSON.
    var body: String
    /// The stores that the data is to go to, separated by commas.
    var stores: String
    /// What happened, in words.
    var message: String
    /// What the image said before another region's record was taken over, as JSON; nil where none is.
    var before: String?
    /// Microseconds since 1970.
    var createdAt: Int64
    var updatedAt: Int64
    /// When it is forgotten; nil while it is not over.
    var expiresAt: Int64?
    /// The service that works on it, or will; nil when it is over.
    var runner: String?

    /// How long a task that is over is kept, in seconds: Glance's `task_time_to_live`.
    private static let life: Int64 = 48 * 3600

    /// A task that is to begin.
    ///
    /// - Parameter runner: the service that will work on it: where it ends before it begins, the next one does.
    init(
        _ request: ImportRequest, of image: StoredImage, to stores: [String], by identity: Identity, requestID: String,
        runner: String
    ) {
        id = UUID().uuidString.lowercased()
        self.image = image.id
        owner = identity.project
        user = identity.user
        self.request = requestID
        status = .pending
        body = request.body.text()
        self.stores = stores.joined(separator: ",")
        message = ""
        if case .glanceDownload = request.method { before = OriginalMetadata(image).json }
        createdAt = Self.now
        updatedAt = createdAt
        self.runner = runner
    }

    /// The stores that the data is to go to.
    var storeNames: [String] { stores.split(separator: ",").map(String.init) }

    /// What was asked for.
    ///
    /// - Throws: where the body is none, which it never is: it was read before it was kept.
    func importRequest() throws -> ImportRequest {
        try ImportRequest(JSONDecoder().decode(JSONValue.self, from: Data(body.utf8)))
    }

    /// What the image said before; nil where nothing is taken over.
    var original: OriginalMetadata? { before.flatMap(OriginalMetadata.init(json:)) }

    /// Notes that it is over.
    mutating func end(_ status: Status, _ message: String) {
        self.status = status
        self.message = message
        updatedAt = Self.now
        expiresAt = updatedAt + Self.life * 1_000_000
        runner = nil
    }

    private static var now: Int64 { Int64(Date().timeIntervalSince1970 * 1_000_000) }

    /// The task as its image's list of tasks has it.
    var document: JSONValue {
        .object(
            common.merging(outcome) { $1 }.merging(origin) { $1 }.merging([
                "created_at": .string(Self.preciseMoment(createdAt)),
                "updated_at": .string(Self.preciseMoment(updatedAt)),
                "expires_at": expiresAt.map { .string(Self.preciseMoment($0)) } ?? .null,
                "deleted_at": .null, "deleted": .bool(false),
            ]) { $1 })
    }

    /// What the list of all tasks says of it.
    var summary: [String: JSONValue] {
        var fields = common.merging([
            "created_at": .string(StoredImage.moment(createdAt)), "updated_at": .string(StoredImage.moment(updatedAt)),
            "self": .string("/v2/tasks/\(id)"), "schema": .string("/v2/schemas/task"),
        ]) { $1 }
        if let expiresAt { fields["expires_at"] = .string(StoredImage.moment(expiresAt)) }
        return fields
    }

    /// The task as it is answered by itself.
    var detail: JSONValue {
        .object(summary.merging(outcome) { $1 }.merging(origin) { $1 })
    }

    private var common: [String: JSONValue] {
        [
            "id": .string(id), "type": .string("api_image_import"), "status": .string(status.rawValue),
            "owner": .string(owner),
        ]
    }

    private var origin: [String: JSONValue] {
        ["image_id": .string(image), "user_id": .string(user), "request_id": .string(request)]
    }

    private var outcome: [String: JSONValue] {
        let body = (try? JSONDecoder().decode(JSONValue.self, from: Data(body.utf8))) ?? .null
        return [
            "input": .object([
                "image_id": .string(image), "import_req": body, "backend": .array(storeNames.map(JSONValue.string)),
            ]),
            "result": status == .success ? .object(["image_id": .string(image)]) : .null,
            "message": .string(message),
        ]
    }

    /// A moment as an image's list of tasks has it: with microseconds, in UTC, without a zone.
    private static func preciseMoment(_ microseconds: Int64) -> String {
        let fraction = String(microseconds % 1_000_000)
        return StoredImage.moment(microseconds).dropLast() + "." + String(repeating: "0", count: 6 - fraction.count)
            + fraction
    }
}
