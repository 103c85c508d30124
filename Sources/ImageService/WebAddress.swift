import Foundation
import NIOCore

/// The addresses that web-download may read from. Source: the API's `import_filtering_opts`, and the rules against server-side
/// request forgery: an address is checked after its name has been resolved, and the connection goes to exactly that IP address.
package struct WebDownloadPolicy: Hashable, Sendable {
    /// The ports that may be connected to.
    package var ports: Set<Int>
    /// The hosts that may be read from, as they appear in an address; listed hosts may also be private or loopback ones. If
    /// empty, every host in the public network is allowed.
    package var hosts: Set<String>

    /// Creates a policy; the default allows the usual ports of every public host.
    package init(ports: Set<Int> = [80, 443], hosts: Set<String> = []) {
        self.ports = ports
        self.hosts = Set(hosts.map { WebAddress.plainHost("http://\($0)/") ?? $0.lowercased() })
    }
}

/// An address that data may be downloaded from. Its host has one canonical spelling, by which it is looked up, compared and
/// connected to: in lower case, with non-ASCII letters encoded by IDNA.
struct WebAddress: Hashable, Sendable {
    /// The whole address, with the host in its canonical spelling.
    let url: String
    /// The host in its canonical spelling, without the brackets of an IPv6 address.
    let host: String
    let port: Int

    /// - Parameter text: the address; white space around it is ignored, as by Glance, because it is easily copied along.
    /// - Returns: nil if the policy does not allow the address, as far as its text shows.
    init?(_ text: String, _ policy: WebDownloadPolicy) {
        let text = text.trimmingSpaces()
        guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
            let usualPort = ["http": 80, "https": 443][scheme], parts.user == nil, parts.password == nil,
            let host = Self.plainHost(text)
        else { return nil }
        let port = parts.port ?? usualPort
        guard policy.ports.contains(port), policy.hosts.isEmpty || policy.hosts.contains(host) else { return nil }
        var plain = parts
        plain.scheme = scheme
        plain.encodedHost = host.contains(":") ? "[\(host)]" : host
        // Rejects text that the HTTP client would interpret differently from this check.
        guard let url = plain.string, Self.plainHost(url) == host, URL(string: url)?.host == host else { return nil }
        (self.url, self.host, self.port) = (url, host, port)
    }

    /// Returns the host of an address in its canonical spelling, without brackets; nil if it is neither a name nor an IP
    /// address.
    static func plainHost(_ text: String) -> String? {
        guard let host = URLComponents(string: text)?.encodedHost?.lowercased() else { return nil }
        if let number = host.wholeMatch(of: /\[([0-9a-f:.]+)\]/) { return String(number.1) }
        return host.wholeMatch(of: /[0-9a-z._-]+/) == nil ? nil : host
    }

    /// Resolves the host; this blocks the thread.
    ///
    /// - Returns: the first of its IP addresses.
    /// - Throws: `ImportFailure` if it has none, or if the policy does not allow one of them.
    func resolved(_ policy: WebDownloadPolicy) throws -> String {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, "\(port)", &hints, &list) == 0 else {
            throw ImportFailure.download("the name \(host) does not resolve")
        }
        defer { freeaddrinfo(list) }
        var numbers: [String] = []
        var entry = list
        while let current = entry {
            var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
            let found = getnameinfo(
                current.pointee.ai_addr, current.pointee.ai_addrlen, &text, socklen_t(text.count), nil, 0,
                NI_NUMERICHOST)
            if found == 0 { numbers.append(String(decoding: text.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)) }
            entry = current.pointee.ai_next
        }
        guard let first = numbers.first else { throw ImportFailure.download("the name \(host) does not resolve") }
        // A listed host may be anywhere; for any other host, all IP addresses must be public.
        if !policy.hosts.contains(host), numbers.contains(where: Self.isNear) {
            throw ImportFailure.forbiddenAddress("\(host) is not an address of the public network")
        }
        return first
    }

    /// Whether an IP address is a loopback address.
    static func isLoopback(_ text: String) -> Bool {
        var four = in_addr()
        if inet_pton(AF_INET, text, &four) == 1 { return UInt32(bigEndian: four.s_addr) >> 24 == 127 }
        var six = in6_addr()
        guard inet_pton(AF_INET6, text, &six) == 1 else { return false }
        return withUnsafeBytes(of: &six) { $0.dropLast().allSatisfy { $0 == 0 } && $0.last == 1 }
    }

    /// Whether an IP address is not in the public network: loopback, link-local, private, unspecified, multicast or broadcast,
    /// or an IPv6 address that contains such an IPv4 address.
    static func isNear(_ text: String) -> Bool {
        let bare = text.prefix { $0 != "%" }
        var four = in_addr()
        if inet_pton(AF_INET, String(bare), &four) == 1 { return isNear(UInt32(bigEndian: four.s_addr)) }
        var six = in6_addr()
        guard inet_pton(AF_INET6, String(bare), &six) == 1 else { return true }
        let bytes = withUnsafeBytes(of: &six) { Array($0) }
        let last = bytes.suffix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        // An IPv6 address that contains an IPv4 address: mapped, compatible (which :: and ::1 look like), or translated
        // (64:ff9b::/96, and ::ffff:0:0:0/96 of RFC 2765).
        let isMapped =
            bytes.prefix(10).allSatisfy { $0 == 0 } && (bytes[10...11] == [0xFF, 0xFF] || bytes[10...11] == [0, 0])
        let isTranslated =
            bytes.prefix(12) == [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]
            || bytes.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0]
        if isMapped || isTranslated { return isNear(last) || last <= 1 }
        // A 6to4 address (2002::/16) contains an IPv4 address after its first two bytes; 64:ff9b:1::/48 is for local translation.
        if bytes.prefix(2) == [0x20, 0x02] { return isNear(bytes[2..<6].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }) }
        if bytes.prefix(6) == [0, 0x64, 0xFF, 0x9B, 0, 1] { return true }
        // Link-local (fe80::/10), and the deprecated site-local (fec0::/10).
        let isLocal = bytes[0] == 0xFE && bytes[1] & 0x80 == 0x80
        return isLocal || bytes[0] & 0xFE == 0xFC || bytes[0] == 0xFF
    }

    private static func isNear(_ four: UInt32) -> Bool {
        switch (four >> 24, four >> 16 & 0xFF) {
        case (0, _), (10, _), (127, _), (224..., _), (169, 254), (172, 16...31), (192, 168), (100, 64...127): true
        // Benchmarking (RFC 2544), and IETF protocol assignments (RFC 6890).
        case (198, 18...19): true
        case (192, 0): four >> 8 & 0xFF == 0
        default: false
        }
    }
}
