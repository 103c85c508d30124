/// An address of the web as it may be shown and kept: without what may be secret in it, which is who asks (user, password) and with
/// what right (a query that is signed). Who makes words of an address makes them of this.
public struct ShownAddress: Hashable, Sendable, CustomStringConvertible {
    /// The address, without the user, the password, the query and the fragment.
    public let description: String

    /// What may be shown of a line, whole or half typed. What is no address of the web is shown as it is.
    public init(_ text: String) {
        guard let scheme = text.prefixMatch(of: /(?i)https?:\/\//)?.output else {
            description = text
            return
        }
        let rest = text[scheme.endIndex...].prefix { $0 != "?" && $0 != "#" }
        var path = rest.firstIndex(of: "/") ?? rest.endIndex
        // A password may have a slash in it: what stands before one, and is no port, tells that.
        if let colon = rest[..<path].lastIndex(of: ":"), !rest[colon..<path].dropFirst().allSatisfy(\.isWholeNumber),
            !rest[..<path].contains(where: "@]".contains), let at = rest[path...].lastIndex(of: "@")
        {
            path = rest[at...].firstIndex(of: "/") ?? rest.endIndex
        }
        var host = rest[..<path]
        if let at = host.lastIndex(of: "@") { host = host[host.index(after: at)...] }
        // What follows a colon and is no port may be the beginning of a password.
        if let colon = host.lastIndex(of: ":"), !host.hasSuffix("]"),
            !host[colon...].dropFirst().allSatisfy(\.isWholeNumber)
        {
            host = host[..<colon]
        }
        description = String(scheme) + host + rest[path...]
    }
}
