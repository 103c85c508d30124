import Foundation
import TestSupport
import Testing

@testable import ImageModel
@testable import ViewModels

/// The commands that a review prints, read by a real shell whose `curl`, `openstack` and `glance` say what they are told.
@Suite @MainActor struct ReviewCommandTests {
    private nonisolated static let id = "b2173dd3-7ad6-4362-baa6-a68bce3565cb"
    private nonisolated static let file = DataFile(path: "/images/it's {a,b}.raw", size: 59_034_624)

    /// An image of which every text needs quotes.
    private nonisolated static var nasty: NewImage {
        var draft = Draft()
        draft.name = "it's $(id) “é”\n"
        draft.diskFormat = "raw"
        draft.containerFormat = "bare"
        draft.visibility = "community"
        draft.tags = ["-lts", "two words"]
        draft.minDisk = "2"
        draft.minRAM = "0"
        draft.isProtected = false
        draft.properties = ["os distro='a'", "-x=\u{1B}[31m"]
        return draft.newImage
    }

    private static func review(
        _ image: NewImage, _ plan: TransferPlan?, imageURL: String? = "http://glance:9292", clientName: String? = nil
    ) -> Review {
        let login = Workspace.Place.Login(imageURL: imageURL, roles: ["member"])
        return Review(
            ReviewedCreate(image: image, plan: plan), obstacles: [],
            facts: Review.Facts(login: login, clientName: clientName))
    }

    /// What each program was told, in the order of their starts; each prints a line that is to be taken for its answer.
    private func calls(_ commands: String, environment: [String: String] = [:]) async throws -> [[String]] {
        var calls: [[String]] = []
        try await TestFolder.use { folder in
            let log = folder.file("log")
            // In one piece: the two ends of a pipe are called at the same moment.
            let script = """
                #!/bin/sh
                printf '%s\\0' "${0##*/}" "$@" '' >>'\(log)'
                case "$*" in *"token issue"*) echo s3cret;; *) echo "http://glance:9292/v2/images/an-id";; esac
                """
            // A shell writes the programs: what this process has open to write is open too in what another test starts at that
            // moment, and as long as it is, the system does not run it ("text file busy").
            let writing =
                #"set -e; for name in curl openstack glance; do "#
                + #"printf %s "$0" >"$1/$name"; chmod 755 "$1/$name"; done"#
            let written = try await Command.run(
                ["sh", "-c", writing, script, folder.path], environment: ["PATH": "/usr/bin:/bin"])
            try #require(written.status == 0, "\(written.errors)")
            let usual = ["PATH": folder.path + ":/usr/bin:/bin", "HOME": folder.path]
            let result = try await Command.run(
                ["sh", "-c", commands], environment: usual.merging(environment) { $1 })
            try #require(result.status == 0, "\(commands): \(result.errors)")
            let words = try Data(contentsOf: URL(filePath: log)).split(separator: 0, omittingEmptySubsequences: false)
                .map { String(decoding: $0, as: UTF8.self) }
            // No argument of these is empty: an empty one ends a call.
            calls = words.split(separator: "").map(Array.init)
        }
        return calls
    }

    private static let quiet = ["curl", "--silent", "--show-error", "--fail-with-body", "--globoff"]
    private static let token = ["--header", "X-Auth-Token: s3cret"]
    private static let json = ["--header", "Content-Type: application/json"]
    private static let octets = ["--header", "Content-Type: application/octet-stream"]
    private static let kept = ["--output", "/dev/stderr", "--write-out", "%header{location}"]

