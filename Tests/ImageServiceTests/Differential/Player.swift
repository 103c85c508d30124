import AsyncHTTPClient
import Foundation
import ImageModel
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

/// Plays a scenario on one service.
struct Player {
    private let url: String
    private let tokens: [Person: String]
    private let client: HTTPClient
    private var names: Names
    private var images: [String] = []
    private var isDisturbed = false

    /// What came of a scenario.
    struct Recording: Sendable {
        let answers: [Answer]
        /// Whether the service failed where it was not asked anything bad, or did not come to an end.
        let isDisturbed: Bool
    }

    /// Plays the requests one after the other, and takes away the images that they made.
    static func play(_ scenario: Scenario, at url: String, _ reference: Reference) async throws -> Recording {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        var player = Player(url: url, reference: reference, client: client)
        var answers: [Answer] = []
        do {
            for request in scenario.requests {
                do {
                    answers.append(try await player.answer(to: request))
                } catch {
                    throw NoAnswer(request: request, url: url, cause: error)
                }
            }
            try await player.cleanUp()
        } catch {
            try await client.shutdown()
            throw error
        }
        try await client.shutdown()
        return Recording(answers: answers, isDisturbed: player.isDisturbed)
    }

    /// A request that was not answered at all.
    struct NoAnswer: Error, CustomStringConvertible {
        let request: Request
        let url: String
        let cause: any Error
        var description: String { "\(url) does not answer \(request): \(cause)" }
    }

    private init(url: String, reference: Reference, client: HTTPClient) {
        self.url = url
        self.client = client
        tokens = reference.tokens.merging([.intruder: "nobody's-token"]) { $1 }
        var values = ["service": url, "unique": "u" + UUID().uuidString.prefix(8).lowercased()]
        values["wanted"] = UUID().uuidString.lowercased()
        values["service token"] = reference.tokens[.cloud]
        for person in Person.users { values[person.rawValue] = reference.project(of: person) }
        names = Names(values)
    }

    private mutating func answer(to request: Request) async throws -> Answer {
        var (response, body) = try await send(request)
        if let condition = request.until {
            let end = ContinuousClock.now + .seconds(30)
            func isMet() -> Bool { Self.value(condition.field, in: body)?.string == condition.value }
            while !isMet(), ContinuousClock.now < end { (response, body) = try await send(request) }
            if !isMet() { isDisturbed = true }
        }
        if response.status == .internalServerError, request.intended == nil { isDisturbed = true }
        if let name = request.keep, let id = Self.value(request.field, in: body)?.string {
            names.keep(id, as: name)
            if request.path == "/v2/images" { images.append(id) }
        }
        return Answer(
            status: Int(response.status.code), headers: response.headers, body: body, names: names,
            isSchema: request.path.contains("/schemas/"))
    }

    private func send(_ request: Request) async throws -> (HTTPClientResponse, Data) {
        var sent = HTTPClientRequest(url: url + names.fill(request.path))
        sent.method = HTTPMethod(rawValue: request.method)
        if let token = tokens[request.person] { sent.headers.add(name: "X-Auth-Token", value: token) }
        for (name, value) in request.headers where !value.isEmpty {
            sent.headers.add(name: name, value: names.fill(value))
        }
        sent.body = request.body.map { .bytes(ByteBuffer(string: names.fill($0))) }
        if let disk = request.disk { sent.body = .bytes(ByteBuffer(bytes: try await disk.bytes)) }
        let response = try await execute(sent, tries: 4)
        return (response, Data(buffer: try await response.body.collect(upTo: 1 << 26)))
    }

    /// A service that refuses a request before it has read the body may close the connection on it: it is asked again.
    private func execute(_ request: HTTPClientRequest, tries: Int) async throws -> HTTPClientResponse {
        do {
            return try await client.execute(request, timeout: .seconds(60))
        } catch is ChannelError where tries > 1 {
            return try await execute(request, tries: tries - 1)
        }
    }

    private func cleanUp() async throws {
        for id in images { _ = try await send(.delete("/v2/images/\(id)", as: .admin)) }
    }

    /// The value at a path of names and numbers: `tasks.0.status`.
    private static func value(_ path: String, in body: Data) -> JSONValue? {
        path.split(separator: ".").reduce(json(body)) { value, step in
            guard let elements = value?.array, let index = Int(step) else { return value?.object?[String(step)] }
            return elements.indices.contains(index) ? elements[index] : nil
        }
    }

    private static func json(_ body: Data) -> JSONValue? { try? JSONDecoder().decode(JSONValue.self, from: body) }
}
