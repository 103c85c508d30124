import Foundation
import GRDB
import HTTPTypes
import Hummingbird
import ImageModel

/// The requests that are common to the objects, properties and tags of a namespace.
struct MetadefPartRoutes<Part: MetadefPart>: Sendable {
    let catalogue: MetadefCatalogue

    func create(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let identity = try context.requireIdentity()
        let part = try Part(await request.jsonObject(), now: Date(), to: "create metadata \(Part.noun)")
        return try await add(part, context, by: identity)
    }

    func add(_ part: Part, _ context: ServiceContext, by identity: Identity) async throws -> Response {
        let namespace = try context.namespace
        try await catalogue.write(namespace, by: identity, "add_metadef_\(Part.noun)", Part.absence) {
            try part.insert(in: $1, $0)
        }
        return .json(part.document(in: namespace), status: .created)
    }

    func update(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let identity = try context.requireIdentity()
        let part = try Part(await request.jsonObject(), now: Date(), to: "update metadata \(Part.noun)")
        let (namespace, name) = (try context.namespace, try context.decoded("name"))
        let stored = try await catalogue.write(namespace, by: identity, "modify_metadef_\(Part.noun)", Part.absence) {
            try part.replace(.named(name, in: $1, $0), in: $1, $0)
        }
        return .json(stored.document(in: namespace))
    }

    func delete(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let identity = try context.requireIdentity()
        try request.refuseBody()
        let name = try context.decoded("name")
        try await catalogue.write(context.namespace, by: identity, Part.removal, Part.absence) { database, namespace in
            let part = try Part.named(name, in: namespace, database)
            try namespace.refuseIfProtected("\(Part.noun) \(name)")
            _ = try part.delete(database)
        }
        return Response(status: .noContent)
    }

    func deleteAll(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let identity = try context.requireIdentity()
        try request.refuseBody()
        try await catalogue.write(context.namespace, by: identity, "delete_metadef_namespace") { database, namespace in
            try namespace.refuseIfProtected()
            _ = try Part.all(in: namespace).deleteAll(database)
        }
        return Response(status: .noContent)
    }

    func part(_ context: ServiceContext) async throws -> Part {
        let name = try context.decoded("name")
        return try await catalogue.read(context.namespace, by: context.requireIdentity(), Part.absence) {
            try Part.named(name, in: $1, $0)
        }
    }
}
