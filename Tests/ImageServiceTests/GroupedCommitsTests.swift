import Foundation
import GRDB
import Testing

@testable import ImageService

/// Changes that share a transaction.
@Suite struct GroupedCommitsTests {
    private struct Refusal: Error, Equatable { let index: Int }

    private static func use(_ body: (GroupedCommits, DatabasePool) async throws -> Void) async throws {
        try await TestService.withFolder { folder in
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let database = try DatabasePool(path: folder + "/database.sqlite")
            try await database.write { try $0.execute(sql: "CREATE TABLE item (number INTEGER PRIMARY KEY)") }
            try await body(GroupedCommits(database), database)
        }
    }

    private static func items(_ database: DatabasePool) async throws -> Set<Int> {
        try await database.read { try Int.fetchSet($0, sql: "SELECT number FROM item") }
    }

    @Test("what the catalogue commits is brought to the disk before that is said")
    func durability() async throws {
        try await TestService.withFolder { folder in
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let catalogue = try Catalogue(path: folder + "/catalogue.sqlite")
            // FULL: the log is synchronised at each commit (https://sqlite.org/pragma.html#pragma_synchronous).
            let level = try await catalogue.write { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
            #expect(level == 2)
        }
    }

    @Test("each caller is told its own outcome, and what one throws away is no other's")
    func outcomes() async throws {
        try await Self.use { commits, database in
            try await withThrowingTaskGroup(of: (Int, Result<Int, any Error>).self) { group in
                for index in 0..<200 {
                    group.addTask {
                        do {
                            let value = try await commits.write { database in
                                try database.execute(sql: "INSERT INTO item VALUES (?)", arguments: [index])
                                if index.isMultiple(of: 3) { throw Refusal(index: index) }
                                return index * 2
                            }
                            return (index, .success(value))
                        } catch {
                            return (index, .failure(error))
                        }
                    }
                }
                for try await (index, outcome) in group {
                    switch outcome {
                    case .success(let value): #expect(value == index * 2 && !index.isMultiple(of: 3))
                    case .failure(let error): #expect(error as? Refusal == Refusal(index: index))
                    }
                }
            }
            let items = try await Self.items(database)
            #expect(items == Set((0..<200).filter { !$0.isMultiple(of: 3) }))
        }
    }

    @Test("of a change that comes alone nothing remains where it throws")
    func alone() async throws {
        try await Self.use { commits, database in
            await #expect(throws: Refusal(index: 7)) {
                try await commits.write { database in
                    try database.execute(sql: "INSERT INTO item VALUES (7)")
                    throw Refusal(index: 7)
                }
            }
            let remains = try await Self.items(database)
            #expect(remains.isEmpty)
            try await commits.write { try $0.execute(sql: "INSERT INTO item VALUES (7)") }
            let items = try await Self.items(database)
            #expect(items == [7])
        }
    }

    @Test("those that come while one is being committed share the next transaction")
    func sharing() async throws {
        try await Self.use { commits, database in
            let transactions = TransactionCount()
            database.add(transactionObserver: transactions)
            let (started, tell) = AsyncStream.makeStream(of: Void.self)
            let gate = DispatchSemaphore(value: 0)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    try await commits.write { database in
                        tell.yield()
                        gate.wait()
                        try database.execute(sql: "INSERT INTO item VALUES (0)")
                    }
                }
                for await _ in started { break }
                for index in 1...50 {
                    group.addTask {
                        try await commits.write {
                            try $0.execute(sql: "INSERT INTO item VALUES (?)", arguments: [index])
                        }
                    }
                }
                try await waitUntil { commits.count == 50 }
                gate.signal()
                try await group.waitForAll()
            }
            #expect(transactions.count == 2)
            let items = try await Self.items(database)
            #expect(items == Set(0...50))
        }
    }

    @Test("where there can be no transaction, every caller is told why")
    func noTransaction() async throws {
        try await Self.use { commits, database in
            try database.close()
            await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        do {
                            try await commits.write { try $0.execute(sql: "INSERT INTO item VALUES (1)") }
                            return false
                        } catch {
                            return error is DatabaseError
                        }
                    }
                }
                for await isTold in group { #expect(isTold) }
            }
        }
    }

    @Test("a commit that fails is everybody's failure, and nothing remains")
    func failedCommit() async throws {
        try await Self.use { commits, database in
            database.add(transactionObserver: Veto(), extent: .databaseLifetime)
            for index in 0..<3 {
                await #expect(throws: Refusal.self) {
                    try await commits.write {
                        try $0.execute(sql: "INSERT INTO item VALUES (?)", arguments: [index])
                    }
                }
            }
            let items = try await Self.items(database)
            #expect(items.isEmpty)
        }
    }

    @Test("a caller that is cancelled breaks nobody's change off")
    func cancelled() async throws {
        try await Self.use { commits, database in
            await withTaskGroup(of: Void.self) { group in
                for index in 0..<100 {
                    group.addTask {
                        try? await commits.write {
                            try $0.execute(sql: "INSERT INTO item VALUES (?)", arguments: [index])
                        }
                    }
                }
                group.cancelAll()
            }
            let items = try await Self.items(database)
            #expect(items == Set(0..<100))
        }
    }

    private final class TransactionCount: TransactionObserver {
        // Only the connection that writes touches it, until all the writing has been waited for.
        nonisolated(unsafe) private(set) var count = 0
        func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { true }
        func databaseDidChange(with event: DatabaseEvent) {}
        func databaseDidCommit(_ database: Database) { count += 1 }
        func databaseDidRollback(_ database: Database) {}
    }

    private final class Veto: TransactionObserver {
        func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { true }
        func databaseDidChange(with event: DatabaseEvent) {}
        func databaseWillCommit() throws { throw Refusal(index: -1) }
        func databaseDidCommit(_ database: Database) {}
        func databaseDidRollback(_ database: Database) {}
    }
}
