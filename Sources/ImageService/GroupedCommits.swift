import GRDB
import Synchronization

/// Gives changes that come at the same time one transaction. Each has a savepoint and an outcome of its own; what they share
/// is the wait for the disk, which is most of what a change costs.
///
/// A change that comes alone is a transaction by itself. While one is being committed, those that come wait together for
/// the next. A caller that is cancelled does not take its change back, and so never breaks off those of others.
final class GroupedCommits: Sendable {
    private let database: DatabasePool
    private let waiting = Mutex<[Change]>([])

    /// Runs in a transaction, or is told why there is none; returns what tells its caller once the commit is made or failed.
    private typealias Change = @Sendable (Result<Database, any Error>) -> Announcement
    private typealias Announcement = (_ failure: (any Error)?) -> Void

    init(_ database: DatabasePool) {
        self.database = database
    }

    /// How many changes wait for the next transaction.
    var count: Int { waiting.withLock(\.count) }

    /// Makes a change.
    ///
    /// - Returns: what the change returns, once it is on the disk.
    /// - Throws: what the change throws, and then nothing of it remains; a `DatabaseError` where the commit fails.
    func write<Value: Sendable>(_ change: @Sendable @escaping (Database) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let isFirst = waiting.withLock { waiting in
                waiting.append { database in
                    let outcome = Result { try Self.savepoint(try database.get(), change) }
                    return { failure in
                        if let failure, case .success = outcome {
                            continuation.resume(throwing: failure)
                        } else {
                            continuation.resume(with: outcome)
                        }
                    }
                }
                return waiting.count == 1
            }
            if isFirst { database.asyncWriteWithoutTransaction { self.commit($0) } }
        }
    }

    /// Makes the changes that wait.
    private func commit(_ database: Database) {
        let changes = waiting.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
        var announcements: [Announcement] = []
        var failure: (any Error)?
        do {
            try database.inTransaction(.immediate) {
                for change in changes {
                    announcements.append(change(.success(database)))
                    // A full disk makes SQLite take back the whole transaction at once.
                    guard database.isInsideTransaction else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
                }
                return .commit
            }
        } catch {
            failure = error
            announcements += changes.dropFirst(announcements.count).map { $0(.failure(error)) }
        }
        for announce in announcements { announce(failure) }
    }

    private static func savepoint<Value>(
        _ database: Database, _ change: (Database) throws -> Value
    ) throws -> Value {
        var value: Value?
        try database.inSavepoint {
            value = try change(database)
            return .commit
        }
        guard let value else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
        return value
    }
}
