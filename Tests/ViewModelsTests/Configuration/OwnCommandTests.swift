import Foundation
import ImageModel
import Testing

@testable import ViewModels

@Suite @MainActor struct OwnCommandTests {
    private func image(_ fields: String) throws -> Image {
        let json = #"{"id": "4f1a", "status": "active", "visibility": "shared""# + fields + "}"
        return try JSONDecoder().decode(Image.self, from: Data(json.utf8))
    }

    @Test("an image's fields and properties are variables; what it has not is none")
    func variables() throws {
        let image = try image(
            #", "name": "a'b $(id) \"c\"", "size": 5, "tags": ["x", "y"], "protected": true, "os_distro": "alpine""#
                + #", "min_disk": 0, "hw-scsi.model": "v", "owner": null"#)
        let place = Workspace.Place(cloud: "production", clientName: "prod")
        let variables = OwnCommand.variables(for: image, at: place)
        #expect(variables["GAZE_IMAGE_ID"] == "4f1a" && variables["GAZE_IMAGE_STATUS"] == "active")
        #expect(variables["GAZE_IMAGE_NAME"] == #"a'b $(id) "c""#)
        #expect(variables["GAZE_IMAGE_SIZE"] == "5" && variables["GAZE_IMAGE_MIN_DISK"] == "0")
        #expect(variables["GAZE_IMAGE_TAGS"] == "x,y" && variables["GAZE_IMAGE_PROTECTED"] == "true")
        #expect(variables["GAZE_PROPERTY_OS_DISTRO"] == "alpine" && variables["GAZE_PROPERTY_HW_SCSI_MODEL"] == "v")
        #expect(variables["GAZE_IMAGE_OWNER"] == nil && variables["GAZE_IMAGE_CHECKSUM"] == nil)
        #expect(variables["GAZE_CLOUD"] == "production" && variables["OS_CLOUD"] == "prod")
        let json = try #require(variables["GAZE_IMAGE_JSON"])
        #expect(json.contains(#""os_distro":"alpine""#) && json.contains(#""id":"4f1a""#))
    }

    @Test("a command is told of the marked images, or of the one that it is about, as long as a variable can be")
    func marked() throws {
        let (image, place) = (try image(""), Workspace.Place(cloud: "local"))
        #expect(OwnCommand.variables(for: image, at: place)["GAZE_IMAGE_IDS"] == "4f1a")
        let ids = (0..<OwnCommand.mostMarked).map { _ in UUID().uuidString }
        let variable = try #require(OwnCommand.variables(for: image, marked: ids, at: place)["GAZE_IMAGE_IDS"])
        #expect(variable == ids.joined(separator: "\n") && variable.utf8.count < 128 << 10 - 100)
    }

    @Test("a property cannot take the place of a field, and a NUL ends a value")
    func hostile() throws {
        let image = try image(#", "Id": "other", "ID": "third", "x": "a\u0000b""#)
        let variables = OwnCommand.variables(for: image, at: Workspace.Place(cloud: "local"))
        #expect(variables["GAZE_IMAGE_ID"] == "4f1a" && variables["GAZE_PROPERTY_ID"] == "third")
        #expect(variables["GAZE_PROPERTY_X"] == "a" && variables["OS_CLOUD"] == nil)
    }

    @Test("no password, token or secret is in a command's environment")
    func secrets() {
        let own = [
            "PATH": "/bin", "OS_PASSWORD": "1", "OS_TOKEN": "2", "OS_AUTH_TOKEN": "3", "os_password": "4",
            "OS_APPLICATION_CREDENTIAL_SECRET": "5", "OS_USERNAME": "ann", "GAZE_IMAGE_ID": "of another",
        ]
        let environment = OwnCommand.environment(own, with: ["GAZE_CLOUD": "c", "OS_CLOUD": "c"])
        #expect(environment == ["PATH": "/bin", "OS_USERNAME": "ann", "GAZE_CLOUD": "c", "OS_CLOUD": "c"])
    }
}
