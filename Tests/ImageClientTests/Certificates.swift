import Foundation
import NIOSSL

/// Certificates made for a test by the openssl program: an authority, and servers that it has signed.
struct Certificates {
    /// The path of the authority's certificate, in PEM.
    let authority: String
    private let folder: String

    /// openssl is missing, or failed.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Makes an authority, hands it out, and removes all that was made.
    static func use<Result>(_ body: (Certificates) async throws -> Result) async throws -> Result {
        let folder = "/tmp/gaze-certificates-" + UUID().uuidString.prefix(13)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try openssl(
            ["req", "-x509", "-subj", "/CN=gaze test authority", "-days", "2", "-out", "ca.pem", "-keyout", "ca.key"]
                + newKey, in: folder)
        return try await body(Certificates(authority: folder + "/ca.pem", folder: folder))
    }

    /// A server whose certificate is for a name (`DNS:localhost`, `IP:127.0.0.1`).
    ///
    /// - Parameter hasExpired: whether it was valid until yesterday only.
    func server(_ name: String, hasExpired: Bool = false) throws -> NIOSSLContext {
        let file = UUID().uuidString
        try Data("subjectAltName = \(name)\n".utf8).write(to: URL(filePath: "\(folder)/\(file).cnf"))
        try Self.openssl(
            ["req", "-subj", "/CN=gaze test server", "-out", "\(file).csr", "-keyout", "\(file).key"] + Self.newKey,
            in: folder)
        try Self.openssl(
            [
                "x509", "-req", "-in", "\(file).csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-set_serial", "2",
                "-extfile", "\(file).cnf", "-days", hasExpired ? "-1" : "2", "-out", "\(file).pem",
            ], in: folder)
        let certificates = try NIOSSLCertificate.fromPEMFile("\(folder)/\(file).pem")
        return try NIOSSLContext(
            configuration: .makeServerConfiguration(
                certificateChain: certificates.map { .certificate($0) },
                privateKey: .privateKey(NIOSSLPrivateKey(file: "\(folder)/\(file).key", format: .pem))))
    }

    private static let newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]

    private static func openssl(_ arguments: [String], in folder: String) throws {
        let path = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        guard let program = path.map({ $0 + "/openssl" }).first(where: FileManager.default.isExecutableFile) else {
            throw Failure(description: "openssl is not installed. Tests/run installs what the tests need.")
        }
        let process = Process()
        process.executableURL = URL(filePath: String(program))
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: folder)
        let output = Pipe()
        process.standardError = output
        process.standardOutput = output
        try process.run()
        let said = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(description: "openssl \(arguments[0]) failed: \(String(decoding: said, as: UTF8.self))")
        }
    }
}
