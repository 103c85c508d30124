import Foundation
import ImageModel
import Synchronization
import Testing

@testable import ViewModels

/// What is filled in outlives gaze: it is kept as it is typed, and what another gaze has left behind is found.
@Suite(.timeLimit(.minutes(10))) @MainActor struct KeptDraftsTests {
    /// A disk for drafts, for as long as a test.
    private final class Disk: Sendable {
        struct Content: Sendable {
            var leftBehind: [KeptDraft] = []
            var own: Draft?
            var isAbridged = false
            var writes: [String] = []
            var refusal: DraftMemoryError?
        }
        let content = Mutex(Content())

        var memory: DraftMemory {
            DraftMemory(
                find: { [self] in content.withLock { $0.leftBehind.last } },
                keep: { [self] draft, isAbridged throws(DraftMemoryError) in
                    let refusal = content.withLock { content -> DraftMemoryError? in
                        content.writes.append(draft.name)
                        guard content.refusal == nil else { return content.refusal }
                        content.own = draft.isEmpty ? nil : draft
                        content.isAbridged = isAbridged
                        return nil
                    }
                    if let refusal { throw refusal }
                },
                forget: { [self] id in content.withLock { content in content.leftBehind.removeAll { $0.id == id } } })
        }
    }

    private let service = ScriptedService()
    private let disk = Disk()

    private func workspace() -> Workspace {
        Workspace(
            api: service, place: Workspace.Place(cloud: "local"), memory: KeptMemory().memory, drafts: disk.memory,
            surroundings: Surroundings())
    }

    private static func kept(_ name: String) -> KeptDraft {
        var draft = Draft()
        draft.name = name
        return KeptDraft(id: name + ".json", draft: draft, keptAt: Date(timeIntervalSince1970: 0), isAbridged: false)
    }

    @Test("what is typed is kept, the newest in the end")
    func keeps() async {
        let workspace = workspace()
        for name in ["a", "al", "alp"] { workspace.draft.draft.name = name }
        await workspace.drafts.finish()
        disk.content.withLock { content in
            #expect(content.own?.name == "alp")
            #expect(content.writes.last == "alp" && content.writes.count < 3)
            #expect(!content.isAbridged)
        }
        #expect(workspace.drafts.failure == nil)
    }

    @Test("what was sent is kept no more; what was refused is")
    func sent() async throws {
        service.creates = [
            .fails(APIError(kind: .forbidden, status: 403, message: "No.")), .answers(Image.sample().record()),
        ]
        let workspace = workspace()
        workspace.draft.draft.name = "alpine"
        workspace.draft.submit()
        await workspace.draft.finishSending()
        await workspace.drafts.finish()
        #expect(disk.content.withLock { $0.own?.name } == "alpine")
        workspace.draft.submit()
        await workspace.draft.finishSending()
        await workspace.drafts.finish()
        #expect(disk.content.withLock { $0.own } == nil)
    }

    @Test("a draft that was left behind is offered, taken up once, and kept as one's own before it is forgotten")
    func takesUp() async throws {
        disk.content.withLock { $0.leftBehind = [Self.kept("older"), Self.kept("newer")] }
        let workspace = workspace()
        workspace.drafts.load()
        await workspace.drafts.finish()
        #expect(workspace.drafts.offered?.title == "newer")
        #expect(workspace.draft.draft.isEmpty)
        workspace.takeUpDraft()
        #expect(workspace.draft.draft.name == "newer" && workspace.drafts.offered == nil)
        await workspace.drafts.finish()
        #expect(disk.content.withLock { $0.own?.name } == "newer")
        #expect(disk.content.withLock { $0.leftBehind.map(\.title) } == ["older"])
        #expect(workspace.drafts.offered?.title == "older")
    }

    @Test("a draft that is dropped is gone, and the form stays as it is")
    func drops() async {
        disk.content.withLock { $0.leftBehind = [Self.kept("one")] }
        let workspace = workspace()
        workspace.drafts.load()
        await workspace.drafts.finish()
        workspace.drafts.forgetOffered()
        await workspace.drafts.finish()
        #expect(disk.content.withLock { $0.leftBehind.isEmpty })
        #expect(workspace.drafts.offered == nil && workspace.draft.draft.isEmpty)
    }

    @Test("where nothing can be kept, that is said, and what was left behind stays where it is")
    func refused() async {
        disk.content.withLock {
            $0.leftBehind = [Self.kept("one")]
            $0.refusal = DraftMemoryError("The form is not kept.")
        }
        let workspace = workspace()
        workspace.drafts.load()
        await workspace.drafts.finish()
        workspace.takeUpDraft()
        await workspace.drafts.finish()
        #expect(workspace.drafts.failure == "The form is not kept.")
        #expect(disk.content.withLock { $0.leftBehind.map(\.title) } == ["one"])
        disk.content.withLock { $0.refusal = nil }
        workspace.draft.draft.name = "one more"
        await workspace.drafts.finish()
        #expect(workspace.drafts.failure == nil)
    }

    @Test(
        "who asks for an address, and with what right, is not kept",
        arguments: [
            ("/srv/a?b#c@d", "/srv/a?b#c@d"), ("-", "-"), ("https://example.org/a.img", "https://example.org/a.img"),
            ("https://me:s3cret@example.org:8443/a.img?sig=x#y", "https://example.org:8443/a.img"),
            ("HTTPS://me:s3cret@example.org", "HTTPS://example.org"), ("https://me:s3cr", "https://me"),
            ("https://a@b:c@example.org/x@y", "https://example.org/x@y"), ("http://[::1]:80/x", "http://[::1]:80/x"),
            ("https://me:pa/ss@example.org/x", "https://example.org/x"),
            ("https://me:pa/s/s@example.org", "https://example.org"),
            ("https://example.org:8443/a@b/c@2x.img", "https://example.org:8443/a@b/c@2x.img"),
            ("https://example.org?sig=x", "https://example.org"), ("http://", "http://"),
        ])
    func secrets(typed: String, kept: String) async {
        #expect(ShownAddress(typed).description == kept)
        let workspace = workspace()
        workspace.draft.draft.data = typed
        await workspace.drafts.finish()
        disk.content.withLock { content in
            #expect(content.own?.data == kept)
            #expect(content.isAbridged == (typed != kept))
        }
        #expect(workspace.draft.draft.data == typed)
    }

    @Test("a draft of a gaze that knew fewer fields can be read, and a whole one comes back as it was")
    func reads() throws {
        let old = try JSONDecoder().decode(Draft.self, from: Data(#"{"name":"old","tags":["lts"]}"#.utf8))
        var wanted = Draft()
        wanted.name = "old"
        wanted.tags = ["lts"]
        #expect(old == wanted)
        let whole = Draft.whole
        #expect(try JSONDecoder().decode(Draft.self, from: JSONEncoder().encode(whole)) == whole)
    }
}

extension Draft {
    /// A draft whose every field is filled in.
    fileprivate static var whole: Draft {
        var draft = Draft()
        draft.name = "alpine"
        draft.id = "b2173dd3-7ad6-4362-baa6-a68bce3565cb"
        draft.diskFormat = "qcow2"
        draft.containerFormat = "bare"
        draft.visibility = "private"
        draft.tags = ["linux", "lts"]
        draft.minDisk = "2"
        draft.minRAM = "512"
        draft.isProtected = true
        draft.isHidden = false
        draft.properties = ["os_distro=alpine", "a=b=c"]
        draft.data = "~/alpine.qcow2"
        draft.checksum = "md5:41ce4d32ce22529a293044bc1eb4e734"
        draft.method = "glance-direct"
        draft.stores = ["fast", "slow"]
        draft.mustAllSucceed = true
        return draft
    }
}
