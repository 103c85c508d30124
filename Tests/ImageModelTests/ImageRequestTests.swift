import Foundation
import Testing

@testable import ImageModel

/// The requests that make an image and bring its data, and what a cloud says of its quotas.
@Suite struct ImageRequestTests {
    private static let json = [ImageRequest.Header(name: "Content-Type", value: "application/json")]
    private static let octets = ImageRequest.Header(name: "Content-Type", value: "application/octet-stream")

    @Test("a create posts the record")
    func create() {
        var image = NewImage()
        image.name = "alpine"
        let request = ImageRequest.create(image)
        #expect(request.method == .post && request.path == "/v2/images" && request.headers == Self.json)
        #expect(request.body == .json(.object(["name": .string("alpine")])))
    }

    @Test("a record is changed by a patch of its own media type")
    func update() {
        let patch = ImagePatch([.replace(.diskFormat, .string("raw"))])
        let request = ImageRequest.update("a/b", with: patch)
        #expect(request.method == .patch && request.path == "/v2/images/a%2Fb")
        #expect(request.headers == [ImageRequest.Header(name: "Content-Type", value: ImagePatch.mediaType)])
        #expect(request.mediaType == ImagePatch.mediaType && request.body == .json(patch.json()))
    }

    @Test("data is put where it goes, with the store that is named")
    func upload() {
        let usual = ImageRequest.upload(to: .store(nil), of: "one", size: 3)
        #expect(usual.method == .put && usual.path == "/v2/images/one/file" && usual.headers == [Self.octets])
        #expect(usual.body == .data(size: 3))
        let store = ImageRequest.Header(name: "X-Image-Meta-Store", value: "cheap")
        let named = ImageRequest.upload(to: .store("cheap"), of: "one", size: nil)
        #expect(named.headers == [Self.octets, store] && named.body == .data(size: nil))
        let staged = ImageRequest.upload(to: .staging, of: nil, size: 3)
        #expect(staged.path == "/v2/images/{id}/stage" && staged.headers == [Self.octets])
    }

    @Test("an import posts what it asks for; an id is one part of a path, whatever is in it")
    func importData() {
        let request = ImageRequest.importData(ImageImport(.glanceDirect), into: "../é ?#/")
        #expect(request.method == .post && request.headers == Self.json)
        #expect(request.path == "/v2/images/%2E%2E%2F%C3%A9%20%3F%23%2F/import")
        #expect(request.body == .json(ImageImport(.glanceDirect).json()))
    }

    @Test("a cloud's quotas are read, those that it has")
    func usage() throws {
        let text = """
            {"image_size_total": {"usage": 3, "limit": 1000}, "image_count_total": {"usage": 2, "limit": -1}, "more": {}}
            """
        let usage = try JSONDecoder().decode(ImageUsage.self, from: Data(text.utf8))
        #expect(
            usage == ImageUsage(size: .init(usage: 3, limit: 1000), count: .init(usage: 2, limit: -1)))
        #expect(try JSONDecoder().decode(ImageUsage.self, from: Data("{}".utf8)) == ImageUsage())
    }
}
