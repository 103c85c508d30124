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
            ("http://exa mple.org/", false), ("http://%6cocalhost/", false), ("http://[fe80::1%25lo]/", false),
            ("http://bücher.example/a", true), ("http://１２７.0.0.1/", true), ("javascript:alert(1)", false),
        ])
    func text(uri: String, isTaken: Bool) {
        #expect((WebAddress(uri, WebDownloadPolicy()) != nil) == isTaken)
    }

    @Test(
        "a host has one spelling, which is that of the address too",
        arguments: [
            ("HTTP://Mirror.Example.ORG/A.img?B", "mirror.example.org", "http://mirror.example.org/A.img?B"),
            ("http://Bücher.example:443/ä", "xn--bcher-kva.example", "http://xn--bcher-kva.example:443/%C3%A4"),
            ("http://[2001:DB8::A]:80/", "2001:db8::a", "http://[2001:db8::a]:80/"),
            (" http://mirror.example/a.img\n", "mirror.example", "http://mirror.example/a.img"),
        ])
    func spelling(uri: String, host: String, url: String) throws {
        let address = try #require(WebAddress(uri, WebDownloadPolicy()))
        #expect(address.host == host)
        #expect(address.url == url)
    }

    @Test("a listed host may be spelled otherwise")
    func listedOtherwise() {
        for host in ["bücher.example", "XN--Bcher-kva.example"] {
            #expect(WebAddress("http://BÜCHER.example/a", WebDownloadPolicy(hosts: [host])) != nil)
        }
        #expect(WebAddress("http://[::1]/a", WebDownloadPolicy(hosts: ["::1"])) != nil)
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
            "fd00:ec2::254", "fec0::1", "2002:7f00:1::", "2002:a00:1::1", "64:ff9b:1::1", "::ffff:0:10.0.0.1",
            "198.18.0.1", "198.19.255.255", "192.0.0.8", "nonsense",
        ])
    func near(address: String) {
        #expect(WebAddress.isNear(address))
    }

    @Test(
        "any other address is not",
        arguments: [
            "192.0.2.1", "172.32.0.1", "100.128.0.1", "198.20.0.1", "2001:db8::1", "::ffff:192.0.2.1",
            "2002:c000:201::1",
        ])
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
