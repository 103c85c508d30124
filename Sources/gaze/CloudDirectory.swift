import Clouds
import Foundation
import ImageClient
import ViewModels

/// The clouds other than the current one, and the connections to those in use.
@MainActor
final class CloudDirectory {
    private let files: FileLocations
    private let current: (name: String, region: String?)?
    private let isReadOnly: Bool
    private let requests: RequestCount?
    private var open: [CloudChoice.ID: Connection] = [:]

    /// Creates a directory of the other clouds.
    ///
    /// - Parameters:
    ///   - current: the cloud in use; nil for the embedded service.
    ///   - isReadOnly: whether nothing may be changed on any cloud.
    ///   - requests: counts the requests to these clouds, and the reads of the file that names them.
    init(
        files: FileLocations, current: (name: String, region: String?)?, isReadOnly: Bool,
        counting requests: RequestCount? = nil
    ) {
        self.isReadOnly = isReadOnly
        self.requests = requests
        self.files = files
        self.current = current
    }

    /// The other clouds, as the view models see them.
    var others: OtherClouds {
        let (files, current, requests) = (files, current, requests)
        return OtherClouds(
            current: current?.name,
            list: { () async throws(OtherCloudError) in
                requests?.begin()
                defer { requests?.end() }
                return try await Self.list(files, without: current)
            },
            open: { [self] choice throws(OtherCloudError) in try way(to: choice) })
    }

    /// Closes the connections that were opened.
    func close() async {
        for connection in open.values { await connection.close() }
        open = [:]
    }

    @concurrent
    private static func list(
        _ files: FileLocations, without current: (name: String, region: String?)?
    ) async throws(OtherCloudError) -> [CloudChoice] {
        var choices: [CloudChoice] = []
        do throws(CloudError) {
            for entry in try await Connection.source(files).clouds()
            where entry.name != current?.name || entry.region != current?.region {
                choices.append(CloudChoice(name: entry.name, region: entry.region, project: entry.project))
            }
        } catch {
            throw OtherCloudError(error.description)
        }
        return current == nil ? choices : choices + [CloudChoice(name: "local", isOwn: true)]
    }

    private func way(to choice: CloudChoice) throws(OtherCloudError) -> OtherCloud {
        if let known = open[choice.id] { return OtherCloud(api: known.api, place: known.place) }
        let connection: Connection
        do throws(CloudError) {
            connection =
                choice.isOwn
                ? Connection.embedded(files, isReadOnly: isReadOnly, counting: requests)
                : try Connection.open(
                    cloud: choice.name, region: choice.region, files: files, isReadOnly: isReadOnly, counting: requests)
        } catch {
            throw OtherCloudError(error.description)
        }
        open[choice.id] = connection
        return OtherCloud(api: connection.api, place: connection.place)
    }
}
