import Foundation
import ImageModel

/// The body of `POST /v2/images/{id}/import`, with the order and the wording of Glance's checks.
struct ImportRequest: Sendable {
    /// Where the data comes from.
    enum Method: Hashable, Sendable {
        /// The staging area.
        case glanceDirect
        /// An address that the service reads from; nil if the request names none.
        case webDownload(uri: String?)
        /// A store that already has the data.
        case copyImage
        /// An image in another region; nil if the request does not identify one.
        case glanceDownload(RemoteImage?)

        /// Whether the data comes from another server.
        var isDownload: Bool {
            switch self {
            case .webDownload, .glanceDownload: true
            case .glanceDirect, .copyImage: false
            }
        }

        /// The method that requires a catalog, to find other regions.
        static let federated = "glance-download"
        /// All methods, by their names in the API.
        static let names = ["glance-direct", "web-download", "copy-image", federated]
    }

    let method: Method
    /// The stores that the body names; nil if it names none.
    let stores: [String]?
    /// Whether the data should go to every store.
    let isForAllStores: Bool
    /// Whether a failure of one store makes the whole import fail.
    let mustAllSucceed: Bool
    /// The body, as the task shows it.
    let body: JSONValue

    /// Parses a body.
    ///
    /// - Parameter offered: the available methods, by their names in the API.
    /// - Throws: `Fault` 400.
    init(_ body: JSONValue, offered: [String] = Method.names) throws {
        guard let fields = body.object else { throw Fault.badRequest("The request body must be a JSON object.") }
        guard let method = fields["method"]?.object else {
            throw Fault.badRequest("Import request requires a 'method' field.")
        }
        guard let name = method["name"] else { throw Fault.badRequest("Import request requires a 'name' field.") }
        var body = body
        switch name.string.flatMap({ offered.contains($0) ? $0 : nil }) {
        case "glance-direct": self.method = .glanceDirect
        case "web-download": self.method = .webDownload(uri: method["uri"]?.string)
        case "copy-image": self.method = .copyImage
        case Method.federated:
            self.method = .glanceDownload(RemoteImage(method))
            // The task shows the default value, as Glance's does.
            let full = method.merging(["glance_service_interface": .string(RemoteImage.usualInterface)]) { given, _ in
                given
            }
            body = .object(fields.merging(["method": .object(full)]) { $1 })
        default: throw Fault.badRequest("Unknown import method name '\(name.string ?? name.text())'.")
        }
        mustAllSucceed = try Self.flag("all_stores_must_succeed", of: fields) ?? true
        isForAllStores = try Self.flag("all_stores", of: fields) ?? false
        stores = try fields["stores"].map { value in
            guard let names = value.array?.map(\.string), !names.isEmpty, !names.contains(nil) else {
                throw Fault.badRequest("'stores' must be a list of store identifiers")
            }
            var seen: Set<String> = []
            return names.compactMap(\.self).filter { seen.insert($0).inserted }
        }
        self.body = body
    }

    private static func flag(_ name: String, of fields: [String: JSONValue]) throws -> Bool? {
        guard let value = fields[name] else { return nil }
        guard case .bool(let flag) = value else { throw Fault.badRequest("'\(name)' must be boolean value only") }
        return flag
    }

    /// Throws if the image's state does not allow the import.
    func check(_ image: StoredImage) throws {
        let status = ImageStatus(rawValue: image.status)
        switch method {
        case .copyImage where status != .active:
            throw Fault.conflict("Only images with status active can be targeted for copying")
        case .copyImage: break
        case _ where status == .active:
            throw Fault.conflict("Image with status active cannot be target for import")
        case .webDownload where status != .queued:
            throw Fault.conflict("Image needs to be in 'queued' state to use 'web-download' method")
        case .glanceDownload where status != .queued:
            throw Fault.conflict("Image needs to be in 'queued' state to use 'glance-download' method")
        // The status is `uploading` from the first byte on; the image has a writer until the last byte has arrived.
        case .glanceDirect where status != .uploading || image.writer != nil:
            throw Fault.conflict("Image needs to be staged before 'glance-direct' method can be used")
        default: break
        }
        for (name, value) in [("container_format", image.containerFormat), ("disk_format", image.diskFormat)]
        where value == nil {
            throw Fault.conflict("'\(name)' needs to be set before import")
        }
        if case .glanceDownload(let remote) = method { try RemoteImage.check(remote, in: body) }
    }

    /// Returns the stores that the data should go to.
    ///
    /// - Parameter header: the store that `X-Image-Meta-Store` names.
    /// - Returns: an empty array if there is nothing to do.
    /// - Throws: `Fault` 400 or 409.
    func targets(among known: Stores, header: String?, for image: StoredImage) throws -> [String] {
        let present = Set(image.storeNames)
        if isForAllStores {
            guard stores == nil, header == nil else {
                throw Fault.badRequest(
                    "All_stores parameter can't be used with x-image-meta-store header or stores parameter")
            }
            return method == .copyImage ? known.names.filter { !present.contains($0) } : known.names
        }
        guard stores == nil || header == nil else {
            throw Fault.badRequest("Stores parameter and x-image-meta-store header can't be both specified")
        }
        let targets = stores ?? [header ?? known.usual.name]
        for name in targets where known[name] == nil {
            throw Fault.conflict("Store for identifier \(name) not found")
        }
        if method == .copyImage, let store = targets.first(where: present.contains) {
            throw Fault.badRequest("Image is already present at store '\(store)'")
        }
        return targets
    }
}
