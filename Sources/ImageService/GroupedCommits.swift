import GRDB
import Synchronization

/// Gives changes that come at the same time one transaction. Each has a savepoint and an outcome of its own; what they share
/// is the wait for the disk, which is most of what a change costs.
///
/// A change that comes alone is a transaction by itself, and needs no savepoint. While one is being committed, those that come
/// wait together for the next. A caller that is cancelled does not take its change back, and so never breaks off those of
/// others.
final class GroupedCommits: Sendable {
    private let database: DatabasePool
    private let waiting = Mutex<[Change]>([])

    /// Runs in a transaction, or is told why there is none.
    private typealias Change = @Sendable (Result<Database, any Error>, _ isAlone: Bool) -> Outcome

    /// What became of a change.
    private struct Outcome {
        let isSuccess: Bool
        /// Tells the caller, once the commit is made or failed.
        let announce: (_ failure: (any Error)?) -> Void
    }

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

    /// Makes the changes that wait.
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
                    // A full disk makes SQLite take back the whole transaction at once.
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
