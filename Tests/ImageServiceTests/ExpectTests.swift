import Foundation
import ImageModel
import NIOHTTP1
import TestSupport
import Testing

@testable import ImageService

/// Clients that ask before they send a body (`Expect: 100-continue`), as curl does with every file of some size.
@Suite(.atMost(8, of: "services"), .timeLimit(.minutes(30))) struct ExpectTests {
    private static func head(
        _ request: String, type: String, length: Int, token: String = TestService.member
    ) -> [UInt8] {
        let lines = [
            "\(request) HTTP/1.1", "Host: gaze", "X-Auth-Token: \(token)", "Content-Type: \(type)",
            "Content-Length: \(length)", "Expect: 100-Continue",
        ]
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    }

    @Test("a body that is wanted is asked for, and taken", arguments: [1, 3_000_000])
    func wanted(size: Int) async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage()
            try await RawConnection.use(port: service.port) { (connection: inout RawConnection) async throws in
                for request in ["PUT /v2/images/\(id)/file", "PUT /v2/images/\(id)/tags/one"] {
                    let isData = request.hasSuffix("file")
                    try await connection.send(
                        Self.head(request, type: "application/octet-stream", length: isData ? size : 0))
                    if isData {
                        #expect(try await connection.reply(to: "PUT", isFinal: false)?.status == 100)
                        try await connection.send([UInt8](repeating: 1, count: size))
                    }
                    let reply = try #require(try await connection.reply(to: "PUT", isFinal: false))
                    #expect(reply.status == 204)
                    #expect(reply["connection"] != "close")
                }
            }
            #expect(try await service.send(.GET, "/v2/images/\(id)").fields["size"] == .integer(Int64(size)))
        }
    }

    @Test("JSON is asked for in the same way")
    func json() async throws {
        try await TestService.use { (service: TestService) async throws in
            try await RawConnection.use(port: service.port) { (connection: inout RawConnection) async throws in
                try await connection.send(Self.head("POST /v2/images", type: "application/json", length: 2))
                #expect(try await connection.reply(to: "POST", isFinal: false)?.status == 100)
                try await connection.send("{}".utf8)
                #expect(try await connection.reply(to: "POST", isFinal: false)?.status == 201)
            }
        }
    }

    @Test(
        "what is refused for its head is refused before the body comes, and the connection is closed",
        arguments: [
            ("none", "application/octet-stream", TestService.member, 404),
            ("image", "text/plain", TestService.member, 415),
            ("image", "application/octet-stream", "nobody's", 401),
        ])
    func refused(image: String, type: String, token: String, status: Int) async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = image == "image" ? try await service.newImage() : UUID().uuidString.lowercased()
            try await RawConnection.use(port: service.port) { (connection: inout RawConnection) async throws in
                try await connection.send(
                    Self.head("PUT /v2/images/\(id)/file", type: type, length: 1 << 40, token: token))
                let reply = try #require(try await connection.reply(to: "PUT", isFinal: false))
                #expect(reply.status == status)
                #expect(reply["connection"] == "close")
                #expect(try await connection.end() == 0)
            }
        }
    }

    @Test("who sends the body without waiting is answered all the same")
    func impatient() async throws {
        try await TestService.use { (service: TestService) async throws in
            try await RawConnection.use(port: service.port) { (connection: inout RawConnection) async throws in
                for _ in 0..<2 {
                    try await connection.send(
                        Self.head("POST /v2/images", type: "application/json", length: 2) + Array("{}".utf8))
                    #expect(try await connection.reply(to: "POST")?.status == 201)
                }
            }
        }
    }
}
