import ArgumentParser
import Clouds
import Foundation
import ImageClient

/// Runs a command on an image service without a screen, until it is done or a signal ends it.
enum ScriptRun {
    /// Connects to the cloud, does the work, and closes the connection.
    ///
    /// - Parameters:
    ///   - isReadOnly: whether nothing may be changed.
    ///   - requests: counts the requests to the service.
    ///   - work: throws a `ScriptFailure`, which is reported, a `StandardOutput.Failure`, or an `ExitCode`.
    /// - Throws: the exit status, if it is not 0.
    static func run(
        cloud: String?, isReadOnly: Bool, counting requests: RequestCount? = nil,
        _ work: @escaping @Sendable (Connection) async throws -> Void
    ) async throws(ExitCode) {
        // With SIGPIPE ignored, a closed pipe shows as an error of the write, which tells it apart from other failures.
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
            // Only the conversion to YAML can throw anything else, and it accepts every text.
            await tell(ScriptFailure(.output, "The record cannot be written: \(error)."))
            return ScriptExit.output.rawValue
        }
    }

    /// Reports a failure on standard error. After a signal has ended the work, nothing more is reported.
    @MainActor
    static func tell(_ failure: ScriptFailure) {
        if Task.isCancelled { return }
        Console.errors.write(failure.lines.joined(separator: "\n"))
    }
}
