/// An image as a client knows it, as far as the load changes it.
struct ImageState: Hashable, Sendable {
    /// Where the data is, and which it is.
    enum ImageData: Hashable, Sendable {
        case none
        case staged(Content)
        case stored(Content, in: Set<String>)
    }

    var name: String
    var properties: [String: String] = [:]
    var tags: Set<String> = []
    /// What the projects have made of the offer.
    var members: [String: String] = [:]
    var data = ImageData.none
    var isDeactivated = false
}

/// Something that a client asks for. It happens as a whole, or not at all.
enum Change: Hashable, Sendable {
    case create(name: String)
    /// Gives the name and three properties the same text, in one request.
    case patch(String)
    case tag(String)
    case untag(String)
    case share(with: String)
    case answer(of: String, String)
    case unshare(with: String)
    case upload(Content, to: String)
    case stage(Content)
    case importStaged(to: [String], mustAllSucceed: Bool)
    /// Has the service download data from a path of the server that there is for that.
    case importWeb(Content, from: String, to: [String])
    case copy(to: String)
    case removeData(from: String)
    case deactivate
    case reactivate
    case delete

    /// Of each kind, an image has one under way at a time: then it does not matter in which order the answers come.
    enum Kind: Hashable { case record, data, end }

    var kind: Kind {
        switch self {
        case .create, .patch, .tag, .untag, .share, .answer, .unshare: .record
        case .upload, .stage, .importStaged, .importWeb, .copy, .removeData, .deactivate, .reactivate: .data
        case .delete: .end
        }
    }

    /// The keys that a patch sets, besides the name.
    static let patched = ["first", "second", "third"]

    /// What becomes of an image.
    ///
    /// - Parameter state: nil where there is none, before and after.
    func applied(to state: ImageState?) -> ImageState? {
        if case .create(let name) = self { return state ?? ImageState(name: name) }
        guard var state else { return nil }
        switch self {
        case .create: break
        case .patch(let text):
            state.name = text
            for key in Self.patched { state.properties[key] = text }
        case .tag(let tag): state.tags.insert(tag)
        case .untag(let tag): state.tags.remove(tag)
        case .share(let project): state.members[project] = "pending"
        case .answer(let project, let answer): state.members[project] = answer
        case .unshare(let project): state.members[project] = nil
        case .upload(let content, let store): state.data = .stored(content, in: [store])
        case .stage(let content): state.data = .staged(content)
        case .importStaged(let stores, _):
            if case .staged(let content) = state.data { state.data = .stored(content, in: Set(stores)) }
        case .importWeb(let content, _, let stores): state.data = .stored(content, in: Set(stores))
        case .copy(let store):
            if case .stored(let content, let stores) = state.data {
                state.data = .stored(content, in: stores.union([store]))
            }
        case .removeData(let store):
            if case .stored(let content, let stores) = state.data {
                state.data = .stored(content, in: stores.subtracting([store]))
            }
        case .deactivate: state.isDeactivated = true
        case .reactivate: state.isDeactivated = false
        case .delete: return nil
        }
        return state
    }

    /// The name of the case, for counting.
    var name: String { String(describing: self).prefix { $0 != "(" }.description }
}
