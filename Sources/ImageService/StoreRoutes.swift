import Foundation
import Hummingbird
import ImageModel

/// The routes below `/v2/stores`, and those below `/v2/info` for stores, imports and usage.
struct StoreRoutes: Sendable {
    let catalogue: Catalogue
    let stores: Stores
    let instance: Instance
    /// The available import methods, by their names in the API.
    let methods: [String]

    /// `DELETE /v2/stores/{store}/{id}`.
    func delete(_ request: Request, _ context: ServiceContext) async throws -> Response {
        try request.refuseBody()
        let identity = try context.requireIdentity()
        let (id, name) = (try context.imageID, try context.decoded("store"))
        guard let store = stores[name] else {
            throw Fault.conflict("The selected store \(name) is not available on this node.")
        }
        let image = try await catalogue.update(id, for: identity) { image in
            guard identity.isAdmin else {
                // Glance checks `get_image_location` first, which the owner's project passes, and then `delete_image_location`.
                let isOwners = image.owner == identity.project
                throw identity.refusal(of: isOwners ? "delete_image_location" : "get_image_location")
            }
            guard image.status == ImageStatus.active.rawValue else {
                throw Fault.conflict(
                    "It's not allowed to remove image data from store if image status is not 'active'")
            }
            guard image.storeNames.count > 1 else {
                throw Fault.forbidden(
                    "Cannot delete image data from the only store containing it. Consider deleting the image instead.")
            }
            guard image.storeNames.contains(name) else {
                throw Fault.notFound("Image \(id) is not stored in store \(name).")
            }
            image.remove(store: name)
            image.touch(Date())
        }
        guard image != nil else { throw Fault.notFound("Failed to find image \(id)") }
        // Another import may have been asked to copy the data here again in the meantime; then the data is kept.
        try await catalogue.write { database in
            let image = try Catalogue.image(id, for: nil, database)
            let isWanted = image.map { $0.storeNames.contains(name) || $0.pendingStores.contains(name) } ?? false
            if !isWanted { store.withdraw(id, by: instance) }
        }
        await store.discardWithdrawn(id, by: instance)
        return .noContent
    }

    /// `GET /v2/info/stores`.
    func list(_ request: Request, _ context: ServiceContext) async throws -> Response {
        try request.refuseBody()
        _ = try context.requireIdentity()
        return .json(.object(["stores": .array(stores.all.map { .object(entry($0)) })]))
    }

    /// `GET /v2/info/stores/detail`.
    func detail(_ request: Request, _ context: ServiceContext) async throws -> Response {
        try request.refuseBody()
        guard try context.requireIdentity().maySeeStores else { throw Fault.policy("stores_info_detail") }
        let entries = stores.all.map { store in
            let properties: [String: JSONValue] = [
                "data_dir": .string(store.folder), "chunk_size": .integer(65_536), "thin_provisioning": .bool(false),
            ]
            return JSONValue.object(
                entry(store).merging([
                    "type": .string("file"), "weight": .integer(0), "properties": .object(properties),
                ]) { $1 })
        }
        return .json(.object(["stores": .array(entries)]))
    }

    private func entry(_ store: DataStore) -> [String: JSONValue] {
        var entry: [String: JSONValue] = ["id": .string(store.name)]
        if store.name == stores.usual.name { entry["default"] = .string("true") }
        return entry
    }

    /// `GET /v2/info/import`.
    func importMethods(_ request: Request, _ context: ServiceContext) async throws -> Response {
        try request.refuseBody()
        _ = try context.requireIdentity()
        return .json(
            .object([
                "import-methods": .object([
                    "description": .string("Import methods available."), "type": .string("array"),
                    "value": .array(methods.map(JSONValue.string)),
                ])
            ]))
    }

    /// `GET /v2/info/usage`; there are no limits.
    func usage(_ request: Request, _ context: ServiceContext) async throws -> Response {
        _ = try context.requireIdentity()
        return .json(.object(["usage": .object([:])]))
    }
}
