package import Clouds
package import ImageModel

extension APIError {
    /// Creates the error of a request that got no proper answer.
    package init(_ error: TransportError) {
        let kind: Kind =
            switch error.kind {
            case .noAnswer: .noAnswer
            case .timedOut: .timedOut
            case .tls(let fault): .tls(TLSFault(fault))
            case .notUnderstood: .notUnderstood
            case .cancelled: .cancelled
            }
        self.init(kind: kind, message: error.reason)
        isUnsent = error.isUnsent
    }

    /// Creates the error of a cloud that cannot be used.
    package init(_ error: CloudError) {
        switch error {
        case .transport(let error) where error.kind == .notUnderstood:
            self.init(kind: .noService, message: error.reason)
        case .transport(let error): self.init(error)
        case .refused(let status, let message) where [401, 403].contains(status):
            self.init(status: status, message: message)
        case .refused(let status, let message) where status == 429 || status >= 500:
            self.init(kind: .noLogin, status: status, message: message)
        // The other statuses would be described as errors of an image, which does not fit a login.
        case .refused(let status, _): self.init(kind: .noService, status: status, message: error.description)
        default: self.init(kind: .noService, message: error.description)
        }
    }
}

extension APIError.TLSFault {
    fileprivate init(_ fault: TransportError.TLSFault) {
        self =
            switch fault {
            case .notSpoken: .notSpoken
            case .otherName: .otherName
            case .authorities: .authorities
            case .untrusted: .untrusted
            case .handshake: .handshake
            }
    }
}
