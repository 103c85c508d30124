/// A project, as Keystone tells of it.
public struct CloudProject: Hashable, Sendable, Decodable {
    /// Its id: what the other services know it by.
    public let id: String
    /// Its name, which projects of other domains may have too.
    public let name: String

    /// A project.
    public init(id: String, name: String) {
        self.id = id
        self.name = name
    }
}
