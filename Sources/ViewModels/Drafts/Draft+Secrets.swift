extension Draft {
    /// The draft without what may be secret, for a file: of an address of the web, who asks (user, password) and with what
    /// right (a query that is signed).
    var withoutSecrets: Draft {
        var draft = self
        draft.data = DataSource.withoutSecrets(data)
        return draft
    }
}

extension DataSource {
    /// A line that names data, without the user, the password, the query and the fragment of an address of the web, whole
    /// or half typed.
    static func withoutSecrets(_ text: String) -> String {
        guard let scheme = text.prefixMatch(of: /(?i)https?:\/\//)?.output else { return text }
        let rest = text[scheme.endIndex...].prefix { $0 != "?" && $0 != "#" }
        let path = rest.firstIndex(of: "/") ?? rest.endIndex
        var host = rest[..<path]
        if let at = host.lastIndex(of: "@") { host = host[host.index(after: at)...] }
        // What follows a colon and is no port may be the beginning of a password.
        if let colon = host.lastIndex(of: ":"), !host.hasSuffix("]"),
            !host[colon...].dropFirst().allSatisfy(\.isWholeNumber)
        {
            host = host[..<colon]
        }
        return String(scheme) + host + rest[path...]
    }
}
