import Foundation
import GRDB
import ImageModel

/// The metadata definitions, in the same file as the records.
struct MetadefCatalogue: Sendable {
    let catalogue: Catalogue

    /// Reads from a namespace that somebody may see.
    ///
    /// - Parameter absence: what is said where there is none, for them.
    /// - Throws: `Fault` 404.
    func read<Result: Sendable>(
        _ name: String, by identity: Identity, _ absence: @Sendable @escaping (String) -> Fault = Fault.noNamespace,
        _ body: @Sendable @escaping (Database, MetadefNamespace) throws -> Result
    ) async throws -> Result {
        try await catalogue.read { try body($0, Self.namespace(name, for: identity, absence, $0)) }
    }

    /// Changes a namespace, or what is in it, in one transaction.
    ///
    /// - Parameters:
    ///   - action: the policy that allows it; all of them are for admins alone.
    ///   - absence: what is said where there is no such namespace, for them.
    /// - Throws: `Fault` 403 or 404, and what the change throws.
    func write<Result: Sendable>(
        _ name: String, by identity: Identity, _ action: String,
        _ absence: @Sendable @escaping (String) -> Fault = Fault.noNamespace,
        _ change: @Sendable @escaping (Database, MetadefNamespace) throws -> Result
    ) async throws -> Result {
        try await catalogue.write { database in
            let namespace = try Self.namespace(name, for: identity, absence, database)
            guard identity.isAdmin else { throw Fault.policy(action) }
            return try change(database, namespace)
        }
    }

    private static func namespace(
        _ name: String, for identity: Identity, _ absence: (String) -> Fault, _ database: Database
    ) throws -> MetadefNamespace {
        let namespace = try MetadefNamespace.filter(Column("name") == name).fetchOne(database)
        guard let namespace, identity.reaches(namespace) else { throw absence(name) }
        try identity.checkMaySee()
        return namespace
    }

    /// A namespace with everything in it.
    struct Contents: Sendable {
        let namespace: MetadefNamespace
        let associations: [ResourceTypeAssociation]
        let objects: [MetadefObject]
        let properties: [MetadefProperty]
        let tags: [MetadefTag]
    }

    /// Everything in a namespace.
    func contents(_ name: String, by identity: Identity) async throws -> Contents {
        try await read(name, by: identity, Fault.noDefinitions) { database, namespace in
            Contents(
                namespace: namespace, associations: try ResourceTypeAssociation.all(in: namespace).fetchAll(database),
                objects: try MetadefObject.byName(in: namespace).fetchAll(database),
                properties: try MetadefProperty.all(in: namespace).fetchAll(database),
                tags: try MetadefTag.all(in: namespace).order(Column("createdAt").desc, Column("id").desc)
                    .fetchAll(database))
        }
    }

    /// A page of the namespaces that somebody may see, each with its associations.
    func namespaces(
        _ page: MetadefPage, for identity: Identity
    ) async throws -> [(namespace: MetadefNamespace, associations: [ResourceTypeAssociation])] {
        try await catalogue.read { database in
            var request = MetadefNamespace.all()
            if !identity.isAdmin {
                request = request.filter(Column("owner") == identity.project || Column("visibility") == "public")
            }
            if let visibility = page.visibility { request = request.filter(Column("visibility") == visibility) }
            if let types = page.resourceTypes {
                let ids = ResourceTypeAssociation.filter(types.contains(Column("name"))).select(Column("namespaceID"))
                request = request.filter(ids.contains(Column("id")))
            }
            let marker = try page.marker.flatMap {
                try Self.namespace($0, for: identity, Fault.noDefinitions, database).id
            }
            let namespaces = try page.apply(to: request, after: marker).fetchAll(database)
            let associations = try ResourceTypeAssociation.filter(namespaces.map(\.id).contains(Column("namespaceID")))
                .order(Column.rowID).fetchAll(database)
            let byNamespace = Dictionary(grouping: associations, by: \.namespaceID)
            return namespaces.map { ($0, byNamespace[$0.id] ?? []) }
        }
    }

    func insert(_ new: NewMetadefNamespace) async throws {
        try await catalogue.write { _ = try new.insert($0) }
    }

    func resourceTypes() async throws -> [ResourceType] {
        try await catalogue.read { try ResourceType.order(Column.rowID).fetchAll($0) }
    }
}
