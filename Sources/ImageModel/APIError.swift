/// The failure of a request to the image service.
///
/// It holds the facts; the explanation shown to the user is made elsewhere, in one place.
package struct APIError: Error, Hashable, Sendable {
    /// The kind of failure.
    package var kind: Kind
    /// The status code, if there was an answer.
    package var status: Int?
    /// The complete message of the server or the transport, which is text from outside; empty if there is none.
    package var message: String
    /// The answer's `x-openstack-request-id`.
    package var requestID: String?
    /// Whether nothing was sent, because no connection to the service could be made.
    package var isUnsent = false

    /// Creates a failure of the given kind; `status` is set only if there was an answer.
    package init(kind: Kind, status: Int? = nil, message: String, requestID: String? = nil) {
        self.kind = kind
        self.status = status
        self.message = message
        self.requestID = requestID
    }

    /// Creates the failure that an answer's status code stands for.
    package init(status: Int, message: String, requestID: String? = nil) {
        self.init(kind: Kind(status: status), status: status, message: message, requestID: requestID)
    }

    /// Whether the failure is about reaching the service rather than about the request, so that other requests are likely to
    /// fail too.
    package var isOfTheWay: Bool {
        switch kind {
        case .unauthorized, .noLogin, .noService, .noAnswer, .timedOut, .tls: true
        default: false
        }
    }

    /// Whether the same request may succeed later.
    package var mayPass: Bool {
        let passing: Set<Kind> = [.unavailable, .noLogin, .noAnswer, .timedOut]
        return passing.contains(kind) || (status ?? 0) >= 500
    }

    /// The reasons why TLS cannot be set up, as far as they call for different remedies.
    package enum TLSFault: Hashable, Sendable, CaseIterable {
        /// The service does not speak TLS.
        case notSpoken
        /// The certificate is for another host name.
        case otherName
        /// The file of certificate authorities cannot be used.
        case authorities
        /// The certificate is not trusted, or has expired.
        case untrusted
        /// The handshake failed, or took too long.
        case handshake
    }

    /// The kinds of failure that are explained to the user in different ways.
    package enum Kind: Hashable, Sendable {
        /// 400: the service rejects the contents of the request.
        case badRequest
        /// 401: not logged in, or the credentials are wrong.
        case unauthorized
        /// 403: the policy does not allow it, or the attribute is read-only or reserved.
        case forbidden
        /// 404: the image does not exist, or this project may not see it.
        case notFound
        /// 409: the id is in use, the image has data already, or its status does not allow the request.
        case conflict
        /// 410: the image has been deleted meanwhile.
        case gone
        /// 413: too many tags or properties, a quota is exceeded, or the body is too large.
        case tooLarge
        /// 415: the media type is not supported, or the data is not in the record's disk format.
        case unsupportedMediaType
        /// 503 and 507: the service is unavailable, or its store is full.
        case unavailable
        /// Any other status code of 400 or more.
        case otherStatus
        /// The login failed because Keystone answered with an error of its own.
        case noLogin
        /// No image service was found: the login was refused because of what it asks for, its address is not Keystone's, or the
        /// cloud's catalog has no image service. The message says which.
        case noService
        /// The answer is not what the API promises: not JSON, truncated, or an unexpected redirect.
        case notUnderstood
        /// No answer: the name does not resolve, the connection was refused, or it was closed.
        case noAnswer
        /// No answer arrived in time.
        case timedOut
        /// TLS could not be set up, for this reason.
        case tls(TLSFault)
        /// The data to send could not be read, or has changed since sending began.
        case source
        /// The request was cancelled by this process.
        case cancelled
        /// The request would change something while this process is read-only, so it was not sent.
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
