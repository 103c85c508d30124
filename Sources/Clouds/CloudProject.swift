/// A project, as Keystone describes it.
public struct CloudProject: Hashable, Sendable, Decodable {
    /// The id, by which the other services know the project.
    public let id: String
    /// The name, which is unique only within a domain.
    public let name: String

    /// Creates a project.
    public init(id: String, name: String) {
        self.id = id
        self.name = name
    }
}
