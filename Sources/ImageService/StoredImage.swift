import Foundation
import GRDB
import ImageModel

/// An image as the catalogue keeps it.
struct StoredImage: Codable, FetchableRecord, PersistableRecord, Sendable {
    static let databaseTableName = "image"

    var id: String
    /// Microseconds since 1970, so that records keep the order in which they were made.
    var createdAt: Int64
    var updatedAt: Int64
    var isDeleted = false
    var name: String?
    var status: String
    var visibility: String
    var owner: String?
    var diskFormat: String?
    var containerFormat: String?
    var size: Int64?
    var virtualSize: Int64?
    var minDisk: Int64
    var minRAM: Int64
    var isProtected: Bool
    var isHidden: Bool
    var checksum: String?
    var hashAlgorithm: String?
    var hashValue: String?
    /// JSON arrays and objects of strings.
    var tags: [String]
    var properties: [String: String]
    /// The stores that hold the data, separated by commas; nil while there is none.
    var stores: String?
    /// The service that is writing the data; nil when none is.
    var writer: String?

    /// A new record, as a create asks for it.
    init(_ image: NewImage, owner: String, now: Date) {
        id = image.id ?? UUID().uuidString.lowercased()
        createdAt = Int64(now.timeIntervalSince1970 * 1_000_000)
        updatedAt = createdAt
        name = image.name
        status = ImageStatus.queued.rawValue
        visibility = (image.visibility ?? .shared).rawValue
        self.owner = owner
        diskFormat = image.diskFormat
        containerFormat = image.containerFormat
        minDisk = image.minDisk ?? 0
        minRAM = image.minRAM ?? 0
        isProtected = image.isProtected ?? false
        isHidden = image.isHidden ?? false
        tags = Array(Set(image.tags)).sorted()
        properties = image.properties
    }

    /// The record as the API answers it.
    var document: JSONValue {
        var fields: [ImageAttribute: JSONValue] = [
            .id: .string(id), .name: text(name), .status: .string(status), .visibility: .string(visibility),
            .owner: text(owner), .diskFormat: text(diskFormat), .containerFormat: text(containerFormat),
            .size: number(size), .virtualSize: number(virtualSize), .minDisk: .integer(minDisk),
            .minRAM: .integer(minRAM),
            .protected: .bool(isProtected), .hidden: .bool(isHidden), .tags: .array(tags.map(JSONValue.string)),
            .createdAt: moment(createdAt), .updatedAt: moment(updatedAt), .checksum: text(checksum),
            .hashAlgorithm: text(hashAlgorithm), .hashValue: text(hashValue), .selfLink: .string(path),
            .file: .string(path + "/file"), .schema: .string("/v2/schemas/image"),
        ]
        if let stores { fields[.stores] = .string(stores) }
        var document = properties.mapValues(JSONValue.string)
        for (attribute, value) in fields { document[attribute.rawValue] = value }
        return .object(document)
    }

    var path: String { "/v2/images/\(id)" }

    /// The stores that hold the data, in the order in which it came to them.
    var storeNames: [String] { stores?.split(separator: ",").map(String.init) ?? [] }

    private func text(_ value: String?) -> JSONValue { value.map(JSONValue.string) ?? .null }
    private func number(_ value: Int64?) -> JSONValue { value.map(JSONValue.integer) ?? .null }
    private func moment(_ microseconds: Int64) -> JSONValue {
        .string(Date(timeIntervalSince1970: Double(microseconds / 1_000_000)).formatted(.iso8601))
    }
}

extension StoredImage {
    /// Notes that the record changed.
    mutating func touch(_ now: Date) {
        updatedAt = Int64(now.timeIntervalSince1970 * 1_000_000)
    }
}

extension StoredImage {
    /// What is kept of a deleted image: its id.
    init(deleted image: StoredImage) {
        self = image
        isDeleted = true
        name = nil
        status = ImageStatus.deleted.rawValue
        tags = []
        properties = [:]
        stores = nil
        writer = nil
    }
}
