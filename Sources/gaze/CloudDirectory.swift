import Clouds
import Foundation
import ImageClient
import ViewModels

/// The clouds besides the one that is worked on, and the ways to those that are in use.
@MainActor
final class CloudDirectory {
    private let files: FileLocations
    private let current: (name: String, region: String?)?
    private let isReadOnly: Bool
    private let requests: RequestCount?
    private var open: [CloudChoice.ID: Connection] = [:]

    /// - Parameters:
    ///   - current: the cloud that is worked on; nil for the service inside this process.
    ///   - isReadOnly: whether nothing may be changed on any cloud.
    ///   - requests: counts what is asked of them, and of the file that names them.
    init(
        files: FileLocations, current: (name: String, region: String?)?, isReadOnly: Bool,
        counting requests: RequestCount? = nil
    ) {
        self.isReadOnly = isReadOnly
        self.requests = requests
        self.files = files
        self.current = current
    }

    /// They, for the models.
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

    /// Closes the ways that were opened.
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
