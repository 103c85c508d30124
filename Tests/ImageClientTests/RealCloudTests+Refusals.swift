import Clouds
import Foundation
import ImageModel
import NIOHTTP1
import Testing

@testable import ImageClient

extension RealCloudTests {
    /// Each refusal of a create that the real Glance has: its status, and the attribute that it is about.
    @Suite struct Refusals {
        init() throws { _ = try RealCloud() }

        private static let long = String(repeating: "x", count: 256)
        private static let many = "[" + (0..<129).map { "\"t\($0)\"" }.joined(separator: ",") + "]"
        private static let properties = "{" + (0..<129).map { "\"p\($0)\": \"x\"" }.joined(separator: ",") + "}"

        private static let refusals: [(body: String, status: Int, attribute: ImageAttribute?)] = [
            (#"{"name": 5}"#, 400, .name), (#"{"name": "\#(long)"}"#, 400, .name), (#"{"name": "😀"}"#, 400, .name),
            (#"{"min_disk": "5"}"#, 400, .minDisk), (#"{"min_disk": -1}"#, 400, .minDisk),
            (#"{"min_disk": 2147483648}"#, 400, .minDisk), (#"{"min_disk": 1.5}"#, 400, .minDisk),
            (#"{"min_ram": "5"}"#, 400, .minRAM), (#"{"min_ram": -1}"#, 400, .minRAM),
            (#"{"min_ram": 2147483648}"#, 400, .minRAM), (#"{"disk_format": "foo"}"#, 400, .diskFormat),
            (#"{"disk_format": 5}"#, 400, .diskFormat), (#"{"container_format": "foo"}"#, 400, .containerFormat),
            (#"{"visibility": "foo"}"#, 400, .visibility), (#"{"visibility": "public"}"#, 403, .visibility),
            (#"{"protected": "true"}"#, 400, .protected), (#"{"os_hidden": "true"}"#, 400, .hidden),
            (#"{"tags": "x"}"#, 400, .tags), (#"{"tags": ["\#(long)"]}"#, 400, .tags),
            (#"{"tags": [5]}"#, 400, .tags),
            (#"{"tags": \#(many)}"#, 413, .tags), (properties, 413, "properties"),
            (#"{"id": "nope"}"#, 400, .id), (#"{"foo": 5}"#, 400, "foo"), (#"{"foo": null}"#, 400, "foo"),
            (#"{"it's": 5}"#, 400, "it's"), (#"{"\#(long)": "x"}"#, 400, "properties"),
            (#"{"status": "active"}"#, 403, .status), (#"{"size": 5}"#, 403, .size),
            (#"{"checksum": "x"}"#, 403, .checksum), (#"{"created_at": "x"}"#, 403, .createdAt),
            (#"{"self": "x"}"#, 403, "self"), (#"{"locations": []}"#, 403, .locations),
            (#"{"os_glance_x": "x"}"#, 403, "os_glance_x"), (#"{"deleted": "x"}"#, 403, "deleted"),
            (#"{"owner": "abc"}"#, 403, .owner), ("{", 400, nil), ("", 400, nil),
        ]

        /// With one login for all: Keystone takes its time for each.
        @Test("a create that Glance refuses is told with its status and the attribute")
        func create() async throws {
            try await RealCloud.use(RealCloud.configuration("demo")) { session, _ in
                let url = try await session.access().url + "/v2/images"
                for (body, status, attribute) in Self.refusals {
                    let error = await #expect(throws: APIError.self, "\(body)") {
                        try await RealCloud.send(
                            .POST, url, session, headers: [("Content-Type", "application/json")], body: body)
                    }
                    let message = error?.message ?? ""
                    #expect(error?.status == status, "\(body): \(message)")
                    #expect(error?.namedAttribute == attribute, "\(body): \(message)")
                    // As text: Glance's own tags are gone, and so are its entities.
                    #expect(!message.contains(/<br|&[a-z#0-9]+;/), "\(message)")
                }
            }
        }

        @Test("an id in use is a conflict about the id, and so is one that was in use")
        func idInUse() async throws {
            try await RealCloud.use(RealCloud.configuration("demo")) { _, client in
                var new = NewImage()
                new.id = UUID().uuidString.lowercased()
                for isLater in [false, true] {
                    let error: APIError?
                    if isLater {
                        error = await #expect(throws: APIError.self) { try await client.create(new) }
                    } else {
                        error = try await RealCloud.withImage(client, new) { _ in
                            await #expect(throws: APIError.self) { try await client.create(new) }
                        }
                    }
                    #expect(error?.kind == .conflict)
                    #expect(error?.namedAttribute == .id, "\(error?.message ?? "")")
                }
            }
        }

        @Test("a protected image is not deleted, and a record without formats takes no data")
        func states() async throws {
            try await RealCloud.use(RealCloud.configuration("demo")) { session, client in
                var new = NewImage()
                new.isProtected = true
                let record = try await client.create(new)
                let deletion = await #expect(throws: APIError.self) { try await client.delete(record.image.id) }
                #expect(deletion?.kind == .forbidden)
                #expect(deletion?.namedAttribute == nil)
                let (stream, end) = AsyncThrowingStream.makeStream(of: [UInt8].self)
                end.yield([1, 2, 3])
                end.finish()
                let upload = await #expect(throws: APIError.self) {
                    try await client.upload(ImageData(size: 3, chunks: stream), of: record.image.id, to: .store(nil)) {
                        _ in
                    }
                }
                #expect(upload?.kind == .badRequest)
                #expect(upload?.namedAttribute == .diskFormat)
                let file = try await session.access().url + "/v2/images/" + record.image.id + "/file"
                let type = await #expect(throws: APIError.self) {
                    try await RealCloud.send(.PUT, file, session, headers: [("Content-Type", "text/plain")], body: "x")
                }
                #expect(type?.kind == .unsupportedMediaType)
                #expect(type?.namedAttribute == nil)
                _ = try await RealCloud.send(
                    .PATCH, session.access().url + "/v2/images/" + record.image.id, session,
                    headers: [("Content-Type", "application/openstack-images-v2.1-json-patch")],
                    body: #"[{"op": "replace", "path": "/protected", "value": false}]"#)
                try await client.delete(record.image.id)
                let again = await #expect(throws: APIError.self) { try await client.delete(record.image.id) }
                #expect(again?.kind == .notFound)
                #expect(again?.namedAttribute == nil)
            }
        }
    }
}
