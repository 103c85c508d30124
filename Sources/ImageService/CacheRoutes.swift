import Hummingbird

/// The routes below `/v2/cache`, which answer as a deployment without a cache does.
struct CacheRoutes: Sendable {
    let catalogue: Catalogue

    func list(_ request: Request, _ context: ServiceContext) async throws -> Response {
        try request.refuseBody()
        return try refuse("cache_list", context)
    }

    func clear(_ request: Request, _ context: ServiceContext) async throws -> Response {
        try refuse("cache_delete", context)
    }

    func add(_ request: Request, _ context: ServiceContext) async throws -> Response {
        try await add(try context.imageID, context)
    }

    /// `PUT /v2/cache/nodes`, where the API's word `nodes` is in the place of an image's id.
    func addNodes(_ request: Request, _ context: ServiceContext) async throws -> Response {
        try await add("nodes", context)
    }

    private func add(_ id: String, _ context: ServiceContext) async throws -> Response {
        let identity = try context.requireIdentity()
        guard try await catalogue.image(id, for: identity) != nil else {
            throw Fault.notFound("Image \(id) not found.")
        }
        return try refuse("cache_image", context)
    }

    func remove(_ request: Request, _ context: ServiceContext) async throws -> Response {
        try refuse("cache_delete", context)
    }

    /// `GET /v2/cache/nodes/{id}`: which of several Glance nodes have an image in their caches.
    func nodes(_ request: Request, _ context: ServiceContext) async throws -> Response {
        try request.refuseBody()
        return try refuse("list_cached_nodes", context)
    }

    func clean(_ request: Request, _ context: ServiceContext) async throws -> Response {
        _ = try context.requireIdentity()
        try request.refuseBody()
        return try refuse("cache_clean", context)
    }

    func prune(_ request: Request, _ context: ServiceContext) async throws -> Response {
        _ = try context.requireIdentity()
        try request.refuseBody()
        return try refuse("cache_prune", context)
    }

    private func refuse(_ action: String, _ context: ServiceContext) throws -> Response {
        guard try context.requireIdentity().isAdmin else { throw Fault.policy(action) }
        throw Fault.notFound("Caching via API is not supported at this site.")
    }
}
