import DiskFormats
import Foundation
import ImageModel
import Testing

@testable import ViewModels

@Suite(.timeLimit(.minutes(10))) @MainActor struct DraftModelTests {
    private let service = ScriptedService()

    /// What a form told of the records it made.
    @MainActor
    private final class Creations {
        var all: [(record: ImageRecord, plan: TransferPlan?)] = []
    }
    private let creations = Creations()

    private func model() -> DraftModel {
        DraftModel(api: service) { [creations] record, plan, _ in creations.all.append((record, plan)) }
    }

    @Test("standard input is data, unless it is the keyboard", arguments: [true, false])
    func standardInput(isData: Bool) {
        let data = ImageData(size: nil, chunks: AsyncThrowingStream<[UInt8], any Error> { $0.finish() })
        let surroundings = Surroundings(standardInput: isData ? data : nil)
        let model = DraftModel(api: service, surroundings: surroundings) { _, _, _ in }
        model.draft.data = "-"
        if isData {
            #expect(model.file == .elsewhere(.standardInput))
            #expect(model.problems[.data] == nil)
            #expect(model.transferPlan == .send(.standardInput, .upload(store: nil)))
        } else {
            #expect(model.problems[.data]?.contains("Standard input is the keyboard here.") == true)
        }
    }

    @Test("the cloud's choices take the place of the usual ones, the likely first")
    func schema() async throws {
        service.schemas = [
            .answers(
                ImageSchema(properties: [
                    "disk_format": .init(description: "Format of the disk", choices: ["gpt", "iso", "qcow2"])
                ]))
        ]
        let model = model()
        #expect(model.choices(for: .diskFormat) == FieldGuide.usualChoices[.diskFormat])
        model.loadChoices()
        try await until { model.schema != nil }
        #expect(model.choices(for: .diskFormat) == ["qcow2", "iso", "gpt"])
        #expect(model.choices(for: .visibility) == FieldGuide.usualChoices[.visibility])
        #expect(model.choices(for: .name) == [])
        #expect(model.guide(to: .diskFormat).cloud == "Format of the disk")
        #expect(model.guide(to: .data).cloud == nil)
        #expect(model.meaning(of: "gpt", for: .diskFormat) != nil)
        #expect(model.meaning(of: "unheard of", for: .diskFormat) == nil)
    }

    @Test("the schema is read once")
    func schemaOnce() async throws {
        let gate = Gate()
        service.schemas = [.waits(gate, ImageSchema(properties: [:]))]
        let model = model()
        model.loadChoices()
        model.loadChoices()
        gate.open()
        try await until { model.schema != nil }
        model.loadChoices()
        await settle()
        #expect(service.calls.count { $0 == .schema } == 1)
    }

    @Test("without the schema the usual choices stay, and it may be asked for again")
    func schemaFails() async throws {
        service.schemas = [
            .fails(APIError(status: 503, message: "down")), .answers(ImageSchema(properties: [:])),
        ]
        let model = model()
        model.loadChoices()
        try await until { model.schemaFailure != nil }
        #expect(model.schemaFailure?.status == 503)
        #expect(model.choices(for: .diskFormat) == FieldGuide.usualChoices[.diskFormat])
        await settle()
        model.loadChoices()
        try await until { model.schema != nil }
        #expect(model.schemaFailure == nil)
    }

    @Test("a problem holds the request back, and the first field that has one is in question")
    func heldBack() async {
        let model = model()
        model.draft.minDisk = "many"
        model.draft.name = String(repeating: "n", count: 256)
        model.submit()
        #expect(model.heldBack == model.problems[.name])
        #expect(model.fieldInQuestion == .name)
        #expect(!model.isSending)
        await settle()
        #expect(service.calls.isEmpty)
        model.visitFieldInQuestion()
        #expect(model.fieldInQuestion == nil)
        #expect(model.heldBack != nil)
        #expect(model.draft.minDisk == "many")
    }

    @Test("an empty form is held back until something is filled in")
    func nothingFilledIn() async throws {
        service.creates = [.answers(Image.sample().record())]
        let model = model()
        model.submit()
        #expect(model.heldBack == "Nothing is filled in.")
        #expect(model.fieldInQuestion == .name && !model.isSending)
        await settle()
        #expect(service.calls.isEmpty)
        // A record without a name is one that the API makes.
        model.draft.tags = ["lts"]
        #expect(model.heldBack == nil)
        model.submit()
        try await until { !model.isSending }
        #expect(creations.all.count == 1)
    }

    @Test("a record that is made empties the form and is told")
    func success() async throws {
        let record = Image.sample().record()
        service.creates = [.answers(record)]
        let model = model()
        model.draft.name = "alpine"
        model.submit()
        #expect(model.isSending)
        model.submit()
        try await until { !model.isSending }
        var sent = NewImage()
        sent.name = "alpine"
        #expect(service.calls == [.create(sent)])
        #expect(creations.all.map(\.record) == [record])
        #expect(creations.all.map(\.plan) == [nil])
        #expect(model.draft.isEmpty)
        #expect(model.refusal == nil && model.fieldInQuestion == nil)
    }

    @Test(
        "a refusal keeps every value and goes to the field that the service names",
        arguments: [
            (400, "'min_disk' value out of range, must not exceed 2147483647.", .minDisk),
            (403, "You are not authorized to complete publicize_image action.", .visibility),
            (403, "Attribute 'os_glance_x' is reserved.", .properties),
            (409, "Image ID 004bdb5e-4adb-412f-ae25-fcc1035f9be0 already exists!", .id),
            (400, "Param values can't contain 4 byte unicode.", .tags),
            (400, "Os_Name can't contain 4 byte unicode characters.", .properties),
            (409, "", .id), (500, "", nil),
        ] as [(Int, String, DraftField?)])
    func refusal(_ status: Int, _ message: String, _ field: DraftField?) async throws {
        service.creates = [.fails(APIError(status: status, message: message))]
        let model = model()
        model.draft.name = "alpine"
        model.draft.tags = ["a", "b"]
        model.draft.minDisk = "2147483647"
        model.draft.isHidden = true
        model.draft.properties = ["os_type=linux"]
        let typed = model.draft
        model.submit()
        try await until { !model.isSending }
        #expect(model.refusal?.status == status)
        #expect(model.refusal?.serverMessage == message)
        #expect(model.fieldInQuestion == field)
        #expect(model.draft == typed)
        #expect(creations.all.isEmpty)
    }

    @Test("what was refused may be sent again")
    func again() async throws {
        service.creates = [.fails(APIError(status: 503, message: "")), .answers(Image.sample().record())]
        let model = model()
        model.draft.name = "alpine"
        model.submit()
        try await until { model.refusal != nil && !model.isSending }
        model.submit()
        #expect(model.refusal == nil)
        try await until { !model.isSending }
        #expect(creations.all.count == 1)
        #expect(service.calls.count == 2)
    }

    @Test("calling it off keeps what was typed")
    func cancel() async throws {
        service.creates = [.hangs]
        let model = model()
        model.draft.name = "alpine"
        model.submit()
        try await until { !service.calls.isEmpty }
        model.cancelSending()
        try await until { !model.isSending }
        #expect(model.draft.name == "alpine")
        #expect(model.refusal?.reason == "You cancelled it before the service had answered.")
        #expect(creations.all.isEmpty)
    }

    @Test("clear empties the form and forgets what was said of it")
    func clear() {
        let model = model()
        model.draft.minDisk = "many"
        model.submit()
        model.clear()
        #expect(model.draft.isEmpty)
        #expect(model.heldBack == nil && model.fieldInQuestion == nil && model.problems.isEmpty)
    }

    @Test("a file that can be sent is ready, and goes with the record", arguments: ["disk.raw", "my disk ü.raw"])
    func file(_ name: String) async throws {
        try await TestFolder.use { folder in
            let path = try folder.write(name, [1, 2, 3])
            service.creates = [.answers(Image.sample().record())]
            let model = model()
            model.draft.diskFormat = "raw"
            model.draft.containerFormat = "bare"
            model.draft.data = path
            #expect(model.file == .checking)
            // Sent before the file is looked at: the sending waits.
            model.submit()
            try await until { !model.isSending }
            #expect(creations.all.map(\.plan) == [.send(.file(DataFile(path: path, size: 3)), .upload(store: nil))])
            #expect(model.file == .none)
        }
    }

    @Test("who sends before the file is looked at need not know its formats")
    func early() async throws {
        try await TestFolder.use { folder in
            service.creates = [.answers(Image.sample().record())]
            let model = model()
            model.draft.data = try folder.write("disk.raw", [1, 2, 3])
            #expect(model.file == .checking && model.problems.isEmpty)
            model.submit()
            try await until { !model.isSending }
            let created = service.calls.compactMap { if case .create(let image) = $0 { image } else { nil } }
            #expect(created.map(\.diskFormat) == ["raw"] && created.map(\.containerFormat) == ["bare"])
        }
    }

    @Test("a file that cannot be sent is a problem of its field")
    func noFile() async throws {
        try await TestFolder.use { folder in
            let model = model()
            // A link that leads nowhere.
            try FileManager.default.createSymbolicLink(
                atPath: folder.file("dangling"), withDestinationPath: folder.file("none"))
            for (path, error) in [
                (folder.file("none"), DataFileError.missing(path: folder.file("none"))),
                (folder.path, .notAFile(path: folder.path)), ("/dev/null", .stream(path: "/dev/null")),
                (folder.file("dangling"), .missing(path: folder.file("dangling"))),
            ] {
                model.draft.data = path
                try await until { model.file != .checking }
                #expect(model.file == .problem(error.description))
                #expect(model.problems == [.data: error.description])
            }
            model.draft.data = ""
            #expect(model.file == .none)
            #expect(model.problems.isEmpty)
        }
    }

    @Test("a file that turns out not to be there holds the request back while it is being sent")
    func lateProblem() async throws {
        try await TestFolder.use { folder in
            let model = model()
            model.draft.diskFormat = "raw"
            model.draft.containerFormat = "bare"
            model.draft.data = folder.file("none")
            model.submit()
            #expect(model.isSending)
            try await until { !model.isSending }
            #expect(model.heldBack?.contains("There is no file") == true)
            #expect(model.fieldInQuestion == .data)
            #expect(service.calls.isEmpty)
            #expect(!model.draft.isEmpty)
        }
    }

    @Test("a link to a file is that file, and the last path typed counts")
    func links() async throws {
        try await TestFolder.use { folder in
            let path = try folder.write("disk.raw", [1, 2, 3, 4])
            let link = folder.file("a link")
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
            let model = model()
            model.draft.data = folder.file("none")
            model.draft.data = link
            try await until { model.file != .checking }
            #expect(model.file == .ready(DataFile(path: link, size: 4)))
        }
    }

    @Test("what the cloud offers brings the fields that choose among it, once there is data")
    func offer() async throws {
        service.schemas = [.answers(ImageSchema(properties: [:]))]
        service.methods = [.answers(["glance-direct", "web-download"])]
        service.stores = [.answers([ImageStore(id: "fast", isDefault: true), ImageStore(id: "cheap")])]
        let model = model()
        model.loadChoices()
        try await until { model.offer != nil }
        #expect(model.fields.suffix(2) == [.properties, .data])
        model.draft.data = "https://example.org/disk.qcow2"
        #expect(model.fields.suffix(4) == [.data, .checksum, .method, .stores])
        #expect(model.choices(for: .method) == ["web-download", "upload", "glance-direct"])
        model.draft.stores = ["all"]
        #expect(model.fields.last == .mustAllSucceed)
        model.draft.data = "disk.raw"
        #expect(model.choices(for: .method) == ["upload", "glance-direct"])
        model.draft.stores = ["slow"]
        #expect(model.problems[.stores] == "There is no store slow here; there are fast, cheap.")
    }

    @Test(
        "data that cannot be brought so is a problem of the field that says so",
        arguments: [
            (
                "glance://RegionOne/4a4ae2fa-1111-2222-3333-444455556666", "glance-download", DraftField.method,
                "does not offer glance-download"
            ),
            ("glance://RegionOne/7", nil, .data, "glance://REGION/ID"),
            ("ftp://example.org/disk", nil, .data, "gaze reads no ftp:// addresses."),
            ("S3://bucket/disk", nil, .data, "gaze reads no S3:// addresses."),
            ("file://nas/disk", nil, .data, "file:///PATH"), ("file:///a%ZZ", nil, .data, "file:///PATH"),
            ("https://", nil, .data, "https://HOST/PATH"),
            ("https://example.org/a b", nil, .data, "without spaces"),
            ("https://example.org/disk", "glance-direct", .method, "does not offer glance-direct"),
        ] as [(String, String?, DraftField, String)])
    func noWay(data: String, method: String?, field: DraftField, words: String) {
        let model = model()
        model.draft.data = data
        model.draft.method = method
        #expect(model.problems[field]?.contains(words) == true)
    }

    @Test("a file's address names the file", arguments: ["file://", "file://localhost", "FILE://"])
    func fileAddress(scheme: String) async throws {
        try await TestFolder.use { folder in
            let path = try folder.write("my disk ü.raw", [1, 2, 3])
            let model = model()
            model.draft.data = scheme + URL(filePath: path).path(percentEncoded: true)
            #expect(model.draft.data.hasSuffix("my%20disk%20%C3%BC.raw"))
            try await until { model.file != .checking }
            #expect(model.file == .ready(DataFile(path: path, size: 3)))
            #expect(model.draft.name == "my disk ü")
            #expect(model.transferPlan == .send(.file(DataFile(path: path, size: 3)), .upload(store: nil)))
        }
    }

    @Test("an empty file, and one that cannot be looked at, is warned of")
    func nothingToSee() async throws {
        try await TestFolder.use { folder in
            let model = model()
            model.draft.data = try folder.write("empty.raw", [])
            try await until { model.file != .checking }
            #expect(model.warnings.map(\.title) == ["Empty"])
            #expect(model.warnings[0].explanation.hasPrefix("There is nothing in it"))
            var surroundings = Surroundings()
            surroundings.look = { path throws(DiskFileError) in throw .unreadable(path: path, reason: "I/O error") }
            let other = DraftModel(api: service, surroundings: surroundings) { _, _, _ in }
            let path = try folder.write("bad.raw", [1])
            other.draft.data = path
            try await until { other.file != .checking }
            #expect(other.warnings.map(\.title) == ["Not looked at"])
            #expect(other.warnings[0].explanation.contains("\(path) cannot be read: I/O error."))
            // It is asked about, and sent where a person says so.
            (other.draft.diskFormat, other.draft.containerFormat) = ("raw", "bare")
            other.submit()
            try await until { !other.isSending }
            #expect(other.heldBack?.hasPrefix("Not looked at.") == true)
            #expect(service.calls.isEmpty)
        }
    }

    @Test(
        "what a file filled in goes when something else is named",
        arguments: [("https://example.org/d", "d"), ("glance://x", ""), ("/none", "")])
    func takesBack(next: String, name: String) async throws {
        try await TestFolder.use { folder in
            let model = model()
            model.draft.data = try folder.write("alpine.raw", [UInt8](repeating: 7, count: 1 << 20))
            try await until { model.file != .checking }
            #expect(model.draft.name == "alpine" && model.draft.diskFormat == "raw")
            model.draft.tags = ["mine"]
            model.draft.data = next
            try await until { model.file != .checking }
            var left = Draft()
            // An address names what is there, and says nothing else before it is read.
            (left.name, left.data, left.tags) = (name, next, ["mine"])
            #expect(model.draft == left)
            #expect(model.warnings.isEmpty)
        }
    }
}
