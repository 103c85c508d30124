import Foundation
import GRDB
import HTTPTypes
import Hummingbird
import ImageModel

/// The routes `/v2/metadefs/namespaces` and `/v2/metadefs/namespaces/{namespace}`.
struct MetadefNamespaceRoutes: Sendable {
    let catalogue: MetadefCatalogue

    private static let path = "/v2/metadefs/namespaces"

    func list(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let identity = try context.requireIdentity()
        let page = try MetadefPage(request.query, .namespaces)
        try identity.checkMaySee()
        let namespaces = try await catalogue.namespaces(page, for: identity)
        var fields: [String: JSONValue] = [
            "namespaces": .array(
                namespaces.map { namespace, associations in
                    var fields = namespace.fields
                    fields.set("resource_type_associations", associations.map(\.document))
                    return .object(fields)
                }),
            "first": .string(page.first(Self.path)), "schema": .string("/v2/schemas/metadefs/namespaces"),
        ]
        if let last = namespaces.last, namespaces.count == page.limit {
            fields["next"] = .string(page.next(Self.path, after: last.namespace.name))
        }
        return .json(.object(fields))
    }

    func create(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let identity = try context.requireIdentity()
        let new = try NewMetadefNamespace(
            await request.jsonObject(), project: identity.project, now: Date(), to: "create metadata namespace")
        guard identity.isAdmin else { throw identity.refusal(of: "add_metadef_namespace") }
        try await catalogue.insert(new)
        var response = Response.json(new.document, status: .created)
        let name = new.namespace.name.addingPercentEncoding(withAllowedCharacters: .urlPathComponentAllowed)
        response.headers[.location] = context.base + MetadefNamespace.path(name ?? "")
        return response
    }

    /// Shows a namespace with its contents; with `resource_type`, its properties have the names that they have on such a
    /// resource.
    func show(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let identity = try context.requireIdentity()
        try request.refuseBody()
        let type = try request.query["resource_type"]
        let contents = try await catalogue.contents(context.namespace, by: identity)
        let prefix = contents.associations.first { $0.name == type }?.prefix ?? ""
        let name = contents.namespace.name
        var fields = contents.namespace.fields
        fields.set("resource_type_associations", contents.associations.map(\.document))
        fields.set("objects", contents.objects.map { $0.complete.prefixed(prefix).document(in: name) })
        fields.set("tags", contents.tags.map { .object($0.content) })
        if !contents.properties.isEmpty {
            fields["properties"] = .object(contents.properties.definitions.prefixed(prefix).mapValues(\.document))
        }
        return .json(.object(fields))
    }

    func update(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let identity = try context.requireIdentity()
        let new = try NewMetadefNamespace(
            await request.jsonObject(), project: identity.project, now: Date(), to: "update metadata namespace")
        let stored = try await catalogue.write(context.namespace, by: identity, "modify_metadef_namespace") {
            try new.replace($1, project: identity.project, $0)
        }
        return .json(.object(stored.fields))
    }

    func delete(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let identity = try context.requireIdentity()
        try request.refuseBody()
        try await catalogue.write(context.namespace, by: identity, "delete_metadef_namespace") { database, namespace in
            try namespace.refuseIfProtected()
            _ = try namespace.delete(database)
        }
        return Response(status: .noContent)
    }
}

extension [String: JSONValue] {
    /// Sets a list, unless it is empty.
    fileprivate mutating func set(_ name: String, _ elements: [JSONValue]) {
        if !elements.isEmpty { self[name] = .array(elements) }
    }
}

extension CharacterSet {
    /// The characters that may appear unescaped in a component of a path.
    fileprivate static let urlPathComponentAllowed = CharacterSet.urlPathAllowed.subtracting(
        CharacterSet(charactersIn: "/"))
}
