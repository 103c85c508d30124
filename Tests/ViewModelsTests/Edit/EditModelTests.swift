import ImageModel
import Testing

@testable import ViewModels

@Suite(.timeLimit(.minutes(10))) @MainActor struct EditModelTests {
    private let service = ScriptedService()

    /// A form on a record; the record is what the service has, unless a test says otherwise.
    private func model(
        _ image: Image = .sample(status: .active, size: 5),
        onChange: @escaping @MainActor (ImageRecord) -> Void = { _ in }
    ) -> EditModel {
        service.record = image.record()
        return EditModel(
            image.record(), api: service, cloud: DraftModel(api: service) { _, _, _ in }, onChange: onChange)
    }

    private var patches: [ImagePatch] {
        service.calls.compactMap { if case .patch(_, let patch) = $0 { patch } else { nil } }
    }

    @Test("only the differences are sent, after the record was read again")
    func send() async throws {
        service.patches = [.answers(Image.sample(name: "new", status: .active).record())]
        var told: [String?] = []
        let model = model { told.append($0.image.name) }
        await settle()
        model.draft.name = "new"
        model.submit()
        #expect(model.isSending)
        await model.finishSending()
        #expect(model.isDone && !model.isSending && model.refusal == nil)
        #expect(told == ["new"])
        #expect(
            service.calls.suffix(2) == [
                .image("one"), .patch("one", ImagePatch([.replace(.name, .string("new"))])),
            ])
    }

    @Test("without changes, nothing is sent")
    func nothing() async {
        let model = model()
        model.submit()
        #expect(model.heldBack == "Nothing is changed.")
        await settle()
        #expect(!service.calls.contains(.image("one")))
        model.draft.name = "new"
        #expect(model.heldBack == nil)
    }

    @Test("what breaks a rule is held back, and the field is pointed at")
    func rules() async {
        let model = model()
        model.draft.minDisk = "many"
        model.submit()
        #expect(model.heldBack == model.problems[.minDisk])
        #expect(model.fieldInQuestion == .minDisk)
        model.visitFieldInQuestion()
        model.draft.minDisk = "0"
        model.draft.visibility = nil
        model.submit()
        #expect(model.fieldInQuestion == .visibility)
        #expect(model.heldBack?.isEmpty == false)
        model.undo()
        #expect(model.heldBack == nil && model.fieldInQuestion == nil && model.patch.changes.isEmpty)
        #expect(patches.isEmpty)
    }

    @Test("what the record has already is not held against a change of something else")
    func oldSins() async {
        var image = Image.sample(status: .active)
        image.name = String(repeating: "x", count: 300)
        let model = model(image)
        #expect(model.problems.isEmpty)
        model.draft.minDisk = "many"
        #expect(model.problems.keys.sorted { $0.rawValue < $1.rawValue } == [.minDisk])
    }

    @Test("a property that cannot be typed is told of, and what would be taken for it is held back")
    func unwritable() async {
        var record = Image.sample(status: .active).record()
        record.fields["a=b"] = .string("theirs")
        let model = EditModel(record, api: service, cloud: DraftModel(api: service) { _, _, _ in }, onChange: { _ in })
        #expect(model.guide(to: .properties).ours.contains("left as they are: “a=b”"))
        #expect(!model.guide(to: .tags).ours.contains("a=b"))
        #expect(model.problem(ofProperty: "a=c") == nil)
        model.draft.properties = ["a=b=mine"]
        #expect(model.problem(ofProperty: "a=b=mine")?.contains("“a=b”") == true)
        model.submit()
        #expect(model.fieldInQuestion == .properties && !model.isSending)
    }

    @Test(
        "an image's id and data are fixed always, and its formats once it is not queued",
        arguments: [ImageStatus.queued, .saving, .active, .deactivated])
    func fixed(status: ImageStatus) {
        let model = model(.sample(status: status, size: status == .queued ? nil : 5))
        #expect(model.fixedValue(of: .id) == "one")
        #expect(model.fixedValue(of: .data) == (status == .queued ? "none so far" : "5 B"))
        let formats = [DraftField.diskFormat, .containerFormat].map(model.fixedValue)
        #expect(formats == (status == .queued ? [nil, nil] : ["raw", "bare"]))
        #expect(model.choices(for: .diskFormat).isEmpty == (status != .queued))
        if status != .queued {
            #expect(model.guide(to: .diskFormat).ours.hasSuffix("(the image is \(status.rawValue))."))
        }
        let others = model.fields.filter { model.fixedValue(of: $0) == nil }
        #expect(Set(others).isSuperset(of: [.name, .visibility, .tags, .minDisk, .minRAM, .protected, .hidden]))
    }

    @Test("what somebody else has changed is a conflict, and nothing is sent")
    func conflict() async throws {
        var told: [String?] = []
        let model = model { told.append($0.image.name) }
        model.draft.name = "mine"
        service.record = Image.sample(name: "theirs", status: .active, size: 5).record()
        model.submit()
        await model.finishSending()
        let conflict = try #require(model.conflict)
        #expect(conflict.changes.map(\.name) == ["name"])
        #expect(!model.isDone && !model.isSending)
        #expect(told == ["theirs"])
        model.submit()
        #expect(!model.isSending)
        #expect(patches.isEmpty)
    }

    @Test("what is as wanted meanwhile is no conflict, and is not sent: a request without an answer may have done it")
    func doneAlready() async throws {
        service.patches = [.fails(APIError(kind: .timedOut, message: "")), .answers(Image.sample().record())]
        let model = model()
        model.draft.name = "mine"
        model.submit()
        await model.finishSending()
        #expect(model.refusal?.reason.contains("It may have been done anyway") == true)
        service.record = Image.sample(name: "mine", status: .active, size: 5).record()
        model.draft.isProtected = true
        model.submit()
        await model.finishSending()
        #expect(model.conflict == nil && model.isDone)
        #expect(patches.last == ImagePatch([.replace(.protected, .bool(true))]))
    }

    @Test("where all is as wanted meanwhile, nothing is sent")
    func nothingLeft() async throws {
        var told: [String?] = []
        let model = model { told.append($0.image.name) }
        model.draft.name = "mine"
        service.record = Image.sample(name: "mine", status: .active, size: 5).record()
        model.submit()
        await model.finishSending()
        #expect(model.conflict == nil && model.isDone && patches.isEmpty && told == ["mine"])
    }

    @Test("one goes on from the other's changes, and sends one's own on top of them")
    func keepEditing() async throws {
        service.patches = [.answers(Image.sample().record())]
        let model = model()
        model.draft.name = "mine"
        var theirs = Image.sample(status: .active, size: 5)
        (theirs.minDisk, theirs.name) = (7, "theirs")
        service.record = theirs.record()
        service.record?.fields["min_disk"] = .integer(7)
        model.submit()
        await model.finishSending()
        #expect(model.conflict?.changes.map(\.name) == ["name", "min_disk"])
        model.keepEditing()
        #expect(model.conflict == nil && model.isRebased)
        #expect(model.draft.name == "mine" && model.draft.minDisk == "7")
        #expect(model.name == "theirs")
        model.submit()
        await model.finishSending()
        #expect(model.isDone)
        #expect(patches == [ImagePatch([.replace(.name, .string("mine"))])])
    }

    @Test("a refusal keeps what was typed, and points at the field that it names")
    func refused() async {
        service.patches = [.fails(APIError(status: 400, message: "Invalid value '-1' for parameter 'min_ram': no"))]
        let model = model()
        model.draft.minRAM = "5"
        model.submit()
        await model.finishSending()
        #expect(model.refusal?.headline == "alpine was not changed (400)")
        #expect(model.fieldInQuestion == .minRAM)
        #expect(model.draft.minRAM == "5")
        #expect(!model.isDone)
    }

    @Test("an image that is gone says so, and the form keeps what was typed")
    func gone() async {
        let model = model()
        service.record = nil
        service.records = [.fails(APIError(status: 404, message: "No image found"))]
        model.draft.name = "new"
        model.submit()
        await model.finishSending()
        #expect(model.refusal?.reason == "There is no such image, or this project may not see it.")
        #expect(model.draft.name == "new")
    }

    @Test("calling it off sends nothing and says nothing")
    func calledOff() async throws {
        let model = model()
        service.record = nil
        service.records = [.hangs]
        model.draft.name = "new"
        model.submit()
        try await until { service.calls.contains(.image("one")) }
        model.cancelSending()
        await model.finishSending()
        #expect(model.refusal == nil && !model.isSending && !model.isDone)
        #expect(patches.isEmpty)
    }

    @Test("calling off what was sent says that it may have been done all the same")
    func calledOffLate() async throws {
        let model = model()
        service.patches = [.hangs]
        model.draft.name = "new"
        model.submit()
        try await until { !patches.isEmpty }
        model.cancelSending()
        await model.finishSending()
        #expect(model.refusal?.reason == "You cancelled it before the service had answered.")
        #expect(model.refusal?.advice == "It may have been done anyway: look at the image before you try again.")
        #expect(model.draft.name == "new" && !model.isDone)
    }
}
