import ArgumentParser
import Clouds
import Foundation
import ImageClient

/// Runs a command on an image service without a screen, until it is done or a signal ends it.
enum ScriptRun {
    /// Opens the way to the cloud, does the work, and closes the way again.
    ///
    /// - Parameters:
    ///   - isReadOnly: whether nothing may be changed.
    ///   - requests: counts the requests to the service.
    ///   - work: throws a `ScriptFailure`, which is told, or a `StandardOutput.Failure`.
    /// - Throws: the exit status, where it is not 0.
    static func run(
        cloud: String?, isReadOnly: Bool, counting requests: RequestCount? = nil,
        _ work: @escaping @Sendable (Connection) async throws -> Void
    ) async throws(ExitCode) {
        // A reader that has enough is told apart from other failures by the answer to a write.
        signal(SIGPIPE, SIG_IGN)
        let files = FileLocations.current()
        let configuration = ConfigurationLocation(files: files).read()
        await configuration.tellWhatHoldsBack()
        let connection: Connection
        do throws(CloudError) {
            connection = try await Connection.open(
                cloud: cloud, files: files, configuration: configuration, isReadOnly: isReadOnly, counting: requests)
        } catch {
            await Console.errors.write(error.description)
            throw ExitCode(ScriptExit.configuration.rawValue)
        }
        let status = await Signals.status(of: { await outcome(of: work, connection) }, interrupt: { 128 + $0 })
        await connection.close()
        if status != 0 { throw ExitCode(status) }
    }

    private static func outcome(
        of work: @Sendable (Connection) async throws -> Void, _ connection: Connection
    ) async -> Int32 {
        do {
            try await work(connection)
            return 0
        } catch let failure as ScriptFailure {
            await tell(failure)
            return failure.status.rawValue
        } catch let failure as StandardOutput.Failure {
            if let words = failure.words { await tell(ScriptFailure(.output, words)) }
            return failure.status
        } catch let code as ExitCode {
            return code.rawValue
        } catch {
            // Nothing else is thrown but by what makes YAML, which takes every text that there is.
            await tell(ScriptFailure(.output, "The record cannot be written: \(error)."))
            return ScriptExit.output.rawValue
        }
    }

    /// Tells a failure on standard error. Of work that a signal has ended, nothing more is told.
    @MainActor
    static func tell(_ failure: ScriptFailure) {
        if Task.isCancelled { return }
        Console.errors.write(failure.lines.joined(separator: "\n"))
    }
}
