/// Why a cloud cannot be used.
package enum CloudError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no clouds.yaml in any of these places.
    case noFile(cloud: String, places: [String])
    /// The file is not valid; `line` counts from 1.
    case wrongFile(path: String, line: Int?, reason: String)
    /// The file has no cloud of that name.
    case noCloud(name: String, path: String, available: [String])
    /// A required setting is missing: a key of clouds.yaml, or a variable.
    case missing(cloud: String, what: String)
    /// The way to log in is not supported.
    case authType(cloud: String, type: String)
    /// Keystone's address contains a user name or a password.
    case namedInAddress(cloud: String, setting: String)
    /// Keystone refused the login.
    case refused(status: Int, message: String)
    /// The catalog has no image service for the region and the interface; `available` lists the endpoints that it has.
    case noImageService(region: String?, interface: String, available: [String])
    /// The request failed, or its answer could not be understood.
    case transport(TransportError)

    /// What happened, why, and what to do next.
    package var description: String {
        switch self {
        case .noFile(let cloud, let places):
            "The cloud “\(cloud)” is not known: there is no clouds.yaml. Put one in one of: \(places.joined(separator: ", "))."
        case .wrongFile(let path, let line, let reason):
            "\(path) cannot be used: \(line.map { "line \($0): " } ?? "")\(reason). Correct the file and start again."
        case .noCloud(let name, let path, let available):
            "There is no cloud “\(name)” in \(path). It has: \(available.isEmpty ? "none" : available.joined(separator: ", "))."
        case .missing(let cloud, let what):
            "The cloud “\(cloud)” does not say \(what). Add it and start again."
        case .authType(let cloud, let type):
            "The cloud “\(cloud)” wants to log in by “\(type)”, which gaze cannot. It can by a password, an "
                + "application credential (v3applicationcredential) or a token (v3token)."
        case .namedInAddress(let cloud, let setting):
            "The cloud “\(cloud)” has a user or a password in its address (\(setting)), where gaze does not log in with "
                + "them. Take them out of there and start again."
        case .refused(let status, let message):
            "Keystone refused the login (\(status))" + (message.isEmpty ? "." : ": \(message)")
        case .noImageService(let region, let interface, let available):
            "The cloud's catalog has no image service with a \(interface) endpoint"
                + (region.map { " in the region \($0)" } ?? "")
                + ". It has: \(available.isEmpty ? "none" : available.joined(separator: ", "))."
        case .transport(let error): error.reason
        }
    }
}
