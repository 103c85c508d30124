import Foundation
import GRDB
import ImageModel

/// An image as the catalogue stores it.
struct StoredImage: Sendable {
    /// The row's number, which members, tags and properties refer to; later records have higher numbers. 0 for a record that is
    /// not in the catalogue yet.
    var number: Int64 = 0
    var id: String
    /// In microseconds since 1970. No two records have the same value, so that they keep the order of their creation.
    var createdAt: Int64
    var updatedAt: Int64
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
    /// The stores that have the data, separated by commas; nil if there is no data.
    var stores: String?
    /// The name of the service that is working on the data; nil if none is.
    var writer: String?
    /// Without duplicates, in alphabetical order.
    var tags: [String]
    var properties: [String: String]

    /// Creates a new record with default values.
    init(owner: String?, now: Date) {
        id = UUID().uuidString.lowercased()
        createdAt = now.microseconds
        updatedAt = createdAt
        status = ImageStatus.queued.rawValue
        visibility = Visibility.shared.rawValue
        self.owner = owner
        (minDisk, minRAM, isProtected, isHidden) = (0, 0, false, false)
        (tags, properties) = ([], [:])
    }

    var path: String { "/v2/images/\(id)" }

    /// The stores that have the data, in the order in which they received it.
    var storeNames: [String] { stores?.split(separator: ",").map(String.init) ?? [] }

    /// Records the time of a change.
    mutating func touch(_ now: Date) {
        updatedAt = now.microseconds
    }
}
