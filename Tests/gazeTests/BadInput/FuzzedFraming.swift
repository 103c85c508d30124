import TestSupport

/// Bytes that are nearly HTTP: request lines, headers and chunks put together from what is right and what is not.
enum FuzzedFraming {
    static func bytes(at place: FuzzPlace, _ random: inout SplitMix) -> [UInt8] {
        func any(_ choices: [String], _ random: inout SplitMix) -> [UInt8] {
            Array((choices.randomElement(using: &random) ?? "").utf8)
        }
        // Most of each is right: what is wrong in several places at once is found out at the first of them.
        let isGood = (0..<4).map { _ in Int.random(in: 0..<3, using: &random) > 0 }
        var bytes: [UInt8] = []
        let good = "PUT /v2/images/\(place.queued)/stage HTTP/1.1"
        bytes += isGood[0] ? Array(good.utf8) : any(lines, &random)
        bytes += isGood[1] ? [0x0D, 0x0A] : any(["\r\n", "\n", "\r", "\r\r\n", "\n\r", ""], &random)
        bytes += Array("Host: localhost\r\nContent-Type: application/octet-stream\r\n".utf8)
        if !isGood[2] { bytes += any(headers, &random) }
        if Bool.random(using: &random) {
            bytes += Array("Transfer-Encoding: chunked\r\n\r\n".utf8)
            for _ in 0..<Int.random(in: 0...3, using: &random) { bytes += Array("3\r\nabc\r\n".utf8) }
            if !isGood[3] { bytes += any(chunks, &random) }
            bytes += any(["0\r\n\r\n", "0\r\n\r\n", "0\r\nx: y\r\n\r\n", "", "0", "0\r\n"], &random)
        } else {
            let length = any(["3", "3", "0", "2", "4", "100000", "03", "+3", "3 3", "0x3", "3,3", ""], &random)
            bytes += Array("Content-Length: ".utf8) + length + Array("\r\n\r\nabc".utf8)
        }
        return Int.random(in: 0..<6, using: &random) == 0 ? bytes.mutated(&random) : bytes
    }

    private static let lines: [String] = [
        "GET /v2/images HTTP/1.1", "GET /v2/images HTTP/1.0", "GET /v2/images HTTP/0.9", "GET /v2/images HTTP/2.0",
        "GET /v2/images HTTP/1.9", "GET /v2/images HTTP/11.1", "GET /v2/images http/1.1", "GET /v2/images", "GET", "",
        " GET / HTTP/1.1", "GET  /v2/images  HTTP/1.1", "GET\t/v2/images\tHTTP/1.1", "get /v2/images HTTP/1.1",
        "FOO / HTTP/1.1", "G\0ET / HTTP/1.1", "GET /\0 HTTP/1.1", "GET /\u{1} HTTP/1.1", "GET v2/images HTTP/1.1",
        "GET http://gaze/v2/images HTTP/1.1", "GET * HTTP/1.1", "OPTIONS * HTTP/1.1", "CONNECT gaze:80 HTTP/1.1",
        "CONNECT / HTTP/1.1", "PRI * HTTP/2.0", "SOURCE / HTTP/1.1", "SETUP rtsp://gaze RTSP/1.0",
        "\r\n\r\nGET / HTTP/1.1", "\u{16}\u{3}\u{1}\u{2}\0\u{1}\0\u{1}\u{FC}\u{3}\u{3}", "SSH-2.0-OpenSSH_9.9",
        "{\"jsonrpc\":\"2.0\"}", "GET /" + String(repeating: "a", count: 100_000) + " HTTP/1.1",
        String(repeating: "A", count: 100_000),
    ]

    private static let headers: [String] = [
        ": x\r\n", "x\r\n", "x y: z\r\n", "x : y\r\n", "x: a\r\n b\r\n", " x: y\r\n", "x: a\0b\r\n", "x: a\rb\r\n",
        "x: y\n", "é: y\r\n", "x: é\r\n", "Host: other\r\n", "Content-Length: 3\r\n", "Content-Length: 4\r\n",
        "Content-Length: -1\r\n", "Content-Length: 18446744073709551616\r\n",
        "Content-Length: " + String(repeating: "9", count: 10_000) + "\r\n", "Transfer-Encoding: chunked\r\n",
        "Transfer-Encoding: gzip, chunked\r\n", "Transfer-Encoding: chunked, gzip\r\n",
        "Transfer-Encoding: xchunked\r\n", "Transfer-Encoding: identity\r\n", "Transfer-Encoding : chunked\r\n",
        "Transfer-Encoding:\u{B}chunked\r\n", "Expect: 100-continue\r\n", "Expect: nonsense\r\n",
        "Connection: close\r\n", "Connection: Upgrade\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAA\r\n",
        "Connection: Upgrade\r\nUpgrade: websocket\r\n", "x: " + String(repeating: "y", count: 100_000) + "\r\n",
        String(repeating: "y", count: 100_000) + ": x\r\n", String(repeating: "x: y\r\n", count: 2_000),
        String(repeating: "x", count: 10_000) + "\r\n",
    ]

    private static let chunks: [String] = [
        "zz\r\nabc\r\n", "-3\r\nabc\r\n", "+3\r\nabc\r\n", "0x3\r\nabc\r\n", " 3\r\nabc\r\n", "3 \r\nabc\r\n",
        "03\r\nabc\r\n", "\r\nabc\r\n", "3\nabc\n", "3\r\nabcd\r\n", "3\r\nab\r\n", "3\r\nabc", "3;x=y\r\nabc\r\n",
        "3;\"x\r\nabc\r\n", "3;" + String(repeating: "x", count: 100_000) + "\r\nabc\r\n",
        "ffffffffffffffff\r\nabc\r\n", "fffffffffffffffe\r\nabc\r\n", "7fffffffffffffff\r\nabc\r\n",
        "10000000000000000\r\nabc\r\n",
        String(repeating: "0", count: 100_000) + "3\r\nabc\r\n", "3\r\n\0\0\0\r\n", "0\r\nContent-Length: 3\r\n\r\n",
        "0\r\n: x\r\n\r\n", "0\r\n" + String(repeating: "x: y\r\n", count: 2_000) + "\r\n",
        "0\r\nx: " + String(repeating: "y", count: 100_000) + "\r\n\r\n",
    ]
}
