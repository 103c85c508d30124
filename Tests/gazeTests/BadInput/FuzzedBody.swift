import Foundation
import TestSupport

/// JSON that is right for a resource but for something.
enum FuzzedBody {
    /// A request that takes JSON; each `%` stands for a value, and the values that are right follow.
    struct Resource: Sendable {
        let method: String
        let path: String
        var type = "application/json"
        let text: String
        let values: [String]
    }

    static func resources(at place: FuzzPlace) -> [Resource] {
        let patch = "application/openstack-images-v2.1-json-patch"
        let space = "/v2/metadefs/namespaces"
        let property = #"{"name":%,"title":%,"type":%,"enum":[%],"minimum":%,"default":%,"items":{"type":%}}"#
        let propertyValues = ["\"q\"", "\"t\"", "\"string\"", "\"a\"", "1", "\"a\"", "\"string\""]
        return [
            Resource(
                method: "POST", path: "/v2/images",
                text: """
                    {"name":%,"disk_format":%,"min_disk":%,"protected":%,"tags":[%,%],"visibility":%,"hw_x":%,"id":%}
                    """,
                values: ["\"n\"", "\"raw\"", "1", "false", "\"a\"", "\"b\"", "\"shared\"", "\"v\"", "\"\(UUID())\""]),
            Resource(
                method: "PATCH", path: "/v2/images/\(place.active)", type: patch,
                text: #"[{"op":%,"path":%,"value":%},{"op":"add","path":"/tags","value":[%]}]"#,
                values: ["\"add\"", "\"/x\"", "\"v\"", "\"t\""]),
            Resource(
                method: "PATCH", path: "/v2/images/\(place.active)",
                type: "application/openstack-images-v2.0-json-patch",
                text: #"[{"replace":%,"value":%},{"add":%,"value":%}]"#,
                values: ["\"/name\"", "\"v\"", "\"/y\"", "\"w\""]),
            Resource(
                method: "POST", path: "/v2/images/\(place.staged)/import",
                text: #"{"method":{"name":%,"uri":%},"stores":[%],"all_stores":%,"all_stores_must_succeed":%}"#,
                values: ["\"web-download\"", "\"http://127.0.0.1:9/\"", "\"local\"", "false", "true"]),
            Resource(
                method: "POST", path: "/v2/images/\(place.shared)/members", text: #"{"member":%}"#,
                values: ["\"p\(UInt16.random(in: 0...UInt16.max))\""]),
            Resource(
                method: "PUT", path: "/v2/images/\(place.shared)/members/m", text: #"{"status":%}"#,
                values: ["\"accepted\""]),
            Resource(
                method: "POST", path: "/v2/images/\(place.queued)/locations",
                text: #"{"url":%,"validation_data":{"os_hash_algo":%}}"#, values: ["\"http://x/\"", "\"sha512\""]),
            Resource(
                method: "POST", path: "/v2/tasks", text: #"{"type":%,"input":{"import_from":%}}"#,
                values: ["\"import\"", "\"http://x/\""]),
            Resource(
                method: "POST", path: space,
                text: """
                    {"namespace":%,"display_name":%,"visibility":%,"protected":%,"owner":%,
                    "resource_type_associations":[{"name":%}],"properties":{"q":\(property)},"objects":[{"name":%}],
                    "tags":[{"name":%}]}
                    """,
                values: [
                    "\"n\(UInt32.random(in: 0...UInt32.max))\"", "\"d\"", "\"public\"", "false", "\"o\"", "\"r\"",
                ] + propertyValues + ["\"o\"", "\"t\""]),
            Resource(
                method: "PUT", path: "\(space)/\(place.namespace)",
                text: #"{"namespace":"\#(place.namespace)","protected":true,"display_name":%,"description":%}"#,
                values: ["\"d\"", "\"d\""]),
            Resource(
                method: "POST", path: "\(space)/\(place.namespace)/properties", text: property, values: propertyValues),
            Resource(
                method: "POST", path: "\(space)/\(place.namespace)/objects",
                text: #"{"name":%,"description":%,"required":[%],"properties":{"p":\#(property)}}"#,
                values: ["\"o2\"", "\"d\"", "\"p\""] + propertyValues),
            Resource(
                method: "POST", path: "\(space)/\(place.namespace)/tags", text: #"{"tags":[{"name":%},{"name":%}]}"#,
                values: ["\"a\"", "\"b\""]),
            Resource(
                method: "POST", path: "\(space)/\(place.namespace)/resource_types",
                text: #"{"name":%,"prefix":%,"properties_target":%}"#, values: ["\"r2\"", "\"p\"", "\"image\""]),
        ]
    }

    static func request(at place: FuzzPlace, _ random: inout SplitMix) -> FuzzedRequest {
        let all = resources(at: place)
        let resource = all.randomElement(using: &random) ?? all[0]
        let parts = resource.text.split(separator: "%", omittingEmptySubsequences: false)
        var text = Array(parts[0].utf8)
        for (part, value) in zip(parts.dropFirst(), resource.values) {
            text += Int.random(in: 0..<4, using: &random) == 0 ? nasty(&random) : Array(value.utf8)
            text += Array(part.utf8)
        }
        if Int.random(in: 0..<5, using: &random) == 0, let brace = text.lastIndex(of: UInt8(ascii: "{")) {
            let member = string(NastyText.any(&random)) + [UInt8(ascii: ":")] + nasty(&random)
            text.insert(contentsOf: member + [UInt8(ascii: ",")], at: brace + 1)
        }
        switch Int.random(in: 0..<8, using: &random) {
        case 0: text = text.mutated(&random)
        case 1: text = nasty(&random)
        case 2: text = Array(text.prefix(Int.random(in: 0...text.count, using: &random)))
        case 3: text = encodings(text).randomElement(using: &random) ?? text
        default: break
        }
        var request = FuzzedRequest(method: resource.method, target: Array(resource.path.utf8), body: text)
        request.headers = [("Content-Type", Array(resource.type.utf8))]
        if Int.random(in: 0..<10, using: &random) == 0 { request.headers = [("Content-Type", NastyText.any(&random))] }
        if Bool.random(using: &random) { request.headers.append(("Accept", Array("application/json".utf8))) }
        if Int.random(in: 0..<4, using: &random) == 0 { request.framing = .chunked }
        return request
    }

    /// The text in another encoding, or with something around it.
    private static func encodings(_ text: [UInt8]) -> [[UInt8]] {
        let string = String(decoding: text, as: UTF8.self)
        return [
            [0xEF, 0xBB, 0xBF] + text, Array(string.data(using: .utf16) ?? Data()),
            Array(string.data(using: .utf32BigEndian) ?? Data()), [0x1F, 0x8B, 0x08, 0x00] + text, text + [0x00],
            Array("/*c*/".utf8) + text, text + text,
        ]
    }

    private static func string(_ bytes: [UInt8]) -> [UInt8] {
        // A quote or a backslash within is one more thing that may be wrong.
        [UInt8(ascii: "\"")] + bytes + [UInt8(ascii: "\"")]
    }

    /// A value that is not what is wanted, or no value at all.
    static func nasty(_ random: inout SplitMix) -> [UInt8] {
        if Bool.random(using: &random) { return string(NastyText.any(&random)) }
        return Array((values.randomElement(using: &random) ?? "").utf8)
    }

    private static let values: [String] = [
        "null", "true", "false", "0", "-0", "-1", "1.5", "1e3", "1e400", "-1e400", "1e-400", "01", "+1", ".5", "1.",
        "0x1", "NaN", "Infinity", "-Infinity", "9007199254740993", "2147483648", "9223372036854775807",
        "9223372036854775808", "-9223372036854775809", "1" + String(repeating: "0", count: 10_000),
        "0." + String(repeating: "3", count: 10_000), "\"\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00x\"",
        "\"\\ud83d\\ude00\"", "\"\\uFFFF\"", "\"\\x\"", "\"\\u12\"", "\"\\n\\r\\t\\b\\f\\/\"", "\"a\nb\"", "'a'", "[]",
        "{}", "[null]", "[[]]", "[1,]", "[,]", "{\"a\"}", "{\"a\":}", "{a:1}", "{\"a\":1,}", "{\"a\":1,\"a\":2}",
        "{\"\":1}", "{\"\\u0000\":1}", "[1 2]", "tru", "nul", "", " ", "\u{FEFF}1",
        String(repeating: "[", count: 600) + String(repeating: "]", count: 600),
        String(repeating: "{\"a\":", count: 400) + "1" + String(repeating: "}", count: 400),
        "[" + String(repeating: "\"t\",", count: 2_000) + "\"t\"]",
        "{" + (0..<2_000).map { "\"k\($0)\":\"v\"" }.joined(separator: ",") + "}",
        "\"" + String(repeating: "x", count: 70_000) + "\"", "\"" + String(repeating: "\\u0041", count: 10_000) + "\"",
    ]
}