    @Test("curl posts the body as it is, whatever is in it")
    func curl() async throws {
        var image = Self.nasty
        image.id = Self.id
        let review = Self.review(image, nil, clientName: "it's")
        #expect(
            try await calls(review.curl) == [
                ["openstack", "--os-cloud", "it's", "token", "issue", "-f", "value", "-c", "id"],
                Self.quiet + Self.token + Self.json + ["--data-raw", review.body, "http://glance:9292/v2/images"],
            ])
        let body = try JSONDecoder().decode(JSONValue.self, from: Data(review.body.utf8))
        #expect(body == image.json())
    }

    @Test("a token and an address of the environment are taken, and none is asked for")
    func environment() async throws {
        let review = Self.review(NewImage(), nil, imageURL: nil)
        let calls = try await calls(review.curl, environment: ["OS_TOKEN": "mine", "IMAGE_URL": "http://mine"])
        #expect(
            calls == [
                Self.quiet + ["--header", "X-Auth-Token: mine"] + Self.json + [
                    "--data-raw", "{}", "http://mine/v2/images",
                ]
            ])
        let without = try await Command.run(
            ["sh", "-c", review.curl], environment: ["PATH": "/bin", "OS_TOKEN": "mine"])
        #expect(without.status != 0 && without.errors.contains("IMAGE_URL"))
        #expect(!review.curl.contains("s3cret"))
    }

    @Test("curl puts the data under the id that the service has chosen, or the one that is wished for")
    func upload() async throws {
        let plan = TransferPlan.send(.file(Self.file), .upload(store: "cheap"))
        let put = Self.quiet + Self.token + Self.octets + ["--header", "X-Image-Meta-Store: cheap"]
        for id in [nil, Self.id] {
            var image = Self.nasty
            image.id = id
            let review = Self.review(image, plan)
            let calls = try await calls(review.curl)
            let made = Self.quiet + Self.token + Self.json + ["--data-raw", review.body]
            #expect(
                Array(calls.dropFirst()) == [
                    made + (id == nil ? Self.kept : []) + ["http://glance:9292/v2/images"],
                    put + ["--upload-file", Self.file.path, "http://glance:9292/v2/images/\(id ?? "an-id")/file"],
                ])
        }
    }

    @Test("curl stages and imports, and reads an address of the web in one stream")
    func imports() async throws {
        let review = Self.review(
            Self.nasty,
            .send(.web(url: "https://example.org/a?b=[c]&d"), .staged(.some(["a", "b"], mustSucceed: true))))
        let calls = try await calls(review.curl)
        let image = "http://glance:9292/v2/images/an-id"
        let put = Self.quiet + Self.token + Self.octets + ["--upload-file", "-", image + "/stage"]
        let get = [
            "curl", "--silent", "--show-error", "--fail", "--location", "--globoff", "https://example.org/a?b=[c]&d",
        ]
        // The two ends of a pipe start as they like.
        #expect(Set(calls.dropFirst(2).prefix(2)) == [get, put])
        #expect(
            calls[4]
                == Self.quiet + Self.token + Self.json + [
                    "--data-raw",
                    #"{"all_stores_must_succeed":true,"method":{"name":"glance-direct"},"stores":["a","b"]}"#,
                    image + "/import",
                ])
        #expect(calls.count == 5)
    }

    /// What `openstack image create` is told of the nasty image, between its first words and its last.
    private static let options = [
        "--disk-format", "raw", "--container-format", "bare", "--community", "--min-disk", "2", "--min-ram", "0",
        "--unprotected", "--tag=-lts", "--tag", "two words", "--property=-x=\u{1B}[31m", "--property", "os distro='a'",
    ]
    private static let name = ["it's $(id) “é”\n"]

    @Test("openstack is told every field, and the file")
    func openstack() async throws {
        for (plan, more) in [
            (nil, []), (TransferPlan.send(.file(Self.file), .upload(store: nil)), ["--file", Self.file.path]),
            (.send(.file(Self.file), .staged(.usual)), ["--file", Self.file.path, "--import"]),
            (.send(.standardInput, .upload(store: nil)), []),
        ] {
            let review = Self.review(Self.nasty, plan, clientName: "demo")
            #expect(review.client.program == "openstack")
            let text = try #require(review.client.text)
            let expected = ["openstack", "--os-cloud", "demo", "image", "create"] + Self.options + more + Self.name
            #expect(try await calls(text) == [expected])
        }
    }

    @Test("what openstack does not do in one command is done in several, on the image that the first has made")
    func several() async throws {
        var image = Self.nasty
        image.isHidden = true
        let id = "http://glance:9292/v2/images/an-id"
        let made = ["openstack", "image", "create"] + Self.options
        let kept = ["-f", "value", "-c", "id"] + Self.name
        let file = ["--file", Self.file.path]
        for (plan, more, rest) in [
            (TransferPlan.send(.file(Self.file), .upload(store: nil)), file, []),
            (
                .send(.file(Self.file), .staged(.some(["a", "b"], mustSucceed: true))), [],
                [
                    ["image", "stage"] + file + [id],
                    ["image", "import", id, "--method", "glance-direct", "--disallow-failure", "--store", "a", "b"],
                ]
            ),
            (
                .fetch(ImageImport(.webDownload("https://example.org/a b"), stores: .all(mustSucceed: false))), [],
                [
                    [
                        "image", "import", id, "--method", "web-download", "--uri", "https://example.org/a b",
                        "--all-stores",
                    ]
                ]
            ),
            (
                .fetch(ImageImport(.glanceDownload(region: "Two", image: Self.id))), [],
                [
                    [
                        "image", "import", id, "--method", "glance-download", "--remote-region", "Two",
                        "--remote-image", Self.id, "--remote-service-interface", "public",
                    ]
                ]
            ),
        ] as [(TransferPlan, [String], [[String]])] {
            let text = try #require(Self.review(image, plan).client.text)
            let expected =
                [made + more + kept] + rest.map { ["openstack"] + $0 } + [
                    ["openstack", "image", "set", "--hidden", id]
                ]
            #expect(try await calls(text) == expected)
        }
        image.id = Self.id
        let text = try #require(Self.review(image, nil).client.text)
        #expect(
            try await calls(text) == [
                ["openstack", "image", "create", "--id", Self.id] + Self.options + Self.name,
                ["openstack", "image", "set", "--hidden", Self.id],
            ])
    }

    @Test("an image of another region or cloud is read by openstack, in one stream with what sends it")
    func elsewhere() async throws {
        for (line, words) in [
            ("glance://Two/\(Self.id)", ["--os-cloud", "demo", "--os-region-name", "Two"]),
            ("glance://lab:/\(Self.id)", ["--os-cloud", "lab"]),
        ] {
            let image = try #require(ImageElsewhere(line))
            let review = Self.review(Self.nasty, .send(.elsewhere(image), .upload(store: nil)), clientName: "demo")
            let read = ["openstack"] + words + ["image", "save", Self.id]
            let curl = try await calls(review.curl)
            #expect(curl.contains(read) && curl.contains { $0.contains("--upload-file") && $0.contains("-") })
            let made = ["openstack", "--os-cloud", "demo", "image", "create"] + Self.options + Self.name
            // The two ends of a pipe start as they like.
            #expect(Set(try await calls(try #require(review.client.text))) == [read, made])
        }
    }

    /// How data is brought to a record, and by which program besides `curl`, with what that is told after the image is changed.
    private nonisolated static let bringings: [(TransferPlan, String, [[String]])] = [
        (
            .send(.file(file), .upload(store: "cheap")), "glance",
            [["image-upload", "--store", "cheap", "--file", file.path, id]]
        ),
        (.send(.standardInput, .upload(store: nil)), "glance", [["image-upload", id]]),
        (
            .send(.file(file), .staged(.some(["a", "b"], mustSucceed: true))), "openstack",
            [
                ["image", "stage", "--file", file.path, id],
                ["image", "import", id, "--method", "glance-direct", "--disallow-failure", "--store", "a", "b"],
            ]
        ),
        (
            .fetch(ImageImport(.webDownload("https://example.org/a b"))), "openstack",
            [["image", "import", id, "--method", "web-download", "--uri", "https://example.org/a b"]]
        ),
    ]

    @Test("what brings data to a record changes that first, with every program", arguments: bringings)
    func bringing(plan: TransferPlan, program: String, words: [[String]]) async throws {
        let patch = ImagePatch([
            .replace(.diskFormat, .string("raw")), .replace(.containerFormat, .string("bare")),
            .replace(.minDisk, .integer(1)),
        ])
        let review = Review(
            ReviewedBringing(image: Self.id, patch: patch, plan: plan), obstacles: [], warnings: [],
            facts: Review.Facts(login: .init(imageURL: "http://glance:9292", roles: []), clientName: nil))
        let curl = try await calls(review.curl)
        let url = "http://glance:9292/v2/images/" + Self.id
        #expect(
            curl[1]
                == Self.quiet + ["--request", "PATCH"] + Self.token + [
                    "--header", "Content-Type: application/openstack-images-v2.1-json-patch", "--data-raw",
                    patch.json().text(), url,
                ])
        #expect(curl[2].last?.hasPrefix(url + "/") == true)
        #expect(review.body == patch.json().text())
        #expect(review.client.program == program)
        let isGlance = program == "glance"
        let access =
            isGlance ? ["glance", "--os-auth-token", "s3cret", "--os-image-url", "http://glance:9292"] : ["openstack"]
        let changed =
            (isGlance ? ["image-update"] : ["image", "set"]) + [
                "--disk-format", "raw", "--container-format", "bare", "--min-disk", "1", Self.id,
            ]
        let told = try await calls(try #require(review.client.text)).filter { !$0.contains("issue") }
        #expect(told == ([changed] + words).map { access + $0 })
    }

    @Test("a disk format that openstack does not know is set by glance, which stages and imports too")
    func bringingOther() async throws {
        let patch = ImagePatch([.replace(.diskFormat, .string("gpt"))])
        for plan in [
            TransferPlan.send(.file(Self.file), .staged(.all(mustSucceed: true))),
            .fetch(ImageImport(.glanceDownload(region: "Two", image: Self.id))),
        ] {
            let client = ClientCommand(
                ReviewedBringing(image: Self.id, patch: patch, plan: plan), imageURL: "http://glance:9292",
                clientName: nil)
            #expect(
                client.program == "glance"
                    && client.notes == ["openstack cannot say this (the disk format gpt); glance can."])
            let text = try #require(client.text)
            let last = try #require(try await calls(text).last)
            #expect(last.contains("image-import") && last.last == Self.id, "\(last)")
        }
    }

    @Test("a name that begins with a hyphen is a name")
    func hyphen() throws {
        var image = Self.nasty
        image.name = "-x"
        #expect(try #require(Self.review(image, nil).client.text).hasSuffix("-- -x"))
    }

    /// What openstack cannot say.
    enum Obstacle: CaseIterable {
        case noName, noFormats, otherDiskFormat, otherContainer, otherVisibility, takenProperty, store, standardInput

        var create: (NewImage, TransferPlan?) {
            var image = ReviewCommandTests.nasty
            var plan: TransferPlan?
            switch self {
            case .noName: image.name = nil
            case .noFormats: (image.diskFormat, image.containerFormat) = (nil, nil)
            case .otherDiskFormat: image.diskFormat = "gpt"
            case .otherContainer: image.containerFormat = "compressed"
            case .otherVisibility: image.visibility = "unlisted"
            case .takenProperty: image.properties["wait"] = "1"
            case .store: plan = .send(.file(ReviewCommandTests.file), .upload(store: "cheap"))
            case .standardInput: plan = .send(.standardInput, .staged(.all(mustSucceed: true)))
            }
            image.tags = ["two words", "lts"]
            return (image, plan)
        }
    }

    @Test("what openstack cannot say, glance is told, by a token and an address", arguments: Obstacle.allCases)
    func glance(obstacle: Obstacle) async throws {
        let (image, plan) = obstacle.create
        let client = Self.review(image, plan, clientName: "demo").client
        #expect(client.program == "glance")
        #expect(client.notes[0].hasPrefix("openstack cannot say this ("))
        let calls = try await calls(try #require(client.text))
        #expect(calls[0] == ["openstack", "--os-cloud", "demo", "token", "issue", "-f", "value", "-c", "id"])
        let access = ["glance", "--os-auth-token", "s3cret", "--os-image-url", "http://glance:9292"]
        #expect(Array(calls[1].prefix(access.count)) == access)
        let words: [String] =
            switch obstacle {
            case .store: ["image-create", "--store", "cheap", "--file", Self.file.path]
            case .standardInput:
                [
                    "image-create-via-import", "--import-method", "glance-direct", "--all-stores", "True",
                    "--allow-failure", "False",
                ]
            default: ["image-create"]
            }
        let fields =
            (image.name.map { ["--name", $0] } ?? []) + (image.diskFormat.map { ["--disk-format", $0] } ?? [])
            + (image.containerFormat.map { ["--container-format", $0] } ?? [])
            + [
                "--visibility", image.visibility?.rawValue ?? "", "--min-disk", "2", "--min-ram", "0", "--protected",
                "False",
            ]
            + ["--property=-x=\u{1B}[31m", "--property", "os distro='a'"]
            + (obstacle == .takenProperty ? ["--property", "wait=1"] : []) + ["--tags", "two words", "lts"]
        #expect(Array(calls[1].dropFirst(access.count)) == words + fields)
    }

    @Test("what neither of them can say has no command but curl's, and a reason")
    func neither() {
        var image = Self.nasty
        image.name = nil
        let client = Self.review(image, nil).client
        #expect(client.text == nil)
        #expect(
            client.notes == [
                "Neither openstack (an image without a name) nor glance (several tags of which one begins with “-”) can say this; curl can."
            ])
    }
}
