import AsyncHTTPClient
import Clouds
import Foundation
import ImageClient
import ImageModel
import ViewModels

/// The way to an image service: a cloud's, or one of our own that runs inside this process.
@MainActor
struct Connection {
    /// The service.
    let api: any ImageAPI
    /// Reads addresses of the web.
    let fetch: WebFetch
    /// What the header calls it.
    let place: Workspace.Place
    /// What the cloud is called, and its region; nil for the service inside this process.
    let cloud: (name: String, region: String?)?
    private let end: () async -> Void

    /// Opens the way, without waiting for anything: the first request finds out whether it leads anywhere.
    ///
    /// - Parameters:
    ///   - region: one of the cloud's regions; nil for its own.
    ///   - requests: counts the requests to the service.
    /// - Throws: `CloudError` where a cloud is meant that cannot be used.
    static func open(
        cloud: String?, region: String? = nil, files: FileLocations, counting requests: RequestCount? = nil
    ) throws(CloudError) -> Connection {
        guard let configuration = try source(files).cloud(named: cloud, region: region) else {
            return embedded(files, counting: requests)
        }
        return open(configuration, counting: requests)
    }

    /// Where clouds are named.
    static func source(_ files: FileLocations) -> CloudSource {
        CloudSource(
            environment: ProcessInfo.processInfo.environment, home: files.home,
            folder: FileManager.default.currentDirectoryPath)
    }

    /// Closes everything that was opened.
    func close() async { await end() }

    private static func open(
        _ configuration: CloudConfiguration, counting requests: RequestCount?
    ) -> Connection {
        let session = CloudSession(configuration)
        let place = Workspace.Place(
            cloud: configuration.name, project: configuration.project.name ?? configuration.project.id,
            clientName: configuration.isFromVariables ? nil : configuration.name, address: configuration.authURL
        ) {
            guard let access = try? await session.access(), let roles = await session.roles else { return nil }
            return Workspace.Place.Login(imageURL: access.url, roles: roles, projectID: await session.projectID)
        }
        // Whom a cloud's client trusts is no matter of the web.
        let web = HTTPClient()
        return Connection(
            api: ImageClient(session, counting: requests), fetch: fetch(web), place: place,
            cloud: (configuration.name, configuration.region)
        ) {
            try? await web.shutdown()
            try? await session.shutdown()
        }
    }

    private static func fetch(_ http: HTTPClient) -> WebFetch {
        let source = WebSource(http: http)
        return { url throws(APIError) in try await source.data(at: url) }
    }

    /// The service inside this process: nobody else can reach it, and its one user is an administrator.
    private static func ownPlace(_ data: String) -> Workspace.Place {
        Workspace.Place(cloud: "local", address: data) {
            Workspace.Place.Login(imageURL: nil, roles: ["admin"], projectID: EmbeddedService.project)
        }
    }

    /// A service of our own, inside this process.
    static func embedded(_ files: FileLocations, counting requests: RequestCount? = nil) -> Connection {
        let service = EmbeddedService(data: files.data, runtime: files.runtime)
        let http = HTTPClient()
        let client = ImageClient(http: http, counting: requests) { _ throws(APIError) in try await service.access() }
        return Connection(api: client, fetch: fetch(http), place: ownPlace(files.data), cloud: nil) {
            try? await http.shutdown()
            await service.stop()
        }
    }
}
