import ImageModel
import Terminal
import Testing

@testable import Screens
@testable import ViewModels

@Suite(.timeLimit(.minutes(10))) @MainActor struct RecordTests {
    private static let image = Image.sample("alpine-3.20", size: 59_034_624, minDisk: 1, minRAM: 512, age: 150)

    /// A stage with an image of the list opened.
    private func stage(
        _ record: StagedService.Step<ImageRecord> = .answers(image.record()), of image: Image = image
    ) async throws -> Stage {
        let stage = Stage {
            $0.list = .answers(ImagePage(images: [image], next: nil))
            $0.image = record
        }
        try await stage.wait(for: "updated")
        stage.press(.enter)
        if case .answers = record { try await stage.wait(for: "min_disk") }
        return stage
    }

    /// A stage with an image just created, its data about to be sent.
    private func uploading(_ scene: (StagedService) -> Void = { _ in }) async throws -> Stage {
        let image = Image.sample("alpine-3.20", .queued)
        var saving = image
        saving.status = .saving
        let stage = Stage {
            $0.create = .answers(
                image.record(headers: ImageHeaders(location: "/v2/images/\(image.id)", requestID: "req-0b1c8f6a")))
            $0.image = .answers(saving.record())
            scene($0)
        }
        try await stage.wait(for: "There are no images")
        try await stage.fillInData(name: "alpine-3.20")
        stage.press(.control("s"))
        try await stage.wait(for: "saving")
        return stage
    }

    @Test("until the record is there, the screen says that it is being read")
    func loading() async throws {
        try await stage(.hangs).expect("record-loading")
    }

    @Test("a record that was just created says so, and shows the answer's headers")
    func created() async throws {
        let image = Image.sample("alpine-3.20", .queued)
        let stage = Stage {
            $0.create = .answers(
                image.record(
                    headers: ImageHeaders(
                        location: "http://image.example.test/v2/images/\(image.id)",
                        importMethods: ["glance-direct", "web-download"], storeIDs: ["fast", "cheap"],
                        requestID: "req-0b1c8f6a-7ad6-4362-baa6-a68bce3565cb")))
        }
        try await stage.wait(for: "There are no images")
        stage.press(.character("n"))
        stage.type("alpine-3.20")
        stage.press(.control("s"))
        try await stage.wait(for: "The image was created.")
        try stage.expect("record-created", [.home, .wide, .small])
        stage.press(.end)
        try stage.expect("record-created-headers", [.home])
    }

    @Test("every field is shown: null, long, nested, unknown and hostile ones too")
    func everyField() async throws {
        var image = Self.image
        image.tags = ["linux", "lts"]
        image.checksum = "d41d8cd98f00b204e9800998ecf8427e"
        image.hashAlgorithm = "sha512"
        image.secureHash = String(repeating: "0123456789abcdef", count: 8)
        let record = image.record(besides: [
            "hw_disk_bus": .string("virtio"),
            "stores": .string("fast,cheap"),
            "os_admin_note": .string("first line\nsecond line\u{1B}[31m red"),
            "an_attribute_whose_name_is_longer_than_the_column": .string("値"),
            "locations": .array([.object(["url": .string("file:///var/lib/glance/1"), "metadata": .object([:])])]),
        ])
        let stage = try await stage(.answers(record))
        try stage.expect("record-fields", [.home, .wide, .small], roles: [.standIn])
        try stage.expect("record-fields", [.home], charset: .ascii)
        stage.press(.pageDown)
        try stage.expect("record-scrolled", [.home, .small])
        stage.press(.character("2"))
        try stage.expect("record-properties-hostile", [.home, .small], roles: [.standIn])
        stage.press(.character("v"))
        try stage.expect("record-json", [.home, .wide, .small])
        try stage.expect("record-json", [.home], charset: .ascii)
        stage.press(.character("G"))
        try stage.expect("record-json-end", [.home])
    }

    @Test("a name longer than the header keeps the status in sight")
    func longName() async throws {
        var image = Self.image
        image.name = String(repeating: "a long name ", count: 20)
        try await stage(.answers(image.record()), of: image).expect("record-long-name", [.home, .small])
    }

    @Test("an upload shows a bar, the rate and the time left, and goes on to be verified")
    func upload() async throws {
        let stage = try await uploading()
        try stage.expect("record-upload-begins", [.home, .small])
        try await stage.send(2 << 20)
        try await stage.send(20 << 20, after: .seconds(2))
        try stage.expect("record-upload", [.home, .wide, .small])
        try stage.expect("record-upload", [.home], charset: .ascii)
        stage.service.upload = .answers(UploadReceipt(size: 59_034_624, sha512: "ab12"))
        try await stage.send(59_034_624, after: .seconds(3))
        stage.service.bytes.finish()
        try await stage.wait(for: "waiting for the service")
        try stage.expect("record-verifying", [.home, .small])
        var active = Image.sample("alpine-3.20", size: 59_034_624)
        (active.hashAlgorithm, active.secureHash) = ("sha512", "ab12")
        stage.service.image = .answers(active.record())
        try await stage.wait(for: "Verified")
        try await stage.wait(for: "active")
        try await stage.wait(forNo: "reading")
        try stage.expect("record-verified", [.home, .wide, .small])
    }

    @Test("an upload that failed says why, and how to send it again")
    func failed() async throws {
        let stage = try await uploading {
            $0.upload = .fails(APIError(status: 415, message: "Format is not compatible", requestID: "req-7"))
        }
        try await stage.send(20 << 20)
        stage.service.image = .answers(Image.sample("alpine-3.20", .queued).record())
        stage.service.bytes.finish()
        try await stage.wait(for: "was not stored")
        try await stage.wait(for: "○ queued")
        try await stage.wait(forNo: "reading")
        try stage.expect("record-upload-failed", [.home, .wide, .small], roles: [.error])
    }

    @Test("an upload that was called off says how to send it again")
    func cancelled() async throws {
        let stage = try await uploading()
        try await stage.send(20 << 20)
        stage.service.image = .answers(Image.sample("alpine-3.20", .queued).record())
        stage.press(.character("x"))
        try await stage.wait(for: "Cancelled")
        try await stage.wait(for: "queued")
        try await stage.wait(forNo: "reading")
        try stage.expect("record-upload-cancelled", [.home, .small])
    }

    @Test("data that did not arrive as it was sent is told with what to do")
    func unproven() async throws {
        let stage = try await uploading { $0.upload = .answers(UploadReceipt(size: 59_034_624, sha512: "ab12")) }
        try await stage.send(59_034_624)
        var active = Image.sample("alpine-3.20", size: 59_034_624)
        (active.hashAlgorithm, active.secureHash) = ("sha512", "cd34")
        stage.service.image = .answers(active.record())
        stage.service.bytes.finish()
        try await stage.wait(for: "did not arrive")
        try await stage.wait(for: "active")
        try await stage.wait(forNo: "reading")
        try stage.expect("record-upload-unproven", [.home, .small], roles: [.error])
    }

    @Test("while the image is being deleted, the header says so")
    func deleting() async throws {
        let stage = try await stage()
        stage.press(.character("d"), .character("d"))
        try await stage.wait(for: "deleting")
        try stage.expect("record-deleting", [.home])
    }

    @Test("an image that is deleted leaves the screen")
    func deleted() async throws {
        let stage = try await stage()
        stage.service.delete = .answers(())
        stage.press(.character("d"), .character("d"))
        try await stage.wait(for: "There are no images")
    }

    @Test("a reading that failed is explained")
    func failure() async throws {
        let stage = try await stage(.fails(APIError(status: 404, message: "No image found with ID b2173dd3")))
        try await stage.wait(for: "could not be read")
        try stage.expect("record-failure", [.home, .wide, .small], roles: [.error])
    }

    @Test("an answer is shown in full: our words, the request's id and what the service said")
    func answer() async throws {
        let message = (1...12).map { "Line \($0) of what the service said, as long as services are wont to say it." }
            .joined(separator: "\n")
        let stage = try await stage(.fails(APIError(status: 400, message: message, requestID: "req-42")))
        try await stage.wait(for: "could not be read")
        stage.press(.character("e"))
        try stage.expect("answer", [.home, .wide, .small], roles: [.error])
        stage.press(.end)
        try stage.expect("answer-scrolled", [.small])
    }

    @Test("an answer without words says that there were none")
    func wordlessAnswer() async throws {
        let stage = try await stage(.fails(APIError(kind: .noAnswer, message: "")))
        try await stage.wait(for: "could not be read")
        stage.press(.function(2))
        try stage.expect("answer-without-words", [.home])
    }
}
