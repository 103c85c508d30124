import GRDB
import Synchronization

/// Groups concurrent changes into one transaction. Each has its own savepoint and outcome; what they share is the wait for the
/// disk, which is most of the cost of a change.
///
/// A single change is a transaction by itself and needs no savepoint. While a transaction is being committed, new changes queue
/// up for the next one. Cancelling a caller does not roll back its change, and so never affects the changes of others.
final class GroupedCommits: Sendable {
    private let database: DatabasePool
    private let waiting = Mutex<[Change]>([])

    /// Performs the change in a transaction, or fails with the error that prevented the transaction.
    private typealias Change = @Sendable (Result<Database, any Error>, _ isAlone: Bool) -> Outcome

    /// The outcome of a change.
    private struct Outcome {
        let isSuccess: Bool
        /// Resumes the caller, once the transaction has been committed or has failed.
        let announce: (_ failure: (any Error)?) -> Void
    }

    init(_ database: DatabasePool) {
        self.database = database
    }

    /// The number of changes that wait for the next transaction.
    var count: Int { waiting.withLock(\.count) }

    /// Performs a change.
    ///
    /// - Returns: the result of the change, once it is on disk.
    /// - Throws: the error of the change, which is then rolled back, or a `DatabaseError` if the commit fails.
    func write<Value: Sendable>(_ change: @Sendable @escaping (Database) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let isFirst = waiting.withLock { waiting in
                waiting.append { database, isAlone in
                    let result = Result {
                        isAlone ? try change(try database.get()) : try Self.savepoint(try database.get(), change)
                    }
                    return switch result {
                    case .success(let value):
                        Outcome(isSuccess: true) { failure in
                            continuation.resume(with: failure.map(Result.failure) ?? .success(value))
                        }
                    case .failure(let error):
                        Outcome(isSuccess: false) { _ in continuation.resume(throwing: error) }
                    }
                }
                return waiting.count == 1
            }
            if isFirst { database.asyncWriteWithoutTransaction { self.commit($0) } }
        }
    }

    /// Performs the pending changes.
    private func commit(_ database: Database) {
        let changes = waiting.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
        var outcomes: [Outcome] = []
        var failure: (any Error)?
        do {
            try database.inTransaction(.immediate) {
                for change in changes {
                    outcomes.append(change(.success(database), changes.count == 1))
                    // If the disk is full, SQLite rolls back the whole transaction at once.
                    guard database.isInsideTransaction else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
                }
                return outcomes.contains(where: \.isSuccess) ? .commit : .rollback
            }
        } catch {
            failure = error
            outcomes += changes.dropFirst(outcomes.count).map { $0(.failure(error), false) }
        }
        for outcome in outcomes { outcome.announce(failure) }
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
