import Foundation
import Testing

@testable import ImageModel

@Suite struct ImageDecodingTests {
    private func image(_ json: String) throws -> Image { try JSONDecoder().decode(Image.self, from: Data(json.utf8)) }

    @Test("a record of Glance 33 without data is read, null fields and all")
    func queued() throws {
        let image = try image(
            """
            {"name": null, "disk_format": null, "container_format": null, "visibility": "shared", "size": null,
             "virtual_size": null, "status": "queued", "checksum": null, "protected": false, "min_ram": 0, "min_disk": 0,
             "owner": "032941c6fe874372afb4279ae16a5f83", "os_hidden": false, "os_hash_algo": null,
             "os_hash_value": null, "id": "ad5f477b-45ed-4455-9873-ceb4bf903f73", "created_at": "2026-11-24T05:40:26Z",
             "updated_at": "2026-11-24T05:40:27Z", "tags": [],
             "self": "/v2/images/ad5f477b-45ed-4455-9873-ceb4bf903f73",
             "file": "/v2/images/ad5f477b-45ed-4455-9873-ceb4bf903f73/file", "schema": "/v2/schemas/image"}
            """)
        #expect(image.id == "ad5f477b-45ed-4455-9873-ceb4bf903f73")
        #expect(image.name == nil)
        #expect(image.status == .queued)
        #expect(image.visibility == .shared)
        #expect(image.owner == "032941c6fe874372afb4279ae16a5f83")
        #expect(image.diskFormat == nil && image.containerFormat == nil)
        #expect(image.size == nil && image.virtualSize == nil)
        #expect(image.minDisk == 0 && image.minRAM == 0)
        #expect(!image.isProtected && !image.isHidden)
        #expect(image.tags.isEmpty)
        #expect(image.createdAt?.rawValue == "2026-11-24T05:40:26Z")
        #expect(image.updatedAt?.rawValue == "2026-11-24T05:40:27Z")
        #expect(image.checksum == nil && image.hashAlgorithm == nil && image.secureHash == nil)
        #expect(image.additional.isEmpty)
    }

    @Test("a record with data has its sizes and hashes; fields that are not known are kept as they came")
    func active() throws {
        let image = try image(
            """
            {"id": "004bdb5e-4adb-412f-ae25-fcc1035f9be0", "name": "a", "status": "active", "visibility": "community",
             "disk_format": "raw", "container_format": "bare", "size": 9007199254740993, "virtual_size": 3,
             "min_disk": 2147483647, "min_ram": 512, "protected": true, "os_hidden": true, "tags": ["x", "y"],
             "checksum": "900150983cd24fb0d6963f7d28e17f72", "os_hash_algo": "sha512", "os_hash_value": "ddaf",
             "stores": "fast", "hw_disk_bus": "virtio", "a_null": null, "a_list": [{"url": "file:///a"}, 1]}
            """)
        #expect(image.name == "a")
        #expect(image.status == .active)
        #expect(image.visibility == .community)
        #expect(image.diskFormat == "raw" && image.containerFormat == "bare")
        #expect(image.size == 9_007_199_254_740_993)
        #expect(image.virtualSize == 3)
        #expect(image.minDisk == 2_147_483_647 && image.minRAM == 512)
        #expect(image.isProtected && image.isHidden)
        #expect(image.tags == ["x", "y"])
        #expect(image.checksum == "900150983cd24fb0d6963f7d28e17f72")
        #expect(image.hashAlgorithm == "sha512" && image.secureHash == "ddaf")
        #expect(
            image.additional == [
                "stores": .string("fast"), "hw_disk_bus": .string("virtio"), "a_null": .null,
                "a_list": .array([.object(["url": .string("file:///a")]), .integer(1)]),
            ])
    }

    @Test("an id and a status are enough")
    func least() throws {
        let image = try image(#"{"id": "x", "status": "queued"}"#)
        #expect(image.visibility == .shared)
        #expect(image.tags.isEmpty && !image.isProtected && !image.isHidden)
    }

    @Test(
        "what is no record is refused",
        arguments: [
            #"{"status": "queued"}"#, #"{"id": "x"}"#, #"{"id": null, "status": "queued"}"#,
            #"{"id": "x", "status": "queued", "size": "3"}"#, #"{"id": "x", "status": "queued", "tags": "a"}"#,
            #"{"id": "x", "status": "queued", "protected": 1}"#, "[]", "{", "",
        ])
    func noRecord(_ json: String) {
        #expect(throws: DecodingError.self) { try image(json) }
    }

    @Test("a status that no version knows is kept as it came")
    func openStatus() throws {
        let image = try image(#"{"id": "x", "status": "thawing", "visibility": "galactic"}"#)
        #expect(image.status.rawValue == "thawing")
        #expect(!image.status.isInTransit)
        #expect(image.visibility.rawValue == "galactic")
    }

    @Test(
        "the service is at work in three statuses, and in no other",
        arguments: [
            (ImageStatus.queued, false), (.saving, true), (.active, false), (.uploading, true), (.importing, true),
            (.deactivated, false), (.killed, false), (.deleted, false), (.pendingDelete, false),
        ])
    func transit(_ status: ImageStatus, _ isInTransit: Bool) {
        #expect(status.isInTransit == isInTransit)
    }

    @Test("fields are named in the API's order, then the rest by name")
    func fieldOrder() throws {
        let fields: [String: JSONValue] = [
            "zebra": .null, "schema": .string("s"), "id": .string("x"), "status": .string("queued"), "name": .null,
            "ant": .integer(1),
        ]
        let image = try image(#"{"id": "x", "status": "queued"}"#)
        let record = ImageRecord(image: image, fields: fields, headers: ImageHeaders())
        #expect(record.fieldNames == ["name", "id", "status", "schema", "ant", "zebra"])
    }
}
