/// A cloud that clouds.yaml or the `OS_*` variables name, with its region and project as far as they are set.
package struct CloudEntry: Hashable, Sendable {
    /// The cloud's name.
    package let name: String
    /// The region, if one is set.
    package let region: String?
    /// The project, if one is set.
    package let project: String?

    /// Creates an entry from a cloud's settings.
    init(name: String, region: String?, _ settings: [String: String]) {
        self.name = name
        self.region = region
        let names = ["project_name", "tenant_name", "project_id", "tenant_id"]
        project = names.lazy.compactMap { settings[$0] }.first { !$0.isEmpty }
    }
}
