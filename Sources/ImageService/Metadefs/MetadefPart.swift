import Foundation
import GRDB
import ImageModel

/// What a namespace is made of: an object, a property or a tag, each with a name of its own there.
protocol MetadefPart: Codable, FetchableRecord, PersistableRecord, Sendable {
    /// What it is called in messages and policies.
    static var noun: String { get }
    /// The policy that lets it be deleted.
    static var removal: String { get }
    /// What is said where there is none of a name.
    static var missing: String { get }
    /// What is said where the name is taken.
    static func duplicate(_ name: String, in namespace: String) -> String
    /// What is said where there is no such namespace.
    static func absence(_ namespace: String) -> Fault

    /// Nil until it is stored.
    var id: Int64? { get set }
    var namespaceID: Int64? { get set }
    var name: String { get }
    /// Microseconds since 1970.
    var createdAt: Int64 { get set }
    var updatedAt: Int64 { get set }

    /// Reads a request's body.
    ///
    /// - Parameter purpose: what the request is for, as Glance says where a text cannot be kept: `create metadata object`;
    ///   nil where it does not say.
    /// - Throws: `Fault` 400 or 403.
    init(_ body: [String: JSONValue], now: Date, to purpose: String?) throws

    /// What a request said of it, as it is answered inside its namespace.
    var content: [String: JSONValue] { get }
    /// It alone, as the API answers it.
    func document(in namespace: String) -> JSONValue
}

extension MetadefPart {
    static var removal: String { "delete_metadef_\(noun)" }
    static var missing: String { "Could not find metadata \(noun)" }
    static func duplicate(_ name: String, in namespace: String) -> String {
        "A metadata definition \(noun) with name=\(name) already exists in namespace=\(namespace)."
    }

    static func absence(_ namespace: String) -> Fault { .noNamespace(namespace) }

    static func all(in namespace: MetadefNamespace) -> QueryInterfaceRequest<Self> {
        filter(Column("namespaceID") == namespace.id)
    }

    /// All of them in the order of their names, in which Glance's index gives them.
    static func byName(in namespace: MetadefNamespace) -> QueryInterfaceRequest<Self> {
        all(in: namespace).order(Column("name"))
    }

    /// The part of a name.
    ///
    /// - Throws: `Fault` 404.
    static func named(_ name: String, in namespace: MetadefNamespace, _ database: Database) throws -> Self {
        guard let part = try all(in: namespace).filter(Column("name") == name).fetchOne(database) else {
            throw Fault.notFound("\(missing) \(name)")
        }
        return part
    }

    /// Adds the part to a namespace.
    ///
    /// - Throws: `Fault` 409 where the namespace has one of that name.
    func insert(in namespace: MetadefNamespace, _ database: Database) throws {
        var part = self
        part.namespaceID = namespace.id
        try part.store(in: namespace) { try $0.insert(database) }
    }

    /// Puts the part into the place of another.
    ///
    /// - Returns: the part as it is stored.
    /// - Throws: `Fault` 409 where a third one has its name.
    func replace(_ other: Self, in namespace: MetadefNamespace, _ database: Database) throws -> Self {
        var part = self
        part.id = other.id
        part.namespaceID = other.namespaceID
        part.createdAt = other.createdAt
        try part.store(in: namespace) { try $0.update(database) }
        return part
    }

    private func store(in namespace: MetadefNamespace, _ write: (Self) throws -> Void) throws {
        do {
            try write(self)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            throw Fault.conflict(Self.duplicate(name, in: namespace.name))
        }
    }
}

extension [String: JSONValue] {
    /// Refuses to set what only the service sets.
    ///
    /// - Throws: `Fault` 403.
    func refuse(readOnly names: [String]) throws {
        for name in names where self[name] != nil { throw Fault.forbidden("Attribute '\(name)' is read-only.") }
    }

    /// Refuses what databases may not keep: characters beyond U+FFFF, as Glance does, and U+0000, which ends a text in
    /// SQLite. Lists are not looked into.
    ///
    /// - Parameter purpose: what cannot be done then; nil where that is not said.
    /// - Throws: `Fault` 400.
    func refuseUnstorableCharacters(to purpose: String?) throws {
        func refusal(_ words: String) -> Fault {
            .badRequest((purpose.map { "Couldn't \($0): " } ?? "") + words)
        }
        for (name, value) in self.sorted(by: { $0.key < $1.key }) {
            guard !name.hasFourByteCharacters else {
                throw refusal("Property names can't contain 4 byte unicode.")
            }
            if value.string?.hasFourByteCharacters == true {
                throw refusal("\(name.capitalized) can't contain 4 byte unicode characters.")
            }
            guard !name.utf8.contains(0), value.string?.utf8.contains(0) != true else {
                throw refusal("A text can't contain the character U+0000.")
            }
            try value.object?.refuseUnstorableCharacters(to: purpose)
        }
    }
}

extension String {
    fileprivate var hasFourByteCharacters: Bool { unicodeScalars.contains { $0.value > 0xFFFF } }
}

extension JSONValue {
    /// A moment, from microseconds since 1970, as the API writes it: to the second.
    static func moment(_ microseconds: Int64) -> JSONValue {
        .string(StoredImage.moment(microseconds))
    }
}

extension Date {
    /// Microseconds since 1970.
    var microseconds: Int64 { Int64(timeIntervalSince1970 * 1_000_000) }
}
