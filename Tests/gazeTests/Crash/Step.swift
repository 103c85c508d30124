import Foundation
import NIOCore
import NIOFoundationCompat
import TestSupport

/// What is asked of a service next.
struct Step: Sendable {
    let id: String
    /// nil: to look whether an import is over.
    var change: Change?
    /// What an upload sends.
    var data: ByteBuffer?

    /// A new image.
    static func creation(random: inout SplitMix) -> Step {
        let bytes = (random.next(), random.next())
        let id = withUnsafeBytes(of: bytes) { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
        return Step(id: id.uuidString.lowercased(), change: .create(name: word(&random)))
    }

    /// One of the things that may be asked of an image while what is in flight is; nil where there is nothing.
    static func any(
        of id: String, _ known: CrashModel.Known, _ bytes: Bytes, random: inout SplitMix
    ) -> Step? {
        let busy = Set(known.inFlight.map(\.kind))
        guard let state = known.state, !busy.contains(.end) else { return nil }
        var choices: [Change.Choice] = [.plain(.delete)]
        if !busy.contains(.record) { choices += recordChanges(of: state, &random).map(Change.Choice.plain) }
        if let importing = known.importing {
            choices += [.look, .look]
            // What is being copied can be barred from use meanwhile.
            if case .copy = importing, !busy.contains(.data) {
                choices.append(.plain(state.isDeactivated ? .reactivate : .deactivate))
            }
        } else if !busy.contains(.data) {
            choices += dataChanges(of: state, &random)
        }
        switch choices.randomElement(using: &random) {
        case .plain(let change): return Step(id: id, change: change)
        case .look: return Step(id: id)
        case .upload(let store):
            let data = bytes.piece(random: &random)
            let content = Content(data.readableBytesView)
            return Step(id: id, change: store.map { .upload(content, to: $0) } ?? .stage(content), data: data)
        case .download(let stores):
            let text = WebText(random: &random)
            return Step(id: id, change: .importWeb(text.content, from: text.path, to: stores))
        case nil: return nil
        }
    }

    private static func recordChanges(of state: ImageState, _ random: inout SplitMix) -> [Change] {
        var changes: [Change] = [.patch(word(&random)), .patch(word(&random)), .tag(word(&random))]
        if let tag = state.tags.randomElement(using: &random) { changes.append(.untag(tag)) }
        if state.members.count < 4 { changes.append(.share(with: word(&random))) }
        if let (project, status) = state.members.randomElement(using: &random) {
            changes.append(.answer(of: project, status == "accepted" ? "rejected" : "accepted"))
            changes.append(.unshare(with: project))
        }
        return changes
    }

    private static func dataChanges(of state: ImageState, _ random: inout SplitMix) -> [Change.Choice] {
        if state.isDeactivated { return [.plain(.reactivate)] }
        let stores = CrashModel.stores.shuffled(using: &random)
        let targets = Bool.random(using: &random) ? stores : [stores[0]]
        switch state.data {
        case .none:
            return [
                .upload(to: stores[0]), .upload(to: stores[1]), .upload(to: nil), .upload(to: nil),
                .download(to: targets),
            ]
        case .staged:
            return [true, false].map { .plain(.importStaged(to: targets, mustAllSucceed: $0)) }
        case .stored(_, let present):
            let others = stores.filter { !present.contains($0) }
            let changes: [Change] = others.isEmpty ? [.removeData(from: stores[0])] : others.map(Change.copy)
            return (changes + changes + [.deactivate]).map(Change.Choice.plain)
        }
    }

    private static func word(_ random: inout SplitMix) -> String { "w" + String(random.next(), radix: 36) }
}

extension Change {
    /// Something that may be asked of an image.
    fileprivate enum Choice {
        case plain(Change)
        case look
        /// Data, to a store or, without one, to the staging area.
        case upload(to: String?)
        /// Data that the service is to download, to these stores.
        case download(to: [String])
    }

    /// Whether the service goes on with it when it has answered.
    var isImport: Bool {
        switch self {
        case .importStaged, .importWeb, .copy: true
        default: false
        }
    }
}
