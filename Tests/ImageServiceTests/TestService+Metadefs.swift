import AsyncHTTPClient
import Foundation
import ImageModel
import NIOCore
import NIOHTTP1

@testable import ImageService

extension TestService {
    /// What a request about metadata definitions is answered; an admin sends it unless another is named.
    func metadefs(
        _ method: HTTPMethod, _ path: String = "", _ json: String? = nil, token: String = TestService.admin,
        headers: [(String, String)] = []
    ) async throws -> Reply {
        try await send(
            method, "/v2/metadefs/namespaces" + path, token: token, headers: headers,
            body: json.map { .bytes(ByteBuffer(string: $0)) })
    }

    /// Makes a namespace that everybody sees, and that holds one part of each kind.
    func newNamespace(_ name: String, _ more: String = "") async throws {
        let reply = try await metadefs(
            .POST, "",
            """
            {"namespace":"\(name)","visibility":"public",
             "objects":[{"name":"object","required":["size"],
                         "properties":{"size":{"title":"Size","type":"integer"}}}],
             "properties":{"colour":{"title":"Colour","type":"string","enum":["red","green"]}},
             "tags":[{"name":"tag"}],
             "resource_type_associations":[{"name":"OS::Test::Thing","prefix":"test_"}]\(more)}
            """)
        guard reply.status == 201 else { throw Unexpected(reply: reply.text) }
    }
}

extension TestService.Reply {
    /// The names of the elements of a list in the answer.
    func names(_ list: String, by key: String = "name") -> [String] {
        (fields[list]?.array ?? []).compactMap { $0.object?[key]?.string }
    }
}
