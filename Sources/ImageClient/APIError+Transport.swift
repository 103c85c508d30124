public import Clouds
public import ImageModel

extension APIError {
    /// A request that got no proper answer.
    public init(_ error: TransportError) {
        let kind: Kind =
            switch error.kind {
            case .noAnswer: .noAnswer
            case .timedOut: .timedOut
            case .tls: .tls
            case .notUnderstood: .notUnderstood
            case .cancelled: .cancelled
            }
        self.init(kind: kind, message: error.reason)
    }

    /// A cloud that cannot be used.
    public init(_ error: CloudError) {
        switch error {
        case .transport(let error): self.init(error)
        case .refused(let status, let message):
            self.init(status: status, message: message)
            // What these say of an image does not fit a login: something else than Keystone is at the address.
            if [.badRequest, .notFound, .conflict, .gone, .tooLarge, .unsupportedMediaType].contains(kind) {
                kind = .notUnderstood
            }
        default: self.init(kind: .notUnderstood, message: error.description)
        }
    }
}
