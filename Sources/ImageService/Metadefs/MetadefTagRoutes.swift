import Foundation
import GRDB
import HTTPTypes
import Hummingbird
import ImageModel

/// The requests that are specific to tags.
extension MetadefPartRoutes where Part == MetadefTag {
    func list(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let identity = try context.requireIdentity()
        let page = try MetadefPage(request.query, .tags)
        let tags = try await catalogue.read(context.namespace, by: identity) { database, namespace in
            let marker = try page.marker.flatMap { marker in
                marker.isEmpty ? nil : try MetadefTag.named(marker, in: namespace, database).id
            }
            return try page.apply(to: MetadefTag.all(in: namespace), after: marker).fetchAll(database)
        }
        return .json(Self.document(tags))
    }

    func show(_ request: Request, _ context: ServiceContext) async throws -> Response {
        try request.refuseBody()
        return .json(try await part(context).document(in: context.namespace))
    }

    /// Creates a tag whose name is in the path.
    func createNamed(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let identity = try context.requireIdentity()
        try request.refuseBody()
        let tag = try MetadefTag(
            ["name": .string(try context.decoded("name"))], now: Date(), to: "create metadata \(MetadefTag.noun)")
        return try await add(tag, context, by: identity)
    }

    /// Creates a list of tags, which replaces the existing ones or, with `X-OpenStack-Append`, is added to them. An empty list
    /// changes nothing.
    func createAll(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let identity = try context.requireIdentity()
        let body = try await request.jsonObject()
        try body.refuse(readOnly: ["created_at", "updated_at"])
        try MetadefSchemas.tagList.validate(body)
        let now = Date()
        let tags = try (body["tags"]?.array ?? []).map { try MetadefTag($0.object ?? [:], now: now, to: nil) }
        let isAppended = ["1", "t", "true", "on", "y", "yes"].contains(request.headers[.append]?.lowercased())
        try await catalogue.write(context.namespace, by: identity, "add_metadef_tags") { database, namespace in
            if !isAppended, !tags.isEmpty { _ = try MetadefTag.all(in: namespace).deleteAll(database) }
            for tag in tags { try tag.insert(in: namespace, database) }
        }
        return .json(Self.document(tags), status: .created)
    }

    private static func document(_ tags: [MetadefTag]) -> JSONValue {
        .object(["tags": .array(tags.map { .object($0.content) })])
    }
}
