public import ImageModel
public import Observation

/// What the cloud's metadata definitions say of properties. Read when it is first wanted, and kept until gaze ends.
///
/// A cloud without definitions is no failure: any property may be set without one.
@Observable
@MainActor
public final class GuidanceModel {
    /// The namespaces that have properties for images, by title.
    public private(set) var namespaces: [MetadefNamespace] = []
    /// The names of all properties that are described, in alphabetical order.
    public private(set) var names: [String] = []
    /// How many namespaces are read, and of how many, while they are being read.
    public private(set) var progress: (read: Int, of: Int)?
    /// Whether the definitions are being read.
    public private(set) var isLoading = false
    /// Why definitions are missing that the cloud may have; nil where none are, or before they are read.
    public private(set) var failure: Explanation?
    /// Why there are none, as a sentence; nil where there are some, or it is not known.
    public private(set) var absence: String?

    private let api: any ImageAPI
    private var definitions: [String: [MetadefProperty]] = [:]
    /// The namespaces that say something of a property, by its name.
    private var describing: [String: [MetadefNamespace]] = [:]
    @ObservationIgnored private var wasWanted = false
    @ObservationIgnored private var task: Task<Void, Never>?

    /// Namespaces that are read at once.
    private static let width = 4

    init(api: any ImageAPI) { self.api = api }

    isolated deinit { task?.cancel() }

    /// Reads the definitions, unless that was done or begun before.
    public func load() {
        if !wasWanted { reload() }
    }

    /// Reads the definitions again. Those that are there stay until the new ones are.
    public func reload() {
        wasWanted = true
        task?.cancel()
        (isLoading, progress, failure, absence) = (true, nil, nil, nil)
        task = Task { [weak self] in await self?.read() }
    }

    private func read() async {
        defer { if !Task.isCancelled { (isLoading, progress) = (false, nil) } }
        do throws(APIError) {
            let names = try await api.metadefNamespaces().map(\.name)
            guard !Task.isCancelled else { return }
            progress = (0, names.count)
            let (found, error) = await contents(of: names)
            guard !Task.isCancelled else { return }
            take(found)
            failure = error.map { Explanation($0, during: .metadefs) }
            if found.isEmpty, error == nil { absence = "This cloud has no metadata definitions for images." }
        } catch {
            guard !Task.isCancelled else { return }
            switch error.kind {
            case .cancelled: break
            case .notFound: absence = "This cloud has no metadata definitions."
            case .forbidden: absence = "This cloud does not let you read its metadata definitions."
            default: failure = Explanation(error, during: .metadefs)
            }
        }
    }

    /// Reads namespaces, a few at once.
    ///
    /// - Returns: those that could be read, and why the first of the others could not. One that has gone meanwhile is
    ///   none of either.
    private func contents(of names: [String]) async -> (namespaces: [MetadefNamespace], error: APIError?) {
        var found: [MetadefNamespace] = []
        var failure: APIError?
        await withTaskGroup(of: Result<MetadefNamespace, APIError>.self) { [api] group in
            var rest = names[...]
            func begin() {
                guard let name = rest.popFirst() else { return }
                group.addTask {
                    do throws(APIError) {
                        return .success(try await api.metadefNamespace(name))
                    } catch {
                        return .failure(error)
                    }
                }
            }
            for _ in 0..<Self.width { begin() }
            for await result in group {
                switch result {
                case .success(let namespace): found.append(namespace)
                case .failure(let error) where error.kind == .notFound: break
                case .failure(let error): failure = failure ?? error
                }
                if let progress, !Task.isCancelled { self.progress = (progress.read + 1, progress.of) }
                // What has failed for one namespace, a cloud that does not answer for example, is not tried with all.
                if failure == nil { begin() }
            }
        }
        return (found.filter { !$0.allProperties.isEmpty }, failure)
    }

    private func take(_ found: [MetadefNamespace]) {
        namespaces = found.sorted {
            let (one, other) = ($0.shownTitle.lowercased(), $1.shownTitle.lowercased())
            return (one, $0.name) < (other, $1.name)
        }
        definitions = Dictionary(grouping: namespaces.flatMap(\.allProperties), by: \.name)
        describing = [:]
        for namespace in namespaces {
            for name in Set(namespace.allProperties.map(\.name)) { describing[name, default: []].append(namespace) }
        }
        names = definitions.keys.sorted()
    }

    /// What is said of a property; several namespaces may say something of the same one.
    public func definitions(of name: String) -> [MetadefProperty] { definitions[name] ?? [] }

    /// The namespaces that say something of a property.
    public func namespaces(describing name: String) -> [MetadefNamespace] { describing[name] ?? [] }

    /// What is said of a property, by a namespace where that says something, or else by the first that does.
    public func definition(of name: String, in section: PropertyRow.Section = .draft) -> MetadefProperty? {
        let describing = namespaces(describing: name)
        let namespace = describing.first { section == .namespace($0.name) } ?? describing.first
        return namespace?.allProperties.first { $0.name == name }
    }

    /// What speaks against a property's value, as a sentence; nil where one of its definitions takes it, or there is none.
    public func warning(about name: String, _ value: String) -> String? {
        let complaints = definitions(of: name).map { $0.complaint(about: value) }
        guard let first = complaints.first, !complaints.contains(nil) else { return nil }
        return first.map { "\(name): “\(value)” \($0)." }
    }

    /// What speaks against a draft's properties, in their order.
    public func warnings(about draft: Draft) -> [String] {
        draft.namedProperties.compactMap { warning(about: $0.name, $0.value) }
    }

    /// What a half-typed property may become: the names that begin so, or the values once there is a name.
    public func completions(of text: String) -> [String] {
        guard !text.isEmpty else { return [] }
        guard text.contains("=") else {
            return names.filter { $0.hasPrefix(text) }.map { $0 + "=" }
        }
        let (name, start) = Draft.split(text)
        var seen: Set<String> = []
        return definitions(of: name).flatMap(\.values).filter { $0.hasPrefix(start) && seen.insert($0).inserted }
            .map { "\(name)=\($0)" }
    }
}

extension MetadefNamespace {
    /// What people call it, or else its name.
    public var shownTitle: String { title.flatMap { $0.isEmpty ? nil : $0 } ?? name }
}
