import Foundation
import GRDB
import ImageModel

/// A task as the catalogue stores it: an import that was requested, and its outcome.
struct StoredTask: Codable, FetchableRecord, PersistableRecord, Sendable {
    static let databaseTableName = "task"

    /// The stage of a task in its life.
    enum Status: String, Codable, DatabaseValueConvertible {
        case pending, processing, success, failure
    }

    var id: String
    var image: String
    var owner: String
    var user: String
    var request: String
    var status: Status
    /// The body of the import request, as JSON.
    var body: String
    /// The stores that the data should go to, separated by commas.
    var stores: String
    /// The outcome, in words.
    var message: String
    /// The image's attributes before another region's record was copied over them, as JSON; nil for other methods.
    var before: String?
    /// In microseconds since 1970.
    var createdAt: Int64
    var updatedAt: Int64
    /// When the task expires, in microseconds since 1970; nil until it has ended.
    var expiresAt: Int64?
    /// The name of the service that works on the task, or will; nil once it has ended.
    var runner: String?

    /// How long an ended task is kept, in seconds: Glance's `task_time_to_live`.
    private static let life: Int64 = 48 * 3600

    /// Creates a pending task.
    ///
    /// - Parameter runner: the service that will work on the task; if it ends before that, the next service will.
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

    /// The stores that the data should go to.
    var storeNames: [String] { stores.split(separator: ",").map(String.init) }

    /// Returns the import request.
    ///
    /// - Throws: an error if the body cannot be parsed, which never happens, as it was parsed before it was stored.
    func importRequest() throws -> ImportRequest {
        try ImportRequest(JSONDecoder().decode(JSONValue.self, from: Data(body.utf8)))
    }

    /// The image's attributes before the import; nil if the import does not change them.
    var original: OriginalMetadata? { before.flatMap(OriginalMetadata.init(json:)) }

    /// Records the end of the task.
    mutating func end(_ status: Status, _ message: String) {
        self.status = status
        self.message = message
        updatedAt = Self.now
        expiresAt = updatedAt + Self.life * 1_000_000
        runner = nil
    }

    private static var now: Int64 { Date().microseconds }

    /// The task as its image's list of tasks shows it.
    var document: JSONValue {
        .object(
            common.merging(outcome) { $1 }.merging(origin) { $1 }.merging([
                "created_at": .string(Self.preciseMoment(createdAt)),
                "updated_at": .string(Self.preciseMoment(updatedAt)),
                "expires_at": expiresAt.map { .string(Self.preciseMoment($0)) } ?? .null,
                "deleted_at": .null, "deleted": .bool(false),
            ]) { $1 })
    }

    /// The fields of the task in the list of all tasks.
    var summary: [String: JSONValue] {
        var fields = common.merging([
            "created_at": .string(StoredImage.moment(createdAt)), "updated_at": .string(StoredImage.moment(updatedAt)),
            "self": .string("/v2/tasks/\(id)"), "schema": .string("/v2/schemas/task"),
        ]) { $1 }
        if let expiresAt { fields["expires_at"] = .string(StoredImage.moment(expiresAt)) }
        return fields
    }

    /// The task as a request for it alone shows it.
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

    /// Formats a time as an image's list of tasks does: with microseconds, in UTC, without a time zone.
    private static func preciseMoment(_ microseconds: Int64) -> String {
        let fraction = String(microseconds % 1_000_000)
        return StoredImage.moment(microseconds).dropLast() + "." + String(repeating: "0", count: 6 - fraction.count)
            + fraction
    }
}
