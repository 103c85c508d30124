import AsyncHTTPClient
import Clouds
import Foundation
import ImageClient
import ImageModel
import ViewModels

/// A connection to an image service: a cloud's, or the embedded one that runs inside this process.
@MainActor
struct Connection {
    /// The service.
    let api: any ImageAPI
    /// Downloads data from web addresses.
    let fetch: WebFetch
    /// The place as the header names it.
    let place: Workspace.Place
    /// The name of the cloud, and its region; nil for the embedded service.
    let cloud: (name: String, region: String?)?
    /// The user's settings for this cloud.
    let settings: Configuration.Settings
    private let end: () async -> Void

    /// Opens a connection without waiting for anything: whether the service can be reached shows at the first request.
    ///
    /// If nothing may be changed, the connection refuses every change itself, so no screen or command can bypass it.
    ///
    /// - Parameters:
    ///   - region: one of the cloud's regions; nil for its default.
    ///   - configuration: the user's configuration; nil to read it.
    ///   - isReadOnly: whether nothing may be changed, whatever the configuration says.
    ///   - requests: counts the requests to the service.
    /// - Throws: `CloudError` if the selected cloud cannot be used.
    static func open(
        cloud: String?, region: String? = nil, files: FileLocations, configuration: Configuration? = nil,
        isReadOnly: Bool = false, counting requests: RequestCount? = nil
    ) throws(CloudError) -> Connection {
        let known = configuration ?? ConfigurationLocation(files: files).read()
        let source = source(files)
        guard let meant = try source.cloud(named: cloud, region: region) else {
            return embedded(files, configuration: known, isReadOnly: isReadOnly, counting: requests)
        }
        let session = CloudSession(meant) { try? source.cloud(named: cloud, region: region) }
        return open(
            meant, session, settings: known.settings(for: meant.name), isReadOnly: isReadOnly, counting: requests)
    }

    /// Returns the source that the clouds are read from.
    static func source(_ files: FileLocations) -> CloudSource {
        CloudSource(
            environment: ProcessInfo.processInfo.environment, home: files.home,
            folder: FileManager.default.currentDirectoryPath)
    }

    private init(
        api: any ImageAPI, fetch: @escaping WebFetch, place: Workspace.Place, cloud: (name: String, region: String?)?,
        settings: Configuration.Settings, end: @escaping () async -> Void
    ) {
        self.api = place.readOnly.map { ReadOnlyImageAPI(api, because: $0) } ?? api
        self.fetch = fetch
        self.place = place
        self.cloud = cloud
        self.settings = settings
        self.end = end
    }

    /// Returns the option or setting that forbids changes; nil if they are allowed.
    private static func readOnly(_ settings: Configuration.Settings, _ isReadOnly: Bool) -> String? {
        if isReadOnly { return "--readonly" }
        return settings.readonly.flatMap { $0.value ? $0.place : nil }
    }

    /// Closes everything that the connection has opened.
    func close() async { await end() }

    private static func open(
        _ configuration: CloudConfiguration, _ session: CloudSession, settings: Configuration.Settings,
        isReadOnly: Bool, counting requests: RequestCount?
    ) -> Connection {
        let place = Workspace.Place(
            cloud: configuration.name, project: configuration.project.name ?? configuration.project.id,
            clientName: configuration.isFromVariables ? nil : configuration.name, address: configuration.authURL,
            readOnly: readOnly(settings, isReadOnly)
        ) {
            guard let access = try? await session.access(), let roles = await session.roles else { return nil }
            return Workspace.Place.Login(
                imageURL: access.url, roles: roles, projectID: await session.projectID,
                otherRegions: await session.otherRegions)
        }
        // The certificates trusted for the cloud must not apply to other web servers, so this client is separate.
        let web = HTTPClient(configuration: .web)
        return Connection(
            api: ImageClient(session, counting: requests), fetch: fetch(web), place: place,
            cloud: (configuration.name, configuration.region), settings: settings
        ) {
            try? await web.shutdown()
            try? await session.shutdown()
        }
    }

    private static func fetch(_ http: HTTPClient) -> WebFetch {
        let source = WebSource(http: http)
        return { url throws(APIError) in try await source.data(at: url) }
    }

    /// Returns the place of the embedded service: nobody else can reach it, and its only user is an administrator.
    private static func ownPlace(_ data: String, readOnly: String?) -> Workspace.Place {
        Workspace.Place(cloud: embeddedName, address: data, readOnly: readOnly) {
            Workspace.Place.Login(imageURL: nil, roles: ["admin"], projectID: EmbeddedService.project)
        }
    }

    /// The name of the embedded service, used where clouds have names.
    static let embeddedName = "local"

    /// Returns a connection to the embedded service, which runs inside this process.
    static func embedded(
        _ files: FileLocations, configuration: Configuration? = nil, isReadOnly: Bool = false,
        counting requests: RequestCount? = nil
    ) -> Connection {
        let known = configuration ?? ConfigurationLocation(files: files).read()
        let settings = known.settings(for: embeddedName)
        let service = EmbeddedService(data: files.data, runtime: files.runtime)
        let http = HTTPClient(configuration: .web)
        let client = ImageClient(http: http, counting: requests) { _ throws(APIError) in try await service.access() }
        let place = ownPlace(files.data, readOnly: readOnly(settings, isReadOnly))
        return Connection(api: client, fetch: fetch(http), place: place, cloud: nil, settings: settings) {
            try? await http.shutdown()
            await service.stop()
        }
    }
}
