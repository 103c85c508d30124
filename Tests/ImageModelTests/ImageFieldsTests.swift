import Foundation
import Testing

@testable import ImageModel

@Suite("The fields of an image") struct ImageFieldsTests {
    /// An answer of Glance 33, with a property, a list of stores and what is null.
    private static let answer = #"""
        {"hw_disk_bus": "virtio", "name": "a \"b\" é", "disk_format": "qcow2", "container_format": "bare",
         "visibility": "shared", "size": 59047936, "virtual_size": null, "status": "active",
         "checksum": "37ad6a6ae1cb6e9b", "protected": false, "min_ram": 0, "min_disk": 20, "owner": "5ef70662f8b34079",
         "os_hidden": true, "os_hash_algo": "sha512", "os_hash_value": "6513f21e44aa3da3", "stores": "fast,cheap",
         "id": "b2173dd3-7ad6-4362-baa6-a68bce3565cb", "created_at": "2025-10-22T08:40:44Z",
         "updated_at": "2025-10-22T08:40:44Z", "tags": ["lts", "a b"], "locations": [{"url": "x", "metadata": {}}],
         "self": "/v2/images/b2173dd3-7ad6-4362-baa6-a68bce3565cb",
         "file": "/v2/images/b2173dd3-7ad6-4362-baa6-a68bce3565cb/file", "schema": "/v2/schemas/image"}
        """#

    @Test("are those of the answer that it was read from, every one")
    func whole() throws {
        let data = Data(Self.answer.utf8)
        let image = try JSONDecoder().decode(Image.self, from: data)
        #expect(image.fields == (try JSONDecoder().decode([String: JSONValue].self, from: data)))
    }

    @Test("have null for what an image has not, and no property that it has not")
    func empty() throws {
        let image = try JSONDecoder().decode(Image.self, from: Data(#"{"id": "x", "status": "queued"}"#.utf8))
        #expect(Set(image.fields.keys) == Set(ImageAttribute.base.map(\.rawValue)))
        for name in ["name", "size", "checksum", "owner"] { #expect(image.fields[name] == .null) }
    }
}
