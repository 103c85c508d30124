import GRDB
import Hummingbird
import ImageModel

/// The requests that are specific to properties.
extension MetadefPartRoutes where Part == MetadefProperty {
    func list(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let identity = try context.requireIdentity()
        try request.refuseBody()
        let properties = try await catalogue.read(context.namespace, by: identity) {
            try MetadefProperty.all(in: $1).fetchAll($0)
        }
        return .json(.object(["properties": .object(properties.definitions.mapValues(\.document))]))
    }

    /// Shows a property; with `resource_type`, the path has the name that it has on such a resource.
    func show(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let identity = try context.requireIdentity()
        let name = try context.decoded("name")
        let type = try request.query["resource_type"]
        let namespace = try context.namespace
        let property = try await catalogue.read(namespace, by: identity) { database, namespace in
            guard let type, !type.isEmpty else { return try MetadefProperty.named(name, in: namespace, database) }
            let association = try ResourceTypeAssociation.named(type, in: namespace, database)
            guard let prefix = association.prefix, !prefix.isEmpty, name.hasPrefix(prefix) else {
                throw Fault.notFound(
                    "Property \(name) does not start with the expected resource type association prefix of "
                        + "'\(association.prefix ?? "None")'.")
            }
            return try MetadefProperty.named(String(name.dropFirst(prefix.count)), in: namespace, database)
        }
        return .json(property.document(in: namespace))
    }
}

extension [MetadefProperty] {
    /// The definitions by the names of their properties.
    var definitions: [String: MetadefProperty.Definition] {
        Dictionary(map { ($0.name, $0.definition) }, uniquingKeysWith: { first, _ in first })
    }
}
