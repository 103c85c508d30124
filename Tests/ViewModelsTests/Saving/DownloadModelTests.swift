import Foundation
import ImageModel
import Testing

@testable import ViewModels

/// Downloads as a person sees and steers them.
@Suite(.timeLimit(.minutes(10))) @MainActor struct DownloadModelTests {
    private let service = ScriptedService()
    private let bytes = Sending.bytes(3000)

    private func downloads() -> Downloads {
        service.record = Image.holding(bytes).record()
        return Downloads(api: service, surroundings: Surroundings())
    }

    private func add(_ downloads: Downloads, _ folder: TestFolder, _ name: String = "disk.raw") -> DownloadModel {
        downloads.add(
            "one", name: "alpine", size: 3000, to: .file(path: folder.file(name), overwriting: false))
    }

    @Test("a download is told to its end")
    func saved() async throws {
        try await TestFolder.use { folder in
            service.downloads = [.answers(Sending.download(bytes))]
            let downloads = downloads()
            let download = add(downloads, folder)
            defer { downloads.clearFinished() }
            await download.finish()
            #expect(download.state == .saved("size and SHA-512 match the record"))
            #expect(download.fraction == 1)
            #expect(!download.mayRetry)
        }
    }

    @Test("two come in at a time, the others wait for their turn")
    func turns() async throws {
        try await TestFolder.use { folder in
            service.downloads = Array(repeating: .hangs, count: 2) + [.answers(Sending.download(bytes))]
            let downloads = downloads()
            let all = ["a", "b", "c"].map { add(downloads, folder, $0) }
            // The first two have asked for their data, and the third gets what is left.
            try await until { service.downloads.count == 1 }
            #expect(all[1].isMoving && all[2].state == .waiting)
            #expect(downloads.isBusy)
            all[0].cancel()
            await all[0].finish()
            #expect(all[0].state == .cancelled)
            await all[2].finish()
            #expect(all[2].state == .saved("size and SHA-512 match the record"))
            all[1].cancel()
            await all[1].finish()
            downloads.clearFinished()
            #expect(downloads.all.isEmpty)
        }
    }

    @Test("one that is held back keeps what has come, and goes on from there")
    func held() async throws {
        try await TestFolder.use { folder in
            let (chunks, send) = AsyncThrowingStream.makeStream(of: [UInt8].self, throwing: (any Error).self)
            service.downloads = [
                .answers(ImageDownload(start: 0, size: 3000, chunks: chunks)),
                .answers(Sending.download(bytes, from: 1000)),
            ]
            let downloads = downloads()
            let download = add(downloads, folder)
            defer { downloads.clearFinished() }
            send.yield(Array(bytes[..<1000]))
            try await until { download.bytesMoved == 1000 }
            download.toggleHold()
            await download.finish()
            #expect(download.state == .held)
            #expect(download.isUnderWay && !download.isMoving)
            download.toggleHold()
            await download.finish()
            #expect(service.calls.last == .download("one", 1000))
            #expect(download.state == .saved("size and SHA-512 match the record"))
        }
    }

    @Test("a name that is in the way is told; another one takes over what has come")
    func otherName() async throws {
        try await TestFolder.use { folder in
            service.downloads = [
                .answers(Sending.download(bytes, breakingOffAfter: 1000, with: APIError(status: 404, message: ""))),
                .answers(Sending.download(bytes, from: 1000)),
            ]
            let downloads = downloads()
            let download = add(downloads, folder)
            defer { downloads.clearFinished() }
            await download.finish()
            #expect(download.failure?.headline == "The data of alpine was not saved (404)")
            #expect(download.nameProblem == nil)
            let there = try folder.write("disk.raw", [7])
            download.retry()
            await download.finish()
            #expect(download.nameProblem == .exists(path: there))
            download.retryUnderFreeName()
            await download.finish()
            #expect(download.state == .saved("size and SHA-512 match the record"))
            #expect(download.destination == .file(path: folder.file("disk-2.raw"), overwriting: false))
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            #expect(names == ["disk-2.raw", "disk.raw"])
        }
    }

    @Test("a barred image is said to be barred")
    func deactivated() async throws {
        try await TestFolder.use { folder in
            service.downloads = [
                .fails(
                    APIError(
                        status: 403,
                        message: "The requested image has been deactivated. Image data download is forbidden."))
            ]
            let downloads = downloads()
            let download = add(downloads, folder)
            defer { downloads.clearFinished() }
            await download.finish()
            #expect(download.failure?.reason == "The image is deactivated: its data cannot be read.")
        }
    }
}
