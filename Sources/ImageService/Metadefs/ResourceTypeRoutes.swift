import Foundation
import GRDB
import HTTPTypes
import Hummingbird
import ImageModel

/// The requests for resource types, and for a namespace's associations with them.
struct ResourceTypeRoutes: Sendable {
    let catalogue: MetadefCatalogue

    func list(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let identity = try context.requireIdentity()
        try request.refuseBody()
        try identity.checkMaySee()
        let types = try await catalogue.resourceTypes()
        return .json(.object(["resource_types": .array(types.map(\.document))]))
    }

    func associations(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let identity = try context.requireIdentity()
        try request.refuseBody()
        let associations = try await catalogue.read(context.namespace, by: identity) {
            try ResourceTypeAssociation.all(in: $1).fetchAll($0)
        }
        return .json(.object(["resource_type_associations": .array(associations.map(\.document))]))
    }

    func associate(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let identity = try context.requireIdentity()
        let association = try ResourceTypeAssociation(await request.jsonObject(), now: Date(), to: nil)
        try await catalogue.write(context.namespace, by: identity, "add_metadef_resource_type_association") {
            try association.insert(in: $1, $0)
        }
        return .json(association.document, status: .created)
    }

    func dissociate(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let identity = try context.requireIdentity()
        try request.refuseBody()
        let name = try context.decoded("name")
        try await catalogue.write(context.namespace, by: identity, "remove_metadef_resource_type_association") {
            database, namespace in
            let request = ResourceTypeAssociation.all(in: namespace).filter(Column("name") == name)
            guard try request.fetchCount(database) > 0 else {
                throw Fault.notFound("Failed to find resource type \(name) to delete")
            }
            try namespace.refuseIfProtected("resource-type-association \(name)")
            _ = try request.deleteAll(database)
        }
        return Response(status: .noContent)
    }
}
