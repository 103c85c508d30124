public import Observation

extension Workspace {
    /// The cloud that is worked on, and what the login to it has told.
    @Observable
    @MainActor
    public final class Place {
        /// What it is called in clouds.yaml; `local` for the embedded service.
        public let cloud: String
        /// The project, once the login has told it.
        public var project: String?
        /// The name by which OpenStack's own clients know the cloud (`--os-cloud`); nil where their environment says it.
        public let clientName: String?
        /// Where one logs in, or the folder of gaze's own service; nil where that does not matter.
        let address: String?
        /// Who says that nothing may be changed here, for example `--readonly`; nil where it may.
        public let readOnly: String?
        /// What the login has told; nil before it has.
        public private(set) var login: Login?
        private let logIn: @Sendable () async -> Login?

        /// What a login tells.
        public struct Login: Hashable, Sendable {
            /// The image service's address, without a version; nil for one that nobody else can reach.
            public var imageURL: String?
            /// The roles that the person has in the project.
            public var roles: Set<String>
            /// The regions that have an image service, but for the one that is worked on.
            public var otherRegions: [String]
            /// The project's id: the owner of what the person creates.
            public var projectID: String?

            /// An address, roles, a project, and other regions.
            public init(
                imageURL: String?, roles: Set<String>, projectID: String? = nil, otherRegions: [String] = []
            ) {
                self.imageURL = imageURL
                self.roles = roles
                self.projectID = projectID
                self.otherRegions = otherRegions
            }
        }

        /// A cloud.
        ///
        /// - Parameters:
        ///   - project: the project, where it is known already.
        ///   - clientName: the name by which OpenStack's own clients know the cloud.
        ///   - address: where one logs in, or the folder of gaze's own service.
        ///   - readOnly: who says that nothing may be changed here.
        ///   - logIn: logs in, or says what the login has told; nil where it fails, which requests will explain.
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

        /// Finds out what the login tells, unless it is known.
        public func readLogin() async {
            if login == nil { login = await logIn() }
        }
    }
}
