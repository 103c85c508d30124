import Foundation
import ImageModel
import Testing

@testable import ViewModels

@Suite struct ImageFilterTests {
    /// 2026-01-31T12:00:00Z.
    static let context = FilterContext(now: Date(timeIntervalSince1970: 1_769_860_800), project: "p1")

    struct Division: Sendable, CustomTestStringConvertible {
        let filter: String
        /// What the service is asked, in its words.
        let query: String
        /// The words that are matched here.
        let here: [String]
        var testDescription: String { filter }

        init(_ filter: String, _ query: String, here: [String] = []) {
            (self.filter, self.query, self.here) = (filter, query, here)
        }
    }

    static let divisions: [Division] = [
        .init("", ""), .init("   ", ""),
        .init("status:active", "status=active"), .init("status:queued,saving", "status=in:queued,saving"),
        .init("name:debian", "name=debian"), .init("name:debian*", "", here: ["name:debian*"]),
        .init(#"name:"debian*""#, "name=debian*"), .init(#"name:"two words""#, "name=two words"),
        .init(#""two words""#, "", here: [#""two words""#]),
        .init("name:a:b", "name=eq:a:b"), .init(#"name:"a,b",c"#, #"name=in:"a,b",c"#),
        .init("name:a,b*", "", here: ["name:a,b*"]), .init(#"name:"""#, "", here: [#"name:"""#]),
        .init("tag:lts tag:linux", "tag=lts tag=linux"), .init("tag:lts,linux", "", here: ["tag:lts,linux"]),
        .init("owner:me", "owner=p1"), .init("owner:abc", "owner=abc"), .init("project:me", "owner=p1"),
        .init("owner:me,abc", "", here: ["owner:me,abc"]),
        .init("visibility:public", "visibility=public"), .init("visibility:all", "visibility=all"),
        .init("visibility:public,community", "visibility=all", here: ["visibility:public,community"]),
        .init("visibility:private,shared", "", here: ["visibility:private,shared"]),
        .init("size>1G", "size_min=1073741825"), .init("size>=1G", "size_min=1073741824"),
        .init("size<1G", "size_max=1073741823"), .init("size<=1.5K", "size_max=1536"), .init("size:5", "size=5"),
        .init("size<0", "", here: ["size<0"]), .init("size>1M size<2M", "size_min=1048577 size_max=2097151"),
        .init("size>1M size>2M", "size_min=1048577", here: ["size>2M"]),
        .init("min_disk>=20 min_ram<512", "min_disk_min=20 min_ram_max=511"),
        .init("updated<7d", "updated_at=gt:2026-01-24T12:00:00Z"),
        .init("updated>=12h", "updated_at=lte:2026-01-31T00:00:00Z"),
        .init("created<2026-01-01", "created_at=lt:2026-01-01T00:00:00Z"),
        .init("created>=2026-01-01T10:00:00Z", "created_at=gte:2026-01-01T10:00:00Z"),
        .init("created>2026-01-01 created<1d", "created_at=gt:2026-01-01T00:00:00Z", here: ["created<1d"]),
        .init("hidden:yes", "os_hidden=true"), .init("protected:no", "protected=false"),
        .init("os_distro:alpine", "os_distro=alpine"), .init("os_distro:al*", "", here: ["os_distro:al*"]),
        .init("os_distro:alpine,debian", "", here: ["os_distro:alpine,debian"]),
        .init(#""trait:HW":required"#, "trait:HW=required"),
        .init("limit:5 marker:x a_min:5", "", here: ["limit:5", "marker:x", "a_min:5"]),
        .init("member_status:pending", "member_status=pending", here: ["member_status:pending"]),
        .init("disk:qcow2 container:bare,ova", "disk_format=qcow2 container_format=in:bare,ova"),
        .init("status:active lts", "status=active", here: ["lts"]),
    ]

    @Test("a filter is divided into what the service answers and what is matched here", arguments: divisions)
    func division(_ division: Division) throws {
        let request = try FilterRequest(ImageFilter(division.filter), Self.context)
        #expect(request.conditions.map { "\($0.parameter)=\($0.value)" }.joined(separator: " ") == division.query)
        #expect(request.matchedHere == division.here)
        #expect(request.isWhole == division.here.isEmpty)
        let words = try ImageFilter(division.filter).terms.map(\.word.text)
        #expect((request.asked + request.matchedHere).sorted() == words.sorted())
    }

    @Test(
        "a word that makes no sense is named, with its place and the reason",
        arguments: [
            ("status:", .noValue, "status:", 0), ("a  tag:", .noValue, "tag:", 3),
            (#"x name:"a b"#, .openQuote, #"name:"a b"#, 2), ("min_disk>x", .notANumber, "min_disk>x", 0),
            ("min_ram:-1", .notANumber, "min_ram:-1", 0),
            ("min_disk<99999999999999999999", .notANumber, "min_disk<99999999999999999999", 0),
            ("size>big", .notASize, "size>big", 0), ("size>99999999P", .notASize, "size>99999999P", 0),
            ("updated<soon", .notAMoment, "updated<soon", 0), ("updated<7", .notAMoment, "updated<7", 0),
            ("updated:7d", .needsOrder, "updated:7d", 0), ("name>a", .noOrder, "name>a", 0),
            ("hidden:maybe", .notAFlag, "hidden:maybe", 0),
            ("é visibility:pubic", .noSuchValue(choices: FilterTerm.visibilities), "visibility:pubic", 2),
            ("member_status:x", .noSuchValue(choices: FilterTerm.memberStatuses), "member_status:x", 0),
        ] as [(String, FilterProblem.Kind, String, Int)])
    func problems(_ text: String, _ kind: FilterProblem.Kind, _ word: String, _ column: Int) {
        let problem = #expect(throws: FilterProblem.self) { try ImageFilter(text) }
        #expect(problem == FilterProblem(kind: kind, word: word, column: column))
        let begins = kind == .noValue ? "a value has to follow “\(word)”." : "\(word): "
        #expect(problem?.description.hasPrefix(begins) == true)
    }

    @Test(
        "while it is typed, the words before the first that makes no sense count",
        arguments: [("a b", 2), ("a size>", 1), ("size> a", 0), (#"a b "c d"#, 2), ("", 0)])
    func understood(_ text: String, _ count: Int) {
        #expect(ImageFilter(understoodIn: text).terms.count == count)
    }

    @Test("the project of the login has to be known to be meant")
    func unknownProject() throws {
        let filter = try ImageFilter("lts owner:me")
        let problem = #expect(throws: FilterProblem.self) {
            try FilterRequest(filter, FilterContext(now: .now, project: nil))
        }
        #expect(problem == FilterProblem(kind: .unknownProject, word: "owner:me", column: 4))
    }

    private static let image: Image = {
        var image = Image.sample("0000-id", name: "Debian-12 Cloud", status: .active, size: 5 << 30)
        image.owner = "p1"
        image.tags = ["lts", "Linux"]
        image.createdAt = Timestamp(rawValue: "2026-01-01T00:00:00Z")
        image.updatedAt = Timestamp(rawValue: "2026-01-30T12:00:00Z")
        image.minDisk = 20
        image.additional = [
            "os_distro": .string("debian"), "cores": .integer(4), "vendor": .string("Acme Cloud"),
            "my key": .string("a,b"),
        ]
        return image
    }()

    @Test(
        "an image is as wanted, or is not",
        arguments: [
            ("", true), ("debian", true), ("DEBIAN cloud", true), ("linu", true), ("0000", true), ("fedora", false),
            ("deb*12", true), ("12?cloud", true), ("name:debian*", true), ("name:*debian", false),
            ("name:Debian-12", false), (#"name:"Debian-12 Cloud""#, true), (#"name:"debian*""#, false),
            ("status:active,queued", true), ("status:queued", false), ("tag:lts", true), ("tag:l?s", true),
            ("tag:linux", false), ("owner:me", true), ("member_status:pending", false), ("owner:p2", false),
            ("owner:p*", true),
            ("visibility:shared,public", true), ("visibility:private", false), ("visibility:all", true),
            ("size>4G", true), ("size>5G", false), ("size>=5G", true), ("size:5G", true), ("virtual_size>1", false),
            ("min_disk<=20", true), ("min_disk<20", false), ("updated<2d", true), ("updated<1h", false),
            ("updated>1h", true), ("created<2026-01-02", true), ("created>2026-01-01", false), ("hidden:no", true),
            ("hidden:yes", false), ("protected:no", true), ("os_distro:debian", true), ("os_distro:d*,x", true),
            ("os_distro:alpine", false), ("cores:4", true), ("nothing:*", false), (#"checksum:"""#, true),
        ])
    func matching(_ text: String, _ isWanted: Bool) throws {
        #expect(try ImageFilter(text).matches(Self.image, Self.context) == isWanted)
    }

    @Test("no pattern takes longer than its length times the text's")
    func hostilePattern() throws {
        let filter = try ImageFilter("name:" + String(repeating: "a*", count: 100) + "b")
        let long = Image.sample("x", name: String(repeating: "a", count: 255))
        #expect(!filter.matches(long, Self.context))
    }

    @Test(
        "the last word is completed: keys, and the values that there are",
        arguments: [
            ("st", ["status:"]), ("lts vis", ["lts visibility:"]),
            ("visibility:p", ["visibility:public", "visibility:private"]),
            ("visibility:public,com", ["visibility:public,community"]), ("tag:", ["tag:Linux", "tag:lts"]),
            ("os_", ["os_distro:"]), ("os_distro:d", ["os_distro:debian"]), ("disk:", ["disk:raw"]),
            ("owner:m", ["owner:me"]), ("", []), ("zzz", []), ("size>", ["size>"]),
            ("Stat", ["status:"]), ("Status:dea", ["Status:deactivated"]),
            ("vendor:Ac", [#"vendor:"Acme Cloud""#]), (#"vendor:"Acme C"#, [#"vendor:"Acme Cloud""#]),
            (#"lts vendor:x,"Acm"#, [#"lts vendor:x,"Acme Cloud""#]), ("my", [#""my key":"#]),
            (#""my key":"#, [#""my key":"a,b""#]),
        ])
    func completion(_ text: String, _ candidates: [String]) {
        var seen = SeenValues()
        seen.note([Self.image])
        #expect(FilterCompletion(seen: seen).candidates(for: text) == candidates)
    }

    @Test(
        "a key of the API counts whatever its case, and that of a property as it is",
        arguments: [
            ("Status:active", "status=active"), ("TAG:lts", "tag=lts"), ("Hidden:yes", "os_hidden=true"),
            ("UPDATED<7d", "updated_at=gt:2026-01-24T12:00:00Z"), ("Os_Distro:x", "Os_Distro=x"),
        ])
    func keyCase(_ text: String, _ query: String) throws {
        let request = try FilterRequest(ImageFilter(text), Self.context)
        #expect(request.conditions.map { "\($0.parameter)=\($0.value)" } == [query])
    }

    @Test(
        "a state that the API has not, a property that no image had, and a key that is a slip away from another are doubted",
        arguments: [
            ("stauts:active", [.misspelt("stauts", meant: "status")]), ("os_dstro:x", [.noSuchProperty("os_dstro")]),
            ("ownr:me", [.misspelt("ownr", meant: "owner")]), ("Formt:raw", [.misspelt("Formt", meant: "format")]),
            ("status:actve", [.noSuchStatus("actve")]),
            ("status:active,Queued", [.noSuchStatus("Queued")]), ("status:act*", []), ("os_distro:x cores:4", []),
            ("Status:active tag:none checksum:x member_status:all lts stores:fast", []),
        ] as [(String, [FilterDoubt.Kind])])
    func doubts(_ text: String, _ kinds: [FilterDoubt.Kind]) throws {
        let filter = try ImageFilter(text)
        var seen = SeenValues()
        // As long as nothing has been read, any property may be there.
        let sure = kinds.filter { if case .noSuchProperty = $0 { false } else { true } }
        #expect(filter.doubts(seen).map(\.kind) == sure)
        seen.note([Self.image])
        #expect(filter.doubts(seen).map(\.kind) == kinds)
    }

    @Test("the beginning of a state is not doubted while it is typed")
    func unfinished() throws {
        let seen = SeenValues()
        #expect(try ImageFilter("status:act").doubts(seen, isUnfinished: true).isEmpty)
        #expect(try ImageFilter("status:act lts").doubts(seen, isUnfinished: true).count == 1)
    }

    @Test("of each key, and of keys, no more is kept than a person looks through")
    func bounded() {
        var seen = SeenValues()
        seen.note(
            (0..<2000).map { number in
                var image = Image.sample("\(number)")
                image.tags = ["tag-\(number)"]
                image.additional = ["key-\(number)": .string("x")]
                return image
            })
        #expect(seen.values["tag"]?.count == 500)
        #expect(seen.values.count <= 500 && seen.properties.count == 500)
        #expect(seen.mayHave(property: "unknown"))
    }

    @Test(
        "a value is quoted where it would mean something else",
        arguments: [("a b", #""a b""#), ("a", "a"), ("a*", #""a*""#)])
    func quoted(_ value: String, _ text: String) { #expect(ImageFilter.quoted(value) == text) }
}
