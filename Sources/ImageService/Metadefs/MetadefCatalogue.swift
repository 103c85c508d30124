import Foundation
import GRDB
import ImageModel

/// The metadata definitions, in the same database as the image records.
struct MetadefCatalogue: Sendable {
    let catalogue: Catalogue

    /// Reads from a namespace that the identity may see.
    ///
    /// - Parameter absence: returns the fault if there is no such namespace for the identity.
    /// - Throws: `Fault` 404, or the error of `body`.
    func read<Result: Sendable>(
        _ name: String, by identity: Identity, _ absence: @Sendable @escaping (String) -> Fault = Fault.noNamespace,
        _ body: @Sendable @escaping (Database, MetadefNamespace) throws -> Result
    ) async throws -> Result {
        try await catalogue.read { try body($0, Self.namespace(name, for: identity, absence, $0)) }
    }

    /// Changes a namespace or its contents in one transaction.
    ///
    /// - Parameters:
    ///   - action: the policy that allows the change; all of these are for admins only.
    ///   - absence: returns the fault if there is no such namespace for the identity.
    /// - Throws: `Fault` 403 or 404, or the error of the change.
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

    /// A namespace with its contents.
    struct Contents: Sendable {
        let namespace: MetadefNamespace
        let associations: [ResourceTypeAssociation]
        let objects: [MetadefObject]
        let properties: [MetadefProperty]
        let tags: [MetadefTag]
    }

    /// Reads a namespace with its contents.
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

    /// Returns a page of the namespaces that the identity may see, each with its associations.
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
