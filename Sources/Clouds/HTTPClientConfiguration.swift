import AsyncHTTPClient
import NIOCore
import NIOSSL

extension HTTPClient.Configuration {
    /// How a cloud's services are spoken to. A redirect is never followed: it would take the token elsewhere.
    ///
    /// - Parameters:
    ///   - certificateAuthorities: the path of a PEM file of authorities besides the system's.
    ///   - verifiesCertificates: whether certificates are checked.
    static func cloud(certificateAuthorities: String?, verifiesCertificates: Bool) -> HTTPClient.Configuration {
        var settings = HTTPClient.Configuration()
        settings.redirectConfiguration = .disallow
        settings.timeout = .init(connect: .seconds(10))
        // Where nobody listens, that is said at once.
        settings.connectionPool.retryConnectionEstablishment = false
        var tls = TLSConfiguration.makeClientConfiguration()
        if !verifiesCertificates { tls.certificateVerification = .none }
        if let file = certificateAuthorities { tls.additionalTrustRoots = [.file(file)] }
        settings.tlsConfiguration = tls
        return settings
    }
}
