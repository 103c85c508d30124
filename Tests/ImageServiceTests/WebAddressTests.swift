import Testing

@testable import ImageService

/// What web-download may read from.
@Suite struct WebAddressTests {
    @Test(
        "an address is taken by its scheme and its port",
        arguments: [
            ("http://example.org/a.img", true), ("https://example.org/a.img", true),
            ("HTTP://EXAMPLE.org/a.img", true), ("http://example.org:443/a", true), ("http://[2001:db8::1]/a", true),
            ("ftp://example.org/a.img", false), ("file:///etc/passwd", false), ("http://example.org:22/", false),
            ("http://user:secret@example.org/", false), ("http:///a", false), ("example.org/a", false), ("", false),
            ("http://exa mple.org/", false), ("javascript:alert(1)", false),
        ])
    func text(uri: String, isTaken: Bool) {
        #expect((WebAddress(uri, WebDownloadPolicy()) != nil) == isTaken)
    }

    @Test("where hosts are listed, no other is taken")
    func listed() {
        let policy = WebDownloadPolicy(ports: [8080], hosts: ["Mirror.example.org"])
        #expect(WebAddress("http://mirror.example.org:8080/a", policy) != nil)
        #expect(WebAddress("http://other.example.org:8080/a", policy) == nil)
        #expect(WebAddress("http://mirror.example.org/a", policy) == nil)
    }

    @Test(
        "an address that is near is known in every spelling",
        arguments: [
            "127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3", "169.254.169.254", "224.0.0.1", "255.255.255.255",
            "::",
            "::1", "fe80::1", "fe80::1%eth0", "febf::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254",
            "::127.0.0.1", "64:ff9b::7f00:1", "10.0.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1", "fc00::1",
            "fd00:ec2::254", "nonsense",
        ])
    func near(address: String) {
        #expect(WebAddress.isNear(address))
    }

    @Test(
        "any other address is not",
        arguments: ["192.0.2.1", "172.32.0.1", "100.128.0.1", "2001:db8::1", "::ffff:192.0.2.1"])
    func far(address: String) {
        #expect(!WebAddress.isNear(address))
    }

    @Test(
        "a name or a number that resolves to this machine is refused after it has been resolved",
        arguments: ["localhost", "127.1", "2130706433", "0x7f000001", "127.0.0.1", "[::1]"])
    func resolved(host: String) throws {
        let address = try #require(WebAddress("http://\(host)/", WebDownloadPolicy()))
        #expect(throws: ImportFailure.self) { try address.resolved(WebDownloadPolicy()) }
    }

    @Test("a listed host may be this machine")
    func allowed() throws {
        let policy = WebDownloadPolicy(hosts: ["127.0.0.1"])
        let address = try #require(WebAddress("http://127.0.0.1/", policy))
        #expect(try address.resolved(policy) == "127.0.0.1")
    }
}
