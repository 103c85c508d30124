import TestSupport
import Testing

/// The kinds of input that are tried, each by requests that are right but for something.
enum Fuzz: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case bodies, paths, queries, headers, ranges

    var testDescription: String { rawValue }

    func request(at place: FuzzPlace, _ random: inout SplitMix) -> FuzzedRequest {
        switch self {
        case .bodies: FuzzedBody.request(at: place, &random)
        case .paths: Self.path(place, &random)
        case .queries: Self.query(place, &random)
        case .headers: Self.header(place, &random)
        case .ranges: Self.range(place, &random)
        }
    }

    private static let methods = [
        "GET", "GET", "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "LOCK",
    ]

    private static func path(_ place: FuzzPlace, _ random: inout SplitMix) -> FuzzedRequest {
        let path = place.paths.randomElement(using: &random) ?? "/"
        var segments = path.split(separator: "/", omittingEmptySubsequences: false).map { Array($0.utf8) }
        for _ in 0..<Int.random(in: 0...2, using: &random) {
            let index = Int.random(in: 1..<segments.count, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: segments[index] = NastyText.any(&random)
            case 1: segments.insert(NastyText.any(&random), at: index)
            case 2 where segments.count > 2: segments.remove(at: index)
            case 3: segments[index] += NastyText.any(&random)
            default: segments[index] = segments[index].mutated(&random)
            }
        }
        var target = Array(segments.joined(separator: [0x2F]))
        switch Int.random(in: 0..<12, using: &random) {
        case 0: target = Array("http://gaze".utf8) + target
        case 1: target = NastyText.any(&random) + target
        case 2:
            target =
                ["*", "gaze:80", "http:///", "http://:?", "://", "?", "#", "/?#"]
                .randomElement(using: &random).map { Array($0.utf8) } ?? []
        default: break
        }
        var request = FuzzedRequest(method: methods.randomElement(using: &random) ?? "GET", target: target)
        if ["POST", "PUT", "PATCH"].contains(request.method) {
            request.body = Array("{}".utf8)
            request.headers = [("Content-Type", Array("application/json".utf8))]
        }
        return request
    }

    private static let parameters = [
        "limit", "marker", "sort", "sort_key", "sort_dir", "name", "id", "status", "owner", "visibility",
        "member_status", "os_hidden", "protected", "tag", "size_min", "size_max", "size", "min_disk", "min_ram",
        "created_at", "updated_at", "disk_format", "container_format", "checksum", "os_hash_value", "virtual_size",
        "changes-since", "deleted", "property", "min_disk_min", "x_max", "_min", "type", "resource_types", "namespace",
    ]

    private static func query(_ place: FuzzPlace, _ random: inout SplitMix) -> FuzzedRequest {
        let path =
            ["/v2/images", "/v2/images", "/v2/images", "/v2/tasks", "/v2/metadefs/namespaces", "/v2/info/stores"]
            .randomElement(using: &random) ?? ""
        let count = [0, 1, 1, 2, 3, 5, 200, 4_000].randomElement(using: &random) ?? 1
        let pairs = (0..<count).map { number -> [UInt8] in
            let name =
                count > 5 && number > 5
                ? Array("p\(number)".utf8)
                : Int.random(in: 0..<8, using: &random) == 0
                    ? NastyText.any(&random) : Array((parameters.randomElement(using: &random) ?? "").utf8)
            let value =
                count > 5 ? [UInt8(ascii: "v")] : Bool.random(using: &random) ? NastyText.any(&random) : good(&random)
            return Int.random(in: 0..<10, using: &random) == 0 ? name : name + [UInt8(ascii: "=")] + value
        }
        return FuzzedRequest(target: Array((path + "?").utf8) + pairs.joined(separator: [UInt8(ascii: "&")]))
    }

    private static func good(_ random: inout SplitMix) -> [UInt8] {
        Array(
            (["1", "name", "asc", "name:asc", "true", "raw", "active", "x"].randomElement(using: &random) ?? "").utf8)
    }

    private static let fields = [
        "X-Auth-Token", "Content-Type", "Accept", "Host", "Range", "Content-Range", "x-openstack-image-size",
        "X-Image-Meta-Store", "Expect", "Connection", "Upgrade", "TE", "If-None-Match", "Accept-Encoding",
        "Content-Encoding", "X-Forwarded-For", "X-Openstack-Request-Id", "Cookie", "Authorization", "x-a",
        "!#$%&'*+-.^_`|~",
    ]

    private static func header(_ place: FuzzPlace, _ random: inout SplitMix) -> FuzzedRequest {
        let targets = [
            ("GET", "/v2/images"), ("GET", "/v2/images/\(place.active)/file"), ("POST", "/v2/images"),
            ("PUT", "/v2/images/\(place.queued)/file"), ("PUT", "/v2/images/\(place.queued)/stage"),
            ("PATCH", "/v2/images/\(place.active)"), ("GET", "/"), ("GET", "/nowhere"), ("HEAD", "/v2/images"),
            ("POST", "/v2/images/\(place.staged)/import"),
        ]
        let (method, path) = targets.randomElement(using: &random) ?? targets[0]
        var request = FuzzedRequest(method: method, target: Array(path.utf8))
        if !["GET", "HEAD"].contains(method) {
            request.body = Array("{\"a\":1}".utf8)
            if Bool.random(using: &random) { request.framing = .chunked }
        }
        let count = [1, 2, 3, 300].randomElement(using: &random) ?? 1
        for number in 0..<count {
            let name = number > 5 ? "x-\(number)" : fields.randomElement(using: &random) ?? ""
            request.headers.append((name, number > 5 ? [UInt8(ascii: "v")] : NastyText.any(&random)))
        }
        return request
    }

    private static func range(_ place: FuzzPlace, _ random: inout SplitMix) -> FuzzedRequest {
        func number() -> String {
            let size = place.data.count
            return switch Int.random(in: 0..<10, using: &random) {
            case 0: ""
            case 1: "\(Int64.max)"
            case 2: String(repeating: "9", count: 40)
            case 3: String(decoding: NastyText.any(&random).filter { 0x20..<0x7F ~= $0 }, as: UTF8.self)
            case 4: ["-1", "+1", " 1", "1 ", "0x1", "1e3", "*"].randomElement(using: &random) ?? ""
            case 5: ["\(size - 1)", "\(size)", "\(size + 1)", "0"].randomElement(using: &random) ?? ""
            default: "\(Int.random(in: 0..<size, using: &random))"
            }
        }
        let id = Int.random(in: 0..<6, using: &random) == 0 ? place.empty : place.active
        let isContent = Int.random(in: 0..<4, using: &random) == 0
        let unit = ["bytes=", "bytes=", "bytes=", "bytes=", "bytes ", "Bytes=", "bytes", "items=", ""]
        var value = (isContent ? "bytes " : unit.randomElement(using: &random) ?? "") + number() + "-" + number()
        if isContent { value += "/" + number() }
        if Int.random(in: 0..<8, using: &random) == 0 { value += "," + number() + "-" }
        return FuzzedRequest(
            method: Int.random(in: 0..<8, using: &random) == 0 ? "HEAD" : "GET",
            target: Array("/v2/images/\(id)/file".utf8),
            headers: [(isContent ? "Content-Range" : "Range", Array(value.utf8))])
    }
}
