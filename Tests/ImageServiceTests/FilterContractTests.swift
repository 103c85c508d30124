import Foundation
import ImageModel
import NIOHTTP1
import TestSupport
import Testing

/// What the parameters of `GET /v2/images` leave of the images. The refusals are those of Glance 33.0.0.
@Suite(.atMost(8, of: "services")) struct FilterContractTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let query: String
        let names: Set<String>
        var testDescription: String { query }

        init(_ query: String, _ names: Set<String>) { (self.query, self.names) = (query, names) }
    }

    static let every: Set<String> = ["a b", "c", "d", "e,f", "nil"]

    static let cases: [Case] = [
        .init("", every), .init("limit=0", []), .init("limit=99999999999999999999999", every),
        .init("name=a%20b", ["a b"]), .init("name=a+b", ["a b"]), .init("name=nobody", []), .init("name=", []),
        .init("name=in:c,d,nobody", ["c", "d"]), .init(#"name=in:%22e,f%22,c"#, ["e,f", "c"]), .init("name=in:", []),
        .init("name=eq:c", ["c"]), .init("name=%27%20OR%201=1", []),
        .init("name=c%00d", []), .init("id=in:c%00", []), .init("owner=demo%00", []),
        .init("visibility=all&x=c%00", []),
        .init("status=queued", every.subtracting(["d"])), .init("status=active", ["d"]),
        .init("status=in:active,queued", every), .init("status=killed", []),
        .init("disk_format=raw", ["c", "d"]), .init("disk_format=in:raw,qcow2", ["a b", "c", "d"]),
        .init("container_format=bare", ["d"]), .init("container_format=in:bare,ova", ["c", "d"]),
        .init("protected=true", ["c"]), .init("protected=false", every.subtracting(["c"])),
        .init("os_hidden=true", ["hidden"]), .init("os_hidden=TRUE", ["hidden"]), .init("os_hidden=false", every),
        .init("owner=demo", every), .init("owner=other", []),
        .init("visibility=private", ["c"]), .init("visibility=shared", every.subtracting(["c"])),
        .init("visibility=public", []), .init("visibility=all", every), .init("visibility=", []),
        .init("size=3", ["d"]), .init("size=x", []), .init("size_min=1", ["d"]), .init("size_min=4", []),
        .init("size_max=3", ["d"]), .init("size_max=2", []), .init("size_min=-5", ["d"]),
        .init("size=-1", []), .init("size=-1.0", []), .init("size=%20-1", []), .init("size=-2", []),
        .init("min_ram=512", ["a b"]), .init("min_ram_min=1", ["a b"]),
        .init("min_ram_max=0", every.subtracting(["a b"])),
        .init("min_ram=512.0", ["a b"]), .init("min_ram=%2B512", ["a b"]), .init("min_ram=%20512%20", ["a b"]),
        .init("min_ram=0512", ["a b"]), .init("min_ram=5.12e2", ["a b"]), .init("min_ram=512.5", []),
        .init("min_ram=0x200", []), .init("min_ram=5_12", []), .init("min_ram=99999999999999999999", []),
        .init("min_ram=0.0", every.subtracting(["a b"])), .init("min_ram=-0", every.subtracting(["a b"])),
        .init("size=3.0", ["d"]), .init("size=%2B3", ["d"]), .init("virtual_size=3.", ["d"]),
        .init("min_disk=7.0", ["c"]), .init("min_disk=7", ["c"]), .init("min_disk_min=7&min_disk_max=8", ["c"]),
        .init("min_disk=x", []),
        .init("checksum=900150983cd24fb0d6963f7d28e17f72", ["d"]), .init("checksum=0", []),
        .init(
            "os_hash_value=ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f", ["d"]),
        .init("os_hash_algo=sha512", ["d"]),
        .init("tag=lts", ["a b", "c"]), .init("tag=lts&tag=x86", ["a b"]), .init("tag=nothing", []),
        .init("os_distro=alpine", ["a b", "d"]), .init("os_distro=alpine&hw=kvm", ["d"]), .init("os_distro=", []),
        .init("unheard_of=x", []), .init("os_distro=x'%20OR%20'1'='1", []), .init("a%20key=a%20value", ["e,f"]),
        .init("created_at=gt:2020-01-01T00:00:00Z", every), .init("created_at=lt:2020-01-01T00:00:00Z", []),
        .init("created_at=gte:2020-01-01", every), .init("created_at=lt:2020", []),
        .init("created_at=gt:2020-02", every), .init("updated_at=lte:2999-12-31T23:59:59%2B01:00", every),
        .init("created_at=gt:20200101T000000Z", every), .init("created_at=gt:20200101", every),
        .init("created_at=lt:20200101T0000", []), .init("created_at=gt:20200101T000000.5", every),
        .init("created_at=gt:2020-1-1", every), .init("created_at=gt:2020-01-01T0000", every),
        .init("created_at=gt:2020-01-01T00", every), .init("created_at=gt:2020-01-01T00:00.5", every),
        .init("created_at=gt:2020-01-01T00:00:00,5%2B01", every), .init("created_at=20200101T000000Z", []),
        .init("updated_at=neq:2020-01-01T00:00:00Z", every), .init("updated_at=2020-01-01T00:00:00Z", []),
        .init("created_at=gt:2020-01-01&created_at=lt:2020-01-02", []),
        .init("deleted=true", every), .init("tag=lts&name=c&status=queued", ["c"]),
    ]

    /// Fills a service with images that differ in everything that can be asked for.
    private static func fill(_ service: TestService) async throws {
        _ = try await service.newImage(
            #"{"name":"a b","os_distro":"alpine","tags":["lts","x86"],"min_ram":512,"disk_format":"qcow2"}"#)
        _ = try await service.newImage(
            """
            {"name":"c","protected":true,"tags":["lts"],"visibility":"private","min_disk":7,"disk_format":"raw",
             "container_format":"ova"}
            """)
        let id = try await service.newImage(
            #"{"name":"d","disk_format":"raw","container_format":"bare","os_distro":"alpine","hw":"kvm"}"#)
        _ = try await service.upload(Array("abc".utf8), to: id)
        _ = try await service.newImage(#"{"name":"e,f","a key":"a value"}"#)
        _ = try await service.newImage("{}")
        _ = try await service.newImage(#"{"name":"hidden","os_hidden":true}"#)
    }

    @Test("each filter leaves the images that match, whatever they are sorted by")
    func filters() async throws {
        try await TestService.use { (service: TestService) async throws in
            try await Self.fill(service)
            for row in Self.cases {
                for sort in ["", "&sort=name:asc", "&sort=disk_format,size:asc"] {
                    let names = try await service.names(row.query + sort)
                    #expect(Set(names) == row.names && names.count == row.names.count, "\(row.query)\(sort)")
                }
                let asAdmin = try await service.names(row.query, token: TestService.admin)
                #expect(Set(asAdmin) == row.names, "\(row.query) as an admin")
            }
        }
    }

    @Test("an id is a filter too")
    func ids() async throws {
        try await TestService.use { (service: TestService) async throws in
            let ids = [try await service.newImage(), try await service.newImage(), try await service.newImage()]
            #expect(try await service.ids("id=\(ids[1])") == [ids[1]])
            #expect(try await service.ids("id=in:\(ids[0]),\(ids[2]),x") == [ids[2], ids[0]])
            let theirs = try await service.newImage(#"{"visibility":"private"}"#, token: TestService.stranger)
            #expect(try await service.ids("id=\(theirs)").isEmpty)
        }
    }

    @Test(
        "a filter that makes no sense is 400 and says why",
        arguments: [
            ("created_at=gt:202001", "Use ISO 8601"), ("created_at=gt:2020-W01", "Use ISO 8601"),
            ("created_at=gt:2020-001", "Use ISO 8601"), ("created_at=gt:2020-01-01T", "Use ISO 8601"),
            ("created_at=gt:2020-01-01T00.5", "Use ISO 8601"), ("created_at=gt:2020-01-01T24:00:00Z", "Use ISO 8601"),
            ("created_at=gt:2020-01-01t00:00:00z", "Use ISO 8601"), ("created_at=gt:2020-02-30", "Use ISO 8601"),
            ("created_at=gt:0000-01-01", "Use ISO 8601"), ("created_at=gt:20", "Use ISO 8601"),
            ("size_min=x", "non-numeric"), ("name_min=3", "range"), ("foo_max=3", "range"),
            ("name=foo:bar", "Unable to filter by unknown operator 'foo'."),
            (#"name=in:%22one"#, "The quote is not closed."),
            (#"name=in:a%22b%22"#, "There is no comma before opening quotation mark."),
            (#"name=in:%22a%22b"#, "There is no comma after closing quotation mark."),
            ("created_at=foo:2020-01-01", "unknown operator"), ("created_at=gt:yesterday", "ISO 8601"),
            ("changes-since=", "no longer available"), ("name=%FF", "Error decoding your request."),
            ("updated_at=2020-13-01", "Bad \"updated_at\" query filter format"),
        ])
    func refusal(query: String, words: String) async throws {
        try await TestService.use { (service: TestService) async throws in
            let reply = try await service.send(.GET, "/v2/images?\(query)")
            #expect(reply.status == 400)
            #expect(reply.message.contains(words), "\(reply.message)")
        }
    }

    @Test("a list of very many names is a filter too, and very many filters are 400")
    func long() async throws {
        try await TestService.use { (service: TestService) async throws in
            let id = try await service.newImage(#"{"name":"last"}"#)
            let names = (0..<10_000).map { "n\($0)" } + ["last"]
            #expect(try await service.ids("name=in:" + names.joined(separator: ",")) == [id])
            let filters = (0..<129).map { "p\($0)=v" }.joined(separator: "&")
            let reply = try await service.send(.GET, "/v2/images?" + filters)
            #expect(reply.status == 400)
            #expect(reply.message == "A list takes at most 128 filters.")
            #expect(try await service.ids(filters.replacing("p127=v&p128=v", with: "name=last;name=last")).isEmpty)
        }
    }

    @Test("a filter that leaves very many images still finds them page by page")
    func manyMatches() async throws {
        try await TestService.use { (service: TestService) async throws in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<16 {
                    group.addTask {
                        for _ in 0..<70 { _ = try await service.newImage(#"{"name":"twin","tags":["t"],"k":"v"}"#) }
                    }
                }
                try await group.waitForAll()
            }
            for filter in ["name=twin", "tag=t", "k=v", "status=queued"] {
                let first = try await service.ids("\(filter)&limit=1000")
                let marker = try #require(first.last)
                let second = try await service.ids("\(filter)&limit=1000&marker=\(marker)")
                #expect(first.count == 1000)
                #expect(Set(first + second).count == 1120, "\(filter)")
            }
        }
    }
}
