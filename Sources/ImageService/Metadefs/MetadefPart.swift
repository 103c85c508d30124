import Foundation
import GRDB
import ImageModel

/// A part of a namespace: an object, a property or a tag, with a name that is unique there.
protocol MetadefPart: Codable, FetchableRecord, PersistableRecord, Sendable {
    /// The name of the kind in messages and policies.
    static var noun: String { get }
    /// The policy that allows deleting a part.
    static var removal: String { get }
    /// The beginning of the message if there is no part with a name.
    static var missing: String { get }
    /// Returns the message if a name is already taken.
    static func duplicate(_ name: String, in namespace: String) -> String
    /// Returns the fault if there is no such namespace.
    static func absence(_ namespace: String) -> Fault

    /// nil until the part is stored.
    var id: Int64? { get set }
    var namespaceID: Int64? { get set }
    var name: String { get }
    /// In microseconds since 1970.
    var createdAt: Int64 { get set }
    var updatedAt: Int64 { get set }

    /// Parses a request's body.
    ///
    /// - Parameter purpose: the purpose of the request, such as `create metadata object`, for Glance's message if a text cannot
    ///   be stored; nil if the message does not contain it.
    /// - Throws: `Fault` 400 or 403.
    init(_ body: [String: JSONValue], now: Date, to purpose: String?) throws

    /// The fields that a request has set, as they appear inside the namespace.
    var content: [String: JSONValue] { get }
    /// Returns the part alone, as the API shows it.
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

    /// All parts sorted by name, which is the order of Glance's index.
    static func byName(in namespace: MetadefNamespace) -> QueryInterfaceRequest<Self> {
        all(in: namespace).order(Column("name"))
    }

    /// Returns the part with a name.
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
    /// - Throws: `Fault` 409 if the namespace already has a part with that name.
    func insert(in namespace: MetadefNamespace, _ database: Database) throws {
        var part = self
        part.namespaceID = namespace.id
        try part.store(in: namespace) { try $0.insert(database) }
    }

    /// Replaces another part with this one.
    ///
    /// - Returns: the part as it is stored.
    /// - Throws: `Fault` 409 if a third part already has the name.
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
    /// Throws if any attribute that only the service sets is present.
    ///
    /// - Throws: `Fault` 403.
    func refuse(readOnly names: [String]) throws {
        for name in names where self[name] != nil { throw Fault.forbidden("Attribute '\(name)' is read-only.") }
    }

    /// Throws for text that databases may not be able to store: characters beyond U+FFFF, as in Glance, and U+0000, which ends
    /// a text in SQLite. Lists are not checked.
    ///
    /// - Parameter purpose: the purpose of the request, for the message; nil if the message does not contain it.
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
    /// Formats a time in microseconds since 1970 as the API does: to the second.
    static func moment(_ microseconds: Int64) -> JSONValue {
        .string(StoredImage.moment(microseconds))
    }
}
