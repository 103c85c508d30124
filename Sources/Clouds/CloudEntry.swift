/// A cloud that clouds.yaml or the variables name, as far as they say who and where it is.
public struct CloudEntry: Hashable, Sendable {
    /// What it is called.
    public let name: String
    /// The region, where one is said.
    public let region: String?
    /// The project, where one is said.
    public let project: String?

    /// What settings say.
    init(name: String, region: String?, _ settings: [String: String]) {
        self.name = name
        self.region = region
        let names = ["project_name", "tenant_name", "project_id", "tenant_id"]
        project = names.lazy.compactMap { settings[$0] }.first { !$0.isEmpty }
    }
}
