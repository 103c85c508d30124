/// Why a request to the image service did not do what was asked.
///
/// The words for a person are made in one other place; this says what is known.
public struct APIError: Error, Hashable, Sendable {
    /// What kind of failure it was.
    public var kind: Kind
    /// The status code, where there was an answer.
    public var status: Int?
    /// The server's message in full, or what the transport said; empty where neither said anything. Text from outside.
    public var message: String
    /// `x-openstack-request-id` of the answer.
    public var requestID: String?
    /// Whether nothing was sent: there was no connection to the service.
    public var isUnsent = false

    /// A failure of the given kind; `status` only where there was an answer.
    public init(kind: Kind, status: Int? = nil, message: String, requestID: String? = nil) {
        self.kind = kind
        self.status = status
        self.message = message
        self.requestID = requestID
    }

    /// The failure that an answer's status code stands for.
    public init(status: Int, message: String, requestID: String? = nil) {
        self.init(kind: Kind(status: status), status: status, message: message, requestID: requestID)
    }

    /// Whether it is about the way to the service, and not about what was asked: other requests are likely to end so too.
    public var isOfTheWay: Bool {
        let kinds: Set<Kind> = [.unauthorized, .noLogin, .noService, .noAnswer, .timedOut, .tls]
        return kinds.contains(kind)
    }

    /// Whether the same request may be answered otherwise after a while.
    public var mayPass: Bool {
        let passing: Set<Kind> = [.unavailable, .noLogin, .noAnswer, .timedOut]
        return passing.contains(kind) || (status ?? 0) >= 500
    }

    /// The kinds of failure that a person is told apart.
    public enum Kind: Hashable, Sendable {
        /// 400: the service refuses what the request says.
        case badRequest
        /// 401: not logged in, or the credentials are wrong.
        case unauthorized
        /// 403: the policy does not allow it, or the attribute is read-only or reserved.
        case forbidden
        /// 404: no such image, or none that this project may see.
        case notFound
        /// 409: an id in use, data already there, a status that does not allow it.
        case conflict
        /// 410: deleted meanwhile.
        case gone
        /// 413: too many tags or properties, a quota, a body over the limit.
        case tooLarge
        /// 415: the media type, or data that is not in the record's disk format.
        case unsupportedMediaType
        /// 503 and 507: the service is unavailable, or its store is full.
        case unavailable
        /// Any other status code of 400 or more.
        case otherStatus
        /// The login got no further: Keystone answers it with a failure of its own.
        case noLogin
        /// There is no image service to be found: the login is refused for what it asks for, its address is not Keystone's, or the
        /// cloud's catalog has no image service. The message says which.
        case noService
        /// An answer that is not what the API promises: not JSON, cut off, an unexpected redirection.
        case notUnderstood
        /// No answer: the name does not resolve, the connection is refused, or it was closed.
        case noAnswer
        /// No answer in the time allowed.
        case timedOut
        /// TLS could not be set up: a certificate that is not trusted, expired, or for another host.
        case tls
        /// The data to send could not be read, or is not what it was when sending began.
        case source
        /// The request was called off here.
        case cancelled
        /// The request would change something, and whoever started the program wants nothing changed: it was not sent.
        case readOnly

        init(status: Int) {
            switch status {
            case 400: self = .badRequest
            case 401: self = .unauthorized
            case 403: self = .forbidden
            case 404: self = .notFound
            case 409: self = .conflict
            case 410: self = .gone
            case 413: self = .tooLarge
            case 415: self = .unsupportedMediaType
            case 503, 507: self = .unavailable
            default: self = .otherStatus
            }
        }
    }
}
