import AsyncHTTPClient
import ImageModel
import NIOHTTP1
import Synchronization
import TestSupport

/// The metadata definitions that a service has to have kept: what it has acknowledged, and perhaps the one change that it was
/// asked for when it was killed.
final class Definitions: Sendable {
    /// A namespace as its client knows it. Each has an object and a property besides.
    struct Namespace: Hashable, Sendable {
        var description: String
        /// The names of its tags.
        var tags: Set<String>
    }

    /// Something that is asked for. It happens as a whole, or not at all.
    enum Change: Hashable, Sendable {
        case define(Namespace)
        case describe(String)
        /// Puts these tags in the place of those that there are.
        case tag(Set<String>)
        case forget

        /// What becomes of a namespace; nil where there is none.
        func applied(to namespace: Namespace?) -> Namespace? {
            if case .define(let new) = self { return namespace ?? new }
            guard var namespace else { return nil }
            switch self {
            case .define: break
            case .describe(let text): namespace.description = text
            case .tag(let tags): namespace.tags = tags
            case .forget: return nil
            }
            return namespace
        }

        /// The name of the case, for counting.
        var name: String { String(describing: self).prefix { $0 != "(" }.description }
    }

    /// A change of one namespace.
    struct Step: Sendable {
        let namespace: String
        let change: Change
    }

    private struct State {
        var namespaces: [String: Namespace] = [:]
        var inFlight: Step?
        var acknowledged: [String: Int] = [:]
    }

    /// What the names of the namespaces begin with, besides which a service has some of its own.
    private static let prefix = "Crash_"
    /// So many that each round can look at all of them.
    private static let most = 12

    private let state = Mutex(State())

    /// Changes that were acknowledged, by their names.
    var acknowledged: [String: Int] { state.withLock(\.acknowledged) }

    /// Chooses what to ask next, and notes that it is on its way: the client asks for one thing after the other.
    func next(random: inout SplitMix) -> Step {
        state.withLock { state in
            let change: Change
            var namespace = Self.prefix + Self.word(&random)
            let isNew = Int.random(in: 0..<4, using: &random) == 0
            if let known = state.namespaces.keys.sorted().randomElement(using: &random),
                !isNew || state.namespaces.count == Self.most
            {
                namespace = known
                switch Int.random(in: 0..<5, using: &random) {
                case 0, 1: change = .describe(Self.word(&random))
                case 2, 3: change = .tag(Self.words(&random))
                default: change = .forget
                }
            } else {
                change = .define(Namespace(description: Self.word(&random), tags: Self.words(&random)))
            }
            let step = Step(namespace: namespace, change: change)
            state.inFlight = step
            return step
        }
    }

    /// Notes that what is on its way was acknowledged.
    func acknowledge() {
        state.withLock { state in
            guard let step = state.inFlight.take() else { return }
            state.acknowledged[step.change.name, default: 0] += 1
            state.namespaces[step.namespace] = step.change.applied(to: state.namespaces[step.namespace])
        }
    }

    /// Compares what a service has with what it has to have, which it is from now on.
    ///
    /// - Returns: what is wrong.
    func found(_ found: [String: Namespace]) -> [String] {
        state.withLock { state in
            var complaints: [String] = []
            for name in Set(found.keys).union(state.namespaces.keys) {
                let known = state.namespaces[name]
                var outcomes = [known]
                if let step = state.inFlight, step.namespace == name { outcomes.append(step.change.applied(to: known)) }
                if !outcomes.contains(found[name]) {
                    complaints.append("\(name) is \(String(describing: found[name])), and not one of \(outcomes)")
                }
            }
            (state.namespaces, state.inFlight) = (found, nil)
            return complaints
        }
    }

    private static func word(_ random: inout SplitMix) -> String { "w" + String(random.next(), radix: 36) }

    private static func words(_ random: inout SplitMix) -> Set<String> {
        Set((0..<Int.random(in: 1...20, using: &random)).map { _ in word(&random) })
    }
}

extension Definitions {
    private static let path = "/v2/metadefs/namespaces"

    /// What a service has of the namespaces.
    ///
    /// - Throws: what breaks a request off.
    static func read(from service: ServeProcess, by client: HTTPClient) async throws -> [String: Namespace] {
        var namespaces: [String: Namespace] = [:]
        let list = try await service.send(.GET, path + "?limit=1000", by: client).fields["namespaces"]?.array ?? []
        for name in list.compactMap({ $0.object?["namespace"]?.string }) where name.hasPrefix(prefix) {
            let fields = try await service.send(.GET, path + "/" + name, by: client).fields
            let isWhole = fields["objects"]?.array?.count == 1 && fields["properties"]?.object?.count == 1
            namespaces[name] = Namespace(
                description: isWhole ? fields["description"]?.string ?? "" : "half of one",
                tags: Set(fields["tags"]?.array?.compactMap { $0.object?["name"]?.string } ?? []))
        }
        return namespaces
    }
}

extension Definitions.Step {
    /// Asks a service for the change.
    ///
    /// - Returns: the status of the answer.
    func send(to service: ServeProcess, by client: HTTPClient) async throws -> Int {
        let namespaces = "/v2/metadefs/namespaces"
        let path = namespaces + "/" + namespace
        switch change {
        case .define(let new):
            var fields = fields(describedAs: new.description)
            let size: JSONValue = .object(["title": .string("Size"), "type": .string("integer")])
            fields["objects"] = .array([
                .object(["name": .string("object"), "properties": .object(["size": size])])
            ])
            fields["properties"] = .object(["size": size])
            fields["tags"] = Self.list(new.tags)
            return try await service.send(.POST, namespaces, .object(fields), by: client).status
        case .describe(let text):
            return try await service.send(.PUT, path, .object(fields(describedAs: text)), by: client).status
        case .tag(let tags):
            return try await service.send(.POST, path + "/tags", .object(["tags": Self.list(tags)]), by: client).status
        case .forget: return try await service.send(.DELETE, path, by: client).status
        }
    }

    private func fields(describedAs text: String) -> [String: JSONValue] {
        ["namespace": .string(namespace), "description": .string(text), "visibility": .string("public")]
    }

    private static func list(_ tags: Set<String>) -> JSONValue {
        .array(tags.map { .object(["name": .string($0)]) })
    }
}
