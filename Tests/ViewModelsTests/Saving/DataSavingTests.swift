import Crypto
import Foundation
import ImageModel
import Testing

@testable import ViewModels

/// How an image's data comes into a file.
@Suite(.timeLimit(.minutes(10))) @MainActor struct DataSavingTests {
    private let bytes = Sending.bytes(5000)

    /// Saves `bytes` from a service into `disk.raw` of a folder.
    private func save(
        _ service: ScriptedService, in folder: TestFolder, overwriting: Bool = false, record: Image? = nil
    ) async throws -> String {
        service.record = (record ?? .holding(bytes)).record()
        let saving = DataSaving(
            api: service, image: "one", destination: .file(path: folder.file("disk.raw"), overwriting: overwriting))
        return try await saving.perform { _ in }
    }

    private func content(_ folder: TestFolder, _ name: String = "disk.raw") throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: folder.file(name))))
    }

    private func names(_ folder: TestFolder) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    private func failure(_ body: () async throws -> String) async -> DataSaving.Failure? {
        await #expect(throws: DataSaving.Failure.self) { try await body() }
    }

    @Test("data is written, proven, and has its name only then, with the usual permissions")
    func whole() async throws {
        try await TestFolder.use { folder in
            let service = ScriptedService()
            service.downloads = [.answers(Sending.download(bytes))]
            try await #expect(save(service, in: folder) == "size and SHA-512 match the record")
            try #expect(content(folder) == bytes)
            try #expect(names(folder) == ["disk.raw"])
            let other = try folder.write("other", [])
            let modes = try [folder.file("disk.raw"), other].map {
                try FileManager.default.attributesOfItem(atPath: $0)[.posixPermissions] as? Int
            }
            #expect(modes[0] == modes[1])
        }
    }

    @Test("what is cut off is gone on with from the byte that it has come to")
    func resumed() async throws {
        try await TestFolder.use { folder in
            let service = ScriptedService()
            service.downloads = [
                .answers(Sending.download(bytes, breakingOffAfter: 2000)),
                .answers(Sending.download(bytes, from: 2000, breakingOffAfter: 1000)),
                .fails(APIError(status: 503, message: "")), .answers(Sending.download(bytes, from: 3000)),
            ]
            _ = try await save(service, in: folder)
            try #expect(content(folder) == bytes)
            let places = service.calls.compactMap { if case .download(_, let place) = $0 { place } else { nil } }
            #expect(places == [0, 2000, 3000, 3000])
        }
    }

    @Test("what has come before a failure stays, unread by others, and is gone on with the next time")
    func kept() async throws {
        try await TestFolder.use { folder in
            let service = ScriptedService()
            service.downloads = [
                .answers(Sending.download(bytes, breakingOffAfter: 2000, with: APIError(status: 404, message: "gone")))
            ]
            let failed1 = await failure { try await save(service, in: folder) }
            #expect(failed1 == .request(APIError(status: 404, message: "gone")))
            try #expect(names(folder) == ["disk.raw.part", "disk.raw.part.json"])
            let part = try FileManager.default.attributesOfItem(atPath: folder.file("disk.raw.part"))
            #expect(part[.posixPermissions] as? Int == 0o600)
            service.downloads = [.answers(Sending.download(bytes, from: 2000))]
            try await #expect(save(service, in: folder) == "size and SHA-512 match the record")
            #expect(service.calls.last == .download("one", 2000))
            try #expect(content(folder) == bytes)
            try #expect(names(folder) == ["disk.raw"])
        }
    }

    @Test("a part that is gone on with keeps its note: without one, what has come would be nobody's")
    func note() async throws {
        try await TestFolder.use { folder in
            let (path, proof) = (folder.file("disk.raw"), DataProof(.holding(Sending.bytes(3000))))
            func number() throws -> Int {
                let attributes = try FileManager.default.attributesOfItem(atPath: path + PartFile.noteSuffix)
                return try #require(attributes[.systemFileNumber] as? Int)
            }
            let first = try PartFile.open(path, for: proof, overwriting: false)
            try first.write([1, 2, 3], at: 0)
            first.leave()
            let before = try number()
            let second = try PartFile.open(path, for: proof, overwriting: false)
            #expect(second.kept == 3)
            #expect(try number() == before)
        }
    }

    @Test("a service that sends more than the record says is not read on", arguments: [4999, 1])
    func more(size: Int) async throws {
        try await TestFolder.use { folder in
            let service = ScriptedService()
            service.downloads = [.answers(Sending.download(bytes, size: Int64(size)))]
            let record = Image.holding(Array(bytes.prefix(size)))
            let failure = await failure { try await save(service, in: folder, record: record) }
            let words = "The record says \(size) bytes, and the service sends more."
            #expect("\(String(describing: failure))".contains(words))
        }
    }

    @Test("a service that knows no ranges is read from the beginning again")
    func noRanges() async throws {
        try await TestFolder.use { folder in
            let service = ScriptedService()
            service.downloads = [
                .answers(Sending.download(bytes, breakingOffAfter: 3000)), .answers(Sending.download(bytes)),
            ]
            _ = try await save(service, in: folder)
            try #expect(content(folder) == bytes)
        }
    }

    @Test("a part of another image, or of which nobody knows what it is, is not touched unless that is said")
    func otherPart() async throws {
        try await TestFolder.use { folder in
            let part = try folder.write("disk.raw.part", [1, 2, 3])
            let service = ScriptedService()
            let failed2 = await failure { try await save(service, in: folder) }
            #expect(failed2 == .file(.otherPart(path: part)))
            try #expect(content(folder, "disk.raw.part") == [1, 2, 3])
            service.downloads = [.answers(Sending.download(bytes))]
            _ = try await save(service, in: folder, overwriting: true)
            try #expect(content(folder) == bytes)
        }
    }

    @Test("a file that is there stays, unless that is said; a link to one leads to it")
    func existing() async throws {
        try await TestFolder.use { folder in
            let there = try folder.write("real.raw", [7])
            try FileManager.default.createSymbolicLink(
                atPath: folder.file("disk.raw"), withDestinationPath: "real.raw")
            let service = ScriptedService()
            let failed3 = await failure { try await save(service, in: folder) }
            #expect(failed3 == .file(.exists(path: there)))
            service.downloads = [.answers(Sending.download(bytes))]
            _ = try await save(service, in: folder, overwriting: true)
            try #expect(content(folder, "real.raw") == bytes)
            try #expect(names(folder) == ["disk.raw", "real.raw"])
        }
    }

    @Test("a file that appears meanwhile stays, and so does what has come, which needs no more than its name")
    func appeared() async throws {
        try await TestFolder.use { folder in
            let service = ScriptedService()
            let gate = Gate()
            service.downloads = [.waits(gate, Sending.download(bytes))]
            async let end = failure { try await save(service, in: folder) }
            try await until { service.calls.contains(.download("one", 0)) }
            let there = try folder.write("disk.raw", [7])
            gate.open()
            let ended = await end
            #expect(ended == .file(.exists(path: there)))
            try #expect(content(folder) == [7])
            let count = service.calls.count
            _ = try await save(service, in: folder, overwriting: true)
            #expect(service.calls[count...] == [.image("one")])
            try #expect(content(folder) == bytes)
        }
    }

    @Test("data that is not what the record says is kept aside, and not gone on from")
    func wrong() async throws {
        try await TestFolder.use { folder in
            var other = bytes
            other[4321] ^= 1
            let service = ScriptedService()
            service.downloads = [.answers(Sending.download(other)), .answers(Sending.download(other))]
            for aside in ["disk.raw.wrong", "disk.raw.wrong-2"] {
                let failed4 = await failure { try await save(service, in: folder) }
                #expect(
                    failed4
                        == .unproven(
                            "The SHA-512 of what came is not that of the record.", aside: folder.file(aside)))
                try #expect(content(folder, aside) == other)
            }
            try #expect(names(folder) == ["disk.raw.wrong", "disk.raw.wrong-2"])
        }
    }

    @Test("what the service refuses is told, and leaves nothing", arguments: [403, 404, 410, 503])
    func refused(status: Int) async throws {
        try await TestFolder.use { folder in
            let service = ScriptedService()
            service.downloads = [.fails(APIError(status: status, message: "no"))]
            let failed5 = await failure { try await save(service, in: folder) }
            #expect(failed5 == .request(APIError(status: status, message: "no")))
            try #expect(names(folder).isEmpty)
        }
    }

    @Test("an image without data has none to save", arguments: [ImageStatus.queued, .active])
    func noData(status: ImageStatus) async throws {
        try await TestFolder.use { folder in
            let service = ScriptedService()
            service.downloads = [.answers(Sending.download([], size: 0))]
            let record = Image.sample(status: status)
            let failed6 = await failure { try await save(service, in: folder, record: record) }
            #expect(failed6 == .noData)
            try #expect(names(folder).isEmpty)
        }
    }

    @Test("each algorithm that a cloud may be set up with proves; where none does, the checksum; or else the size")
    func algorithms() async throws {
        let hashes: [(String?, String?, String?, String)] = [
            ("md5", Sending.hex(Insecure.MD5.hash(data: bytes)), nil, "size and MD5 match the record"),
            ("sha1", Sending.hex(Insecure.SHA1.hash(data: bytes)), nil, "size and SHA-1 match the record"),
            ("SHA256", Sending.hex(SHA256.hash(data: bytes)).uppercased(), nil, "size and SHA-256 match the record"),
            ("sha384", Sending.hex(SHA384.hash(data: bytes)), nil, "size and SHA-384 match the record"),
            ("blake2b", "00", Sending.hex(Insecure.MD5.hash(data: bytes)), "size and MD5 match the record"),
            (nil, nil, nil, "the size matches; the record has no hash that can be compared"),
        ]
        for (algorithm, hash, checksum, words) in hashes {
            try await TestFolder.use { folder in
                let service = ScriptedService()
                service.downloads = [.answers(Sending.download(bytes))]
                var record = Image.sample(
                    status: .active, size: Int64(bytes.count), hashAlgorithm: algorithm, secureHash: hash)
                record.checksum = checksum
                try await #expect(save(service, in: folder, record: record) == words)
            }
        }
    }

    @Test("what the system says is told in words")
    func codes() {
        #expect(SaveProblem(code: ENOSPC, path: "/d/x.part") == .full(path: "/d/x.part"))
        #expect(SaveProblem(code: EDQUOT, path: "/d/x.part") == .full(path: "/d/x.part"))
        #expect(SaveProblem(code: ENOENT, path: "/d/x.part") == .noFolder(path: "/d"))
        #expect(SaveProblem(code: EROFS, path: "/d/x.part") == .forbidden(path: "/d/x.part"))
        #expect(SaveProblem(code: ENAMETOOLONG, path: "/d/x") == .nameTooLong(path: "/d/x"))
        #expect(SaveProblem(ofOutput: EPIPE) == .readerGone)
        let output = SaveProblem(ofOutput: ENOSPC)
        #expect(output.description == "Standard output cannot be written: no space left on device.")
        // What went there is gone.
        #expect(!output.advice.contains("kept"))
    }

    @Test("a part that another writes is left to it")
    func inUse() async throws {
        try await TestFolder.use { folder in
            let first = try PartFile.open(folder.file("disk.raw"), for: DataProof(.holding(bytes)), overwriting: false)
            let service = ScriptedService()
            let failed7 = await failure { try await save(service, in: folder) }
            #expect(failed7 == .file(.inUse(path: folder.file("disk.raw.part"))))
            first.leave()
        }
    }
}
