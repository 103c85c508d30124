import ImageModel
import Testing

@testable import ViewModels

@Suite struct TransferPlanTests {
    private static let id = "4a4ae2fa-1111-2222-3333-444455556666"

    @Test(
        "a line names a file, an address, an image of another region or cloud, or standard input",
        arguments: [
            ("-", DataSource.standardInput), ("./-", .file(path: "./-")), ("~/disk.raw", .file(path: "~/disk.raw")),
            ("http:disk", .file(path: "http:disk")),
            ("HTTPS://example.org/disk.qcow2", .web(url: "HTTPS://example.org/disk.qcow2")),
            ("glance://RegionTwo/\(id)", .image(ImageElsewhere(region: "RegionTwo", id: id))),
            ("glance://lab:RegionTwo/\(id)", .image(lab)), ("GLANCE://lab:RegionTwo/\(id)", .image(lab)),
        ])
    func sources(line: String, source: DataSource) throws {
        #expect(try DataSource(line) == source)
    }

    private static let lab = ImageElsewhere(cloud: "lab", region: "RegionTwo", id: id)

    @Test("an image elsewhere is said in the line that names it, and in words")
    func elsewhere() throws {
        for line in ["glance://RegionTwo/\(Self.id)", "glance://lab:RegionTwo/\(Self.id)", "glance://lab:/\(Self.id)"] {
            #expect(ImageElsewhere(line)?.address == line)
        }
        #expect(ImageElsewhere("glance://RegionTwo/\(Self.id)")?.words == "the region RegionTwo")
        #expect(Self.lab.words == "the cloud lab (RegionTwo)")
        #expect(ImageElsewhere("glance://lab:/\(Self.id)")?.words == "the cloud lab")
    }

    @Test(
        "a line that does not say where an image is, or which it is, is not whole",
        arguments: [
            "glance://", "glance://RegionTwo", "glance://RegionTwo/", "glance:///\(id)", "glance://:RegionTwo/\(id)",
            "glance://:/\(id)", "glance://RegionTwo/7", "glance://a/b/\(id)",
        ])
    func notWhole(line: String) {
        #expect(throws: DataSourceProblem.noRegion) { try DataSource(line) }
    }

    private let offer = TransferOffer(
        methods: ["glance-direct", "web-download", "copy-image", "glance-download"],
        stores: [ImageStore(id: "fast", isDefault: true), ImageStore(id: "cheap")])
    private let file = DataFile(path: "/disk", size: 3)

    private func plan(
        _ source: DataSource, way: String? = nil, stores: [String] = [], mustAllSucceed: Bool = false
    ) throws -> TransferPlan {
        try offer.plan(for: source, file: file, way: way, stores: stores, mustAllSucceed: mustAllSucceed)
    }

    @Test("a file is uploaded into one store, and staged for several")
    func files() throws {
        let source = DataSource.file(path: "/disk")
        #expect(try plan(source) == .send(.file(file), .upload(store: nil)))
        #expect(try plan(source, stores: ["cheap"]) == .send(.file(file), .upload(store: "cheap")))
        let several = TransferPlan.send(.file(file), .staged(.some(["fast", "cheap"], mustSucceed: false)))
        #expect(try plan(source, stores: ["fast", "cheap"]) == several)
        #expect(several.targets(among: offer.stores) == ["fast", "cheap"])
        let all = try plan(source, stores: ["all"], mustAllSucceed: true)
        #expect(all == .send(.file(file), .staged(.all(mustSucceed: true))))
        #expect(all.targets(among: offer.stores) == ["fast", "cheap"])
        #expect(try plan(source, way: "glance-direct") == .send(.file(file), .staged(.usual)))
        #expect(throws: TransferProblem.oneStoreOnly) { try plan(source, way: "upload", stores: ["fast", "cheap"]) }
        #expect(throws: TransferProblem.noStore("slow", known: ["fast", "cheap"])) {
            try plan(source, stores: ["slow"])
        }
    }

    @Test("an address is fetched by the cloud where it does so, and by gaze otherwise")
    func addresses() throws {
        let source = DataSource.web(url: "https://example.org/disk")
        #expect(
            try plan(source, stores: ["cheap"])
                == .fetch(
                    ImageImport(
                        .webDownload("https://example.org/disk"), stores: .some(["cheap"], mustSucceed: false))))
        #expect(try plan(source, way: "upload") == .send(.web(url: "https://example.org/disk"), .upload(store: nil)))
        let plain = try TransferOffer().plan(for: source, file: nil, way: nil, stores: [], mustAllSucceed: false)
        #expect(plain == .send(.web(url: "https://example.org/disk"), .upload(store: nil)))
        #expect(throws: TransferProblem.noWay(source, "glance-direct")) {
            try TransferOffer().plan(for: source, file: nil, way: "glance-direct", stores: [], mustAllSucceed: false)
        }
    }

    @Test("standard input is uploaded or staged, of a size that nobody knows, and cannot be read again")
    func standardInput() throws {
        let usual = try plan(.standardInput)
        #expect(usual == .send(.standardInput, .upload(store: nil)))
        #expect(usual.size == nil && usual.source == nil && usual.taking("glance-direct", offer) == nil)
        #expect(
            try plan(.standardInput, stores: ["all"]) == .send(.standardInput, .staged(.all(mustSucceed: false))))
        #expect(throws: TransferProblem.noWay(.standardInput, "web-download")) {
            try plan(.standardInput, way: "web-download")
        }
    }

    @Test(
        "an image of another region is fetched by the cloud where it does so, and by gaze otherwise; one of another cloud by gaze"
    )
    func regions() throws {
        let region = ImageElsewhere(region: "RegionTwo", id: Self.id)
        let source = DataSource.image(region)
        #expect(try plan(source) == .fetch(ImageImport(.glanceDownload(region: "RegionTwo", image: Self.id))))
        #expect(try plan(source, way: "upload") == .send(.elsewhere(region), .upload(store: nil)))
        let plain = try TransferOffer().plan(for: source, file: nil, way: nil, stores: [], mustAllSucceed: false)
        #expect(plain == .send(.elsewhere(region), .upload(store: nil)))
        #expect(plain.source == source && plain.origin == region.address && plain.size == nil)
        let other = DataSource.image(Self.lab)
        #expect(try plan(other) == .send(.elsewhere(Self.lab), .upload(store: nil)))
        #expect(
            try plan(other, stores: ["all"]) == .send(.elsewhere(Self.lab), .staged(.all(mustSucceed: false))))
        #expect(throws: TransferProblem.noWay(other, "glance-download")) { try plan(other, way: "glance-download") }
    }
}
