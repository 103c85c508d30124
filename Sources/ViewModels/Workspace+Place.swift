public import Observation

extension Workspace {
    /// The current cloud, and what its login has returned.
    @Observable
    @MainActor
    public final class Place {
        /// The cloud's name in clouds.yaml; `local` for the embedded service.
        public let cloud: String
        /// The project; nil until the login has returned it.
        public var project: String?
        /// The name by which OpenStack's own clients know the cloud (`--os-cloud`); nil if their environment selects it.
        public let clientName: String?
        /// The address of the login, or the folder of gaze's own service; nil if it does not matter.
        let address: String?
        /// What makes gaze read-only here, for example `--readonly`; nil if changes are allowed.
        public let readOnly: String?
        /// What the login has returned; nil before that.
        public private(set) var login: Login?
        private let logIn: @Sendable () async -> Login?

        /// The information that a login returns.
        public struct Login: Hashable, Sendable {
            /// The image service's address without a version; nil if nobody else can reach it.
            public var imageURL: String?
            /// The user's roles in the project.
            public var roles: Set<String>
            /// The other regions that have an image service.
            public var otherRegions: [String]
            /// The project's id, which owns what the user creates.
            public var projectID: String?

            /// Creates the result of a login.
            public init(
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
        public init(
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
        public func readLogin() async {
            if login == nil { login = await logIn() }
        }
    }
}
