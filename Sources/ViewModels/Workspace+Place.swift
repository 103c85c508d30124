import Observation

extension Workspace {
    /// The current cloud, and what its login has returned.
    @Observable
    @MainActor
    package final class Place {
        /// The cloud's name in clouds.yaml; `local` for the embedded service.
        package let cloud: String
        /// The project; nil until the login has returned it.
        package var project: String?
        /// The name by which OpenStack's own clients know the cloud (`--os-cloud`); nil if their environment selects it.
        package let clientName: String?
        /// The address of the login, or the folder of gaze's own service; nil if it does not matter.
        let address: String?
        /// What makes gaze read-only here, for example `--readonly`; nil if changes are allowed.
        package let readOnly: String?
        /// What the login has returned; nil before that.
        package private(set) var login: Login?
        private let logIn: @Sendable () async -> Login?

        /// The information that a login returns.
        package struct Login: Hashable, Sendable {
            /// The image service's address without a version; nil if nobody else can reach it.
            package var imageURL: String?
            /// The user's roles in the project.
            package var roles: Set<String>
            /// The other regions that have an image service.
            package var otherRegions: [String]
            /// The project's id, which owns what the user creates.
            package var projectID: String?

            /// Creates the result of a login.
            package init(
                imageURL: String?, roles: Set<String>, projectID: String? = nil, otherRegions: [String] = []
            ) {
                self.imageURL = imageURL
                self.roles = roles
                self.projectID = projectID
                self.otherRegions = otherRegions
            }
        }

        /// Creates a place.
        ///
        /// - Parameters:
        ///   - cloud: The cloud's name in clouds.yaml, or `local`.
        ///   - project: The project, if it is already known.
        ///   - clientName: The name by which OpenStack's own clients know the cloud.
        ///   - address: The address of the login, or the folder of gaze's own service.
        ///   - readOnly: What makes gaze read-only here; nil if changes are allowed.
        ///   - logIn: Logs in, or returns the result of an earlier login; nil if that fails, which later requests will explain.
        package init(
            cloud: String, project: String? = nil, clientName: String? = nil, address: String? = nil,
            readOnly: String? = nil, logIn: @escaping @Sendable () async -> Login? = { nil }
        ) {
            self.cloud = cloud
            self.project = project
            self.clientName = clientName
            self.address = address
            self.readOnly = readOnly
            self.logIn = logIn
        }

        /// Reads what the login returns, unless it is known.
        package func readLogin() async {
            if login == nil { login = await logIn() }
        }
    }
}
