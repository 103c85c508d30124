import Clouds
import Foundation
import HTTPTypes
import Hummingbird
import ImageModel

/// The routes `POST /v2/images/{id}/import` and `GET /v2/images/{id}/tasks`.
struct ImportRoutes: Sendable {
    let imports: Imports

    private var catalogue: Catalogue { imports.catalogue }

    func start(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let identity = try context.requireIdentity()
        let asked = try ImportRequest(try await request.json(), offered: imports.methods)
        let header = request.headers[.imageMetaStore]
        let (imports, requestID, id) = (imports, context.requestID, try context.imageID)
        let check: @Sendable (StoredImage) throws -> Void = { image in
            try asked.check(image)
            guard asked.method == .copyImage ? identity.isAdmin : identity.mayChange(image) else {
                throw identity.refusal(of: asked.method == .copyImage ? "copy_image" : "modify_image")
            }
            guard image.importTask == nil else { throw Fault.conflict("Image has active task") }
        }
        // Resolving a name may take a while, so it is done outside the catalogue's transaction, and only for those who may import.
        var isAllowed = true
        if case .webDownload(let uri) = asked.method, let image = try await catalogue.image(id, for: identity) {
            try check(image)
            isAllowed = await imports.download.allows(uri)
        }
        let task = try await catalogue.begin(id, for: identity) { [isAllowed] image in
            try check(image)
            let targets = try asked.targets(among: imports.stores, header: header, for: image)
            if targets.isEmpty { return nil }
            if case .webDownload(let uri) = asked.method, !isAllowed {
                throw Fault.badRequest("URI for web-download does not pass filtering: \(uri ?? "None")")
            }
            let runner = imports.instance.name
            let task = StoredTask(asked, of: image, to: targets, by: identity, requestID: requestID, runner: runner)
            image.importTask = task.id
            image.pendingStores = targets
            image.failedStores = []
            image.writer = runner
            if asked.method != .copyImage { image.status = ImageStatus.importing.rawValue }
            image.touch(Date())
            return task
        }
        if let task { imports.add(task, token: request.token.map(Secret.init)) }
        return Response(status: .accepted)
    }

    /// `GET /v2/images/{id}/tasks`.
    func tasksOfImage(_ request: Request, _ context: ServiceContext) async throws -> Response {
        try request.refuseBody()
        let identity = try context.requireIdentity()
        let id = try context.imageID
        guard try await catalogue.image(id, for: identity) != nil else { throw Fault.noResource }
        try identity.checkMaySee()
        let tasks = try await catalogue.tasks(of: id, for: identity)
        return .json(.object(["tasks": .array(tasks.map(\.document))]))
    }
}
