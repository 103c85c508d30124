import Foundation
import Synchronization
import Testing

@testable import ImageService

/// A catalogue that several open at once.
@Suite struct CatalogueOpeningTests {
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
