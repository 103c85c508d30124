/// A project, as Keystone describes it.
package struct CloudProject: Hashable, Sendable, Decodable {
    /// The id, by which the other services know the project.
    package let id: String
    /// The name, which is unique only within a domain.
    package let name: String

    /// Creates a project.
    package init(id: String, name: String) {
        self.id = id
        self.name = name
    }
}
