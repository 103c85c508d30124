import GRDB
import Hummingbird
import ImageModel

/// The requests that are specific to objects.
extension MetadefPartRoutes where Part == MetadefObject {
    func list(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let identity = try context.requireIdentity()
        _ = try MetadefPage(request.query, .objects)
        let namespace = try context.namespace
        let objects = try await catalogue.read(namespace, by: identity, MetadefObject.absence) {
            try MetadefObject.byName(in: $1).fetchAll($0)
        }
        return .json(
            .object([
                "objects": .array(objects.map { $0.complete.document(in: namespace) }),
                "schema": .string("v2/schemas/metadefs/objects"),
            ]))
    }

    func show(_ request: Request, _ context: ServiceContext) async throws -> Response {
        try request.refuseBody()
        return .json(try await part(context).complete.document(in: context.namespace))
    }
}
