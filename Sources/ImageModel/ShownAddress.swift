/// A web address in a form that may be shown and stored: without the parts that may be secret, which are the credentials (user
/// and password) and the query (which may be signed). All text shown for an address is made from this form.
package struct ShownAddress: Hashable, Sendable, CustomStringConvertible {
    /// The address without user, password, query and fragment.
    package let description: String

    /// Creates the form of a text that may be shown, even if it is only half typed. Text that is not a web address stays
    /// unchanged.
    package init(_ text: String) {
        guard let scheme = text.prefixMatch(of: /(?i)https?:\/\//)?.output else {
            description = text
            return
        }
        let rest = text[scheme.endIndex...].prefix { $0 != "?" && $0 != "#" }
        var path = rest.firstIndex(of: "/") ?? rest.endIndex
        // A password may contain a slash; a colon that is not followed by a port before the slash indicates that.
        if let colon = rest[..<path].lastIndex(of: ":"), !rest[colon..<path].dropFirst().allSatisfy(\.isWholeNumber),
            !rest[..<path].contains(where: "@]".contains), let at = rest[path...].lastIndex(of: "@")
        {
            path = rest[at...].firstIndex(of: "/") ?? rest.endIndex
        }
        var host = rest[..<path]
        if let at = host.lastIndex(of: "@") { host = host[host.index(after: at)...] }
        // After a colon, anything other than a port may be the beginning of a password.
        if let colon = host.lastIndex(of: ":"), !host.hasSuffix("]"),
            !host[colon...].dropFirst().allSatisfy(\.isWholeNumber)
        {
            host = host[..<colon]
        }
        description = String(scheme) + host + rest[path...]
    }
}
