import Foundation
import ImageModel

extension StoredImage {
    /// Writes the record as the API shows it to an identity.
    func write(to text: inout JSONText, for identity: Identity) {
        text.object { members in
            func name(_ attribute: ImageAttribute) -> String { attribute.rawValue }
            members.add(name(.id), id)
            members.add(name(.name), self.name)
            members.add(name(.status), status)
            members.add(name(.visibility), visibility)
            members.add(name(.owner), owner)
            members.add(name(.diskFormat), diskFormat)
            members.add(name(.containerFormat), containerFormat)
            members.add(name(.size), size)
            members.add(name(.virtualSize), virtualSize)
            members.add(name(.minDisk), minDisk)
            members.add(name(.minRAM), minRAM)
            members.add(name(.protected), isProtected)
            members.add(name(.hidden), isHidden)
            members.add(name(.checksum), checksum)
            members.add(name(.hashAlgorithm), hashAlgorithm)
            members.add(name(.hashValue), hashValue)
            members.add(name(.createdAt), Self.moment(createdAt))
            members.add(name(.updatedAt), Self.moment(updatedAt))
            members.add(name(.tags)) { $0.array(tags) { $0.string($1) } }
            members.add(name(.selfLink), path)
            members.add(name(.file), path + "/file")
            members.add(name(.schema), "/v2/schemas/image")
            if let stores, tellsStores(to: identity) { members.add(name(.stores), stores) }
            for (key, value) in properties { members.add(key, value) }
        }
    }

    /// Whether an identity is told the stores that have the data; for a deactivated image only admins are, who may read its
    /// data.
    func tellsStores(to identity: Identity) -> Bool {
        identity.isAdmin || status != ImageStatus.deactivated.rawValue
    }

    /// Formats a time in microseconds since 1970 as the API does: to the second, in UTC.
    static func moment(_ microseconds: Int64) -> String {
        var seconds = time_t(microseconds / 1_000_000)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
            + "T\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))Z"
    }
}
