/// A request that may be anything.
struct FuzzedRequest: Sendable, CustomStringConvertible {
    var method = "GET"
    var target: [UInt8] = []
    var headers: [(name: String, value: [UInt8])] = []
    var body: [UInt8] = []
    /// How the body's end is told.
    var framing = Framing.length

    enum Framing { case length, chunked, none }

    /// The request as it goes over the wire.
    var bytes: [UInt8] {
        var bytes = Array(method.utf8) + [0x20] + target + Array(" HTTP/1.1\r\n".utf8)
        var headers = headers
        if !headers.contains(where: { $0.name == "Host" }) { headers.append(("Host", Array("localhost".utf8))) }
        switch framing {
        case .length where !body.isEmpty: headers.append(("Content-Length", Array("\(body.count)".utf8)))
        case .chunked: headers.append(("Transfer-Encoding", Array("chunked".utf8)))
        case .length, .none: break
        }
        for header in headers { bytes += Array((header.name + ": ").utf8) + header.value + [0x0D, 0x0A] }
        bytes += [0x0D, 0x0A]
        switch framing {
        case .length: bytes += body
        case .chunked:
            var rest = body[...]
            while !rest.isEmpty {
                let chunk = rest.prefix(1 << 14)
                bytes += Array((String(chunk.count, radix: 16) + "\r\n").utf8) + chunk + [0x0D, 0x0A]
                rest = rest.dropFirst(chunk.count)
            }
            bytes += Array("0\r\n\r\n".utf8)
        case .none: break
        }
        return bytes
    }

    /// What a person needs to send it again: what is longer than that is cut off.
    var description: String { Self.shown(bytes) }

    static func shown(_ bytes: [UInt8]) -> String {
        let text = bytes.prefix(500).map { byte in
            0x20..<0x7F ~= byte
                ? String(Unicode.Scalar(byte)) : "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
        return bytes.count > 500 ? text + "… (\(bytes.count) bytes)" : text
    }
}

/// What the requests of a fuzz may name, so that they get past the first checks.
struct FuzzPlace: Sendable {
    /// An image with `size` bytes of data.
    let active: String
    /// One whose data is empty.
    let empty: String
    let queued: String
    let staged: String
    let shared: String
    let namespace: String
    let data: [UInt8]

    /// The paths that there are, some with a name that is nobody's.
    var paths: [String] {
        let images = [active, empty, queued, staged, shared, "3f1b7a1e-0000-4000-8000-000000000000"]
        let space = "/v2/metadefs/namespaces/\(namespace)"
        return [
            "/", "/versions", "/healthcheck", "/v2", "/v2/", "/v2.9/images", "/v2/images", "/v2/tasks", "/v2/cache",
            "/v2/info/stores", "/v2/info/stores/detail", "/v2/info/import", "/v2/info/usage", "/v2/schemas/image",
            "/v2/schemas/metadefs/namespace", "/v2/metadefs/namespaces", "/v2/metadefs/resource_types", space,
            space + "/objects", space + "/objects/o", space + "/properties", space + "/properties/p", space + "/tags",
            space + "/tags/t", space + "/resource_types", space + "/resource_types/r", "/v2/stores/local/\(active)",
        ]
            + images.flatMap { id in
                [
                    "", "/file", "/stage", "/import", "/tasks", "/locations", "/members", "/members/m", "/tags/t",
                    "/actions/deactivate", "/actions/reactivate",
                ].map { "/v2/images/\(id)\($0)" }
            }
    }
}
