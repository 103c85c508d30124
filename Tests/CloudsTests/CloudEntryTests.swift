import Foundation
import Testing

@testable import Clouds

/// Which clouds there are, and their regions.
@Suite struct CloudEntryTests {
    private func source(_ folder: TestFolder, _ environment: [String: String] = [:]) -> CloudSource {
        CloudSource(environment: environment, home: folder.path + "/home", folder: folder.path + "/here")
    }

    private static let yaml = """
        clouds:
          two:
            auth: {auth_url: "http://two", username: ann, password: s3cret, project_name: demo}
            regions:
            - North
            - name: South
              values: {interface: internal, auth: {project_name: south}}
          one:
            auth: {auth_url: "http://one", username: ann, password: s3cret, project_id: "0123"}
            region_name: East
          odd: {auth: {auth_url: "http://odd"}}
        """

    @Test("every cloud of the file is named, each of its regions by itself, and what the variables make up")
    func entries() async throws {
        try await TestFolder.use { folder in
            try folder.write("here/clouds.yaml", Self.yaml)
            let entries = try source(folder, ["OS_AUTH_URL": "http://v", "OS_PROJECT_NAME": "p"]).clouds()
            let words = entries.map { "\($0.name) \($0.region ?? "-") \($0.project ?? "-")" }
            #expect(words == ["odd - -", "one East 0123", "two North demo", "two South demo", "envvars - p"])
        }
    }

    @Test("where there is no file there are no clouds, and a wrong one is told")
    func noFile() async throws {
        try await TestFolder.use { folder in
            let none = try source(folder).clouds()
            #expect(none.isEmpty)
            try folder.write("here/clouds.yaml", "clouds: [")
            #expect(throws: CloudError.self) { try source(folder).clouds() }
        }
    }

    @Test("a region that is asked for is taken, with the settings that hold there alone")
    func region() async throws {
        try await TestFolder.use { folder in
            try folder.write("here/clouds.yaml", Self.yaml)
            let first = try source(folder).cloud(named: "two")
            #expect(first?.region == "North" && first?.interface == "public" && first?.project.name == "demo")
            let south = try source(folder).cloud(named: "two", region: "South")
            #expect(south?.region == "South" && south?.interface == "internal" && south?.project.name == "south")
        }
    }
    @Test("a region is asked for of the cloud of the variables too")
    func variables() throws {
        let source = CloudSource(
            environment: [
                "OS_AUTH_URL": "http://v", "OS_USERNAME": "ann", "OS_PASSWORD": "s3cret", "OS_PROJECT_NAME": "p",
                "OS_REGION_NAME": "North",
            ], home: "/none", folder: "/none")
        #expect(try source.cloud(named: nil)?.region == "North")
        #expect(try source.cloud(named: CloudConfiguration.variablesName, region: "South")?.region == "South")
    }
}
