import NIOSSL

extension TransportError {
    init(_ error: NIOSSLError) {
        switch error {
        case .handshakeFailed(let cause): self.init(cause)
        case .uncleanShutdown, .shutdownFailed, .writeDuringTLSShutdown, .readInInvalidTLSState: self = .closed
        case .failedToLoadCertificate, .noSuchFilesystemObject:
            self.init(
                .tls(.authorities), reason: "the file of certificate authorities (cacert, OS_CACERT) cannot be used")
        default: self.init(.tls(.untrusted), reason: "the certificate cannot be checked")
        }
    }

    init(_ error: NIOSSLExtraError) {
        guard error == .failedToValidateHostname || error == .serverHostnameImpossibleToMatch else {
            self.init(.tls(.handshake), reason: "TLS cannot be used with this address")
            return
        }
        // The library gives the host only in the error's description, after the error's name.
        let detail = error.description.split(separator: ": ", maxSplits: 1).dropFirst().first
        self.init(.tls(.otherName), reason: "the certificate is for another name" + (detail.map { ": \($0)" } ?? ""))
    }

    /// Maps OpenSSL's reason, which the library gives only in the description: `…:OPENSSL_internal:REASON at …`.
    init(_ error: BoringSSLError) {
        let reason = "\(error)".firstMatch(of: /OPENSSL_internal:([A-Z0-9_]+)/)?.1
        switch reason {
        case "CERTIFICATE_VERIFY_FAILED":
            self.init(
                .tls(.untrusted),
                reason: "the certificate is not trusted: nobody trusted here has signed it, or it has expired")
        case "WRONG_VERSION_NUMBER", "HTTP_REQUEST", "HTTPS_PROXY_REQUEST":
            self.init(.tls(.notSpoken), reason: "what answers does not speak TLS; it may want http://")
        case let reason?:
            let words = reason.lowercased().replacing("_", with: " ")
            self.init(.tls(.handshake), reason: "the TLS handshake failed: \(words)")
        case nil: self.init(.tls(.handshake), reason: "the connection was closed during the TLS handshake")
        }
    }
}
