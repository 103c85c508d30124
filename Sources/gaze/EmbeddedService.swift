import Clouds
import Foundation
import ImageModel
import ImageService
import Logging

/// The image service that runs inside gaze, on a socket that only this user can open, with a token that only this process
/// knows.
final class EmbeddedService: Sendable {
    /// The id of the service's only project.
    static let project = "local"

    private let task: Task<Void, Never>
    private let started: Task<ImageAccess, any Error>

    /// Starts the service without waiting for it; `access()` waits.
    ///
    /// - Parameters:
    ///   - data: the folder of the records and the data.
    ///   - runtime: the folder in which the socket's folder is created.
    init(data: String, runtime: String) {
        let (listening, tell) = AsyncThrowingStream.makeStream(of: ImageAccess.self)
        task = Task {
            do {
                try await Self.serve(data: data, runtime: runtime) { tell.yield($0) }
                tell.finish()
            } catch {
                tell.finish(throwing: error)
            }
        }
        started = Task {
            for try await access in listening { return access }
            throw CancellationError()
        }
    }

    /// Returns the service's address and token, once it is listening.
    ///
    /// - Throws: `APIError` if the service could not be started.
    func access() async throws(APIError) -> ImageAccess {
        do {
            return try await started.value
        } catch {
            throw APIError(kind: .noAnswer, message: "\(error)")
        }
    }

    /// Stops the service, and waits until it has stopped.
    func stop() async {
        task.cancel()
        await task.value
    }

    private static func serve(
        data: String, runtime: String, onListening: @escaping @Sendable (ImageAccess) -> Void
    ) async throws {
        let folder = try privateFolder(in: runtime)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let socket = folder + "/socket"
        let token = SystemRandomNumberGenerator.token()
        let user = Identity(user: NSUserName(), project: project, roles: ["admin"])
        var logger = Logger(label: "gaze.service") { _ in SwiftLogNoOpLogHandler() }
        logger.logLevel = .critical
        let service = try ImageService(
            ServiceConfiguration(
                data: data, address: .unixSocket(path: socket), authentication: .tokens([token: user])),
            logger: logger)
        let host = socket.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? socket
        try await service.run { _ in onListening(ImageAccess(url: "http+unix://" + host, token: Secret(token))) }
    }

    /// Creates a folder that only this user may enter. Its path is short, because a socket's path has at most 107 bytes.
    private static func privateFolder(in runtime: String) throws -> String {
        for place in [runtime, "/tmp"] where place.utf8.count < 80 {
            // mkdtemp requires six X at the end, and replaces them to form an unused name.
            var template = Array((place + "/gaze-XXXXXX").utf8CString)
            if mkdtemp(&template) != nil {
                return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
            }
        }
        throw POSIXError(.init(rawValue: errno) ?? .EACCES)
    }
}

extension SystemRandomNumberGenerator {
    /// Returns 256 random bits as text.
    fileprivate static func token() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<4).map { _ in String(generator.next(), radix: 16) }.joined(separator: "-")
    }
}
