import Foundation
import Synchronization
import Testing

@testable import ImageService

/// A catalogue that several open at once.
@Suite struct CatalogueOpeningTests {
    @Test("is for nobody else to read, also where it was once", arguments: [false, true])
    func isPrivate(isThere: Bool) throws {
        try withFolder { folder in
            let path = folder + "/catalogue.sqlite"
            if isThere {
                _ = try Catalogue(path: path)
                for file in [path, path + "-wal", path + "-shm"] { chmod(file, 0o644) }
            }
            let catalogue = try Catalogue(path: path)
            try withExtendedLifetime(catalogue) {
                for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
                    let attributes = try FileManager.default.attributesOfItem(atPath: folder + "/" + name)
                    #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
                }
            }
        }
    }

    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = NSTemporaryDirectory() + "gaze-catalogue-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    @Test("is made once, and each of them has it", .timeLimit(.minutes(10)))
    func atOnce() async throws {
        for _ in 0..<4 {
            try await TestService.withFolder { folder in
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
                let failures = Mutex<[String]>([])
                DispatchQueue.concurrentPerform(iterations: 8) { _ in
                    do {
                        _ = try Catalogue(path: folder + "/catalogue.sqlite")
                    } catch {
                        failures.withLock { $0.append("\(error)") }
                    }
                }
                #expect(failures.withLock { $0 } == [])
            }
        }
    }
}
