import Foundation
import GRDB
import ImageModel

/// An image as the catalogue keeps it.
struct StoredImage: Sendable {
    /// The row's number, which members, tags and properties refer to; the later a record is made, the higher. 0 for a
    /// record that is not in the catalogue yet.
    var number: Int64 = 0
    var id: String
    /// Microseconds since 1970. No two records have the same, so that they keep the order in which they were made.
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
    /// The stores that hold the data, separated by commas; nil while there is none.
    var stores: String?
    /// The service that is working on the data; nil when none is.
    var writer: String?
    /// Without twins, in alphabetical order.
    var tags: [String]
    var properties: [String: String]

    /// A new record that says nothing but whose it is.
    init(owner: String?, now: Date) {
        id = UUID().uuidString.lowercased()
        createdAt = Int64(now.timeIntervalSince1970 * 1_000_000)
        updatedAt = createdAt
        status = ImageStatus.queued.rawValue
        visibility = Visibility.shared.rawValue
        self.owner = owner
        (minDisk, minRAM, isProtected, isHidden) = (0, 0, false, false)
        (tags, properties) = ([], [:])
    }

    var path: String { "/v2/images/\(id)" }

    /// The stores that hold the data, in the order in which it came to them.
    var storeNames: [String] { stores?.split(separator: ",").map(String.init) ?? [] }

    /// Notes that the record changed.
    mutating func touch(_ now: Date) {
        updatedAt = Int64(now.timeIntervalSince1970 * 1_000_000)
    }
}
