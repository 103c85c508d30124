import Foundation
import Testing

@testable import Clouds

/// A token, its catalog, and the addresses in it.
@Suite struct KeystoneTokenTests {
    @Test(
        "the version at the end of an address goes, and nothing else",
        arguments: [
            ("http://127.0.0.1:9292", "http://127.0.0.1:9292"), ("http://127.0.0.1:9292/", "http://127.0.0.1:9292"),
            ("http://127.0.0.1:9292/v2", "http://127.0.0.1:9292"),
            ("http://127.0.0.1:9292/v2/", "http://127.0.0.1:9292"),
            ("http://127.0.0.1:9292/v2.17//", "http://127.0.0.1:9292"),
            ("https://cloud/image", "https://cloud/image"), ("https://cloud/image/", "https://cloud/image"),
            ("https://cloud/image/v2", "https://cloud/image"), ("https://cloud/image/v2/", "https://cloud/image"),
            ("https://cloud/identity/v3", "https://cloud/identity"),
            ("https://cloud/v3/identity", "https://cloud/v3/identity"),
            ("https://cloud/v2.0", "https://cloud"), ("https://cloud/vault", "https://cloud/vault"),
            ("https://cloud//v3", "https://cloud"), ("https://v3", "https://v3"), ("https://v3/v3", "https://v3"),
            ("https://[::1]:5000/v3", "https://[::1]:5000"), ("", ""), ("/", ""),
        ])
    func withoutVersion(_ address: String, _ expected: String) {
        #expect(KeystoneToken.withoutVersion(address) == expected)
    }

    private func token(_ catalog: String?, expires: String = "2030-01-02T03:04:05.000000Z") throws -> KeystoneToken {
        let catalog = catalog.map { #", "catalog": \#($0)"# } ?? ""
        let body = #"{"token": {"expires_at": "\#(expires)", "project": {"name": "demo"}\#(catalog)}}"#
        return try KeystoneToken(secret: Secret("t0ken"), body: Data(body.utf8))
    }

    private static let catalog = """
        [{"type": "identity", "endpoints": [{"interface": "public", "region": "one", "url": "http://keystone"}]},
         {"type": "image", "endpoints": [
            {"interface": "internal", "region": "one", "url": "http://internal.one/v2"},
            {"interface": "public", "region": "one", "url": "http://public.one/image/"},
            {"interface": "public", "region": "two", "url": "http://public.two"},
            {"interface": "admin", "region": null, "url": "http://admin"}]}]
        """

    @Test(
        "the endpoint is chosen by region and interface, and the first where no region is said",
        arguments: [
            (nil, "public", "http://public.one/image"), ("one", "public", "http://public.one/image"),
            ("two", "public", "http://public.two"), ("one", "internal", "http://internal.one"),
            (nil, "admin", "http://admin"),
        ] as [(String?, String, String)])
    func endpoint(_ region: String?, _ interface: String, _ url: String) throws {
        #expect(try token(Self.catalog).imageURL(region: region, interface: interface) == url)
    }

    @Test("where there is no such endpoint, those that there are are named")
    func noEndpoint() throws {
        let error = #expect(throws: CloudError.self) {
            try token(Self.catalog).imageURL(region: "three", interface: "public")
        }
        #expect(
            error?.description
                == "The cloud's catalog has no image service with a public endpoint in the region three. "
                + "It has: internal in one, public in one, public in two, admin in no region.")
        #expect(throws: CloudError.noImageService(region: nil, interface: "public", available: [])) {
            try token("[]").imageURL(region: nil, interface: "public")
        }
        #expect(throws: CloudError.noImageService(region: nil, interface: "public", available: [])) {
            try token(nil).imageURL(region: nil, interface: "public")
        }
    }

    @Test(
        "the end of a token is read with and without fractions of a second",
        arguments: ["2030-01-02T03:04:05.000000Z", "2030-01-02T03:04:05.000Z", "2030-01-02T03:04:05Z"])
    func expiry(_ text: String) throws {
        #expect(try token(nil, expires: text).expires == Date(timeIntervalSince1970: 1_893_553_445))
    }

    @Test("the roles of the login are its names for them; a token without any has none")
    func roles() throws {
        let body =
            #"{"token": {"expires_at": "2030-01-02T03:04:05Z", "roles": [{"id": "1", "name": "member"}, {"name": "reader"}]}}"#
        #expect(try KeystoneToken(secret: Secret("t0ken"), body: Data(body.utf8)).roles == ["member", "reader"])
        #expect(try token(nil).roles.isEmpty)
    }

    @Test(
        "what is no token is refused",
        arguments: [
            "", "{}", #"{"token": {}}"#, #"{"token": {"expires_at": "tomorrow"}}"#,
            #"{"token": {"expires_at": "2030-01-02T03:04:05Z", "catalog": [{"type": 5}]}}"#,
        ])
    func noToken(_ body: String) {
        #expect(throws: (any Error).self) { try KeystoneToken(secret: Secret("t0ken"), body: Data(body.utf8)) }
    }
}
