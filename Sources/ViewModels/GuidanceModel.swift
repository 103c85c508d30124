package import ImageModel
import Observation

/// The cloud's metadata definitions of properties. They are read when first needed, and kept until gaze exits.
///
/// A cloud without definitions is not a failure: any property may be set without one.
@Observable
@MainActor
package final class GuidanceModel {
    /// The namespaces that define properties for images, ordered by title.
    package private(set) var namespaces: [MetadefNamespace] = []
    /// The names of all defined properties, in alphabetical order.
    package private(set) var names: [String] = []
    /// How many namespaces have been read, and of how many, while they are being read; nil otherwise.
    package private(set) var progress: (read: Int, of: Int)?
    /// Whether the definitions are being read.
    package private(set) var isLoading = false
    /// Why definitions that the cloud may have are missing; nil if none are, or before they are read.
    package private(set) var failure: Explanation?
    /// Why there are no definitions, as a sentence; nil if there are some, or it is not known.
    package private(set) var absence: String?

    private let api: any ImageAPI
    private var definitions: [String: [MetadefProperty]] = [:]
    /// The namespaces that define a property, by its name.
    private var describing: [String: [MetadefNamespace]] = [:]
    @ObservationIgnored private var wasWanted = false
    @ObservationIgnored private var task: Task<Void, Never>?

    /// The number of namespaces to read concurrently.
    private static let width = 4

    init(api: any ImageAPI) { self.api = api }

    isolated deinit { task?.cancel() }

    /// Reads the definitions, unless that has been done or started before.
    package func load() {
        if !wasWanted { reload() }
    }

    /// Reads the definitions again. The current ones stay until the new ones arrive.
    package func reload() {
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

    /// Reads namespaces, a few at a time.
    ///
    /// - Returns: The namespaces that could be read, and the first error. A namespace that has been deleted in the meantime is
    ///   not an error.
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
                // After an error, such as a cloud that does not answer, the remaining namespaces are not tried.
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

    /// Returns the definitions of a property, of which several namespaces may have one.
    package func definitions(of name: String) -> [MetadefProperty] { definitions[name] ?? [] }

    /// Returns the namespaces that define a property.
    package func namespaces(describing name: String) -> [MetadefNamespace] { describing[name] ?? [] }

    /// Returns the definition of a property in a section's namespace, or else in the first one that has it.
    package func definition(of name: String, in section: PropertyRow.Section = .draft) -> MetadefProperty? {
        let describing = namespaces(describing: name)
        let namespace = describing.first { section == .namespace($0.name) } ?? describing.first
        return namespace?.allProperties.first { $0.name == name }
    }

    /// Returns a sentence about why a property's value does not fit; nil if one of its definitions accepts it, or there is
    /// none.
    package func warning(about name: String, _ value: String) -> String? {
        let complaints = definitions(of: name).map { $0.complaint(about: value) }
        guard let first = complaints.first, !complaints.contains(nil) else { return nil }
        return first.map { "\(name): “\(value)” \($0)." }
    }

    /// Returns the warnings about a draft's properties, in their order.
    package func warnings(about draft: Draft) -> [String] {
        draft.namedProperties.compactMap { warning(about: $0.name, $0.value) }
    }

    /// Returns the completions of a property being typed: names with that prefix, or values after the `=`.
    package func completions(of text: String) -> [String] {
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
    /// The title, or the name if there is none.
    package var shownTitle: String { title.flatMap { $0.isEmpty ? nil : $0 } ?? name }
}
