import NIOCore
import Testing

@testable import ImageService

/// In what an error is told. The choices are those of Glance 33.0.0.
@Suite struct AcceptedTypesTests {
    @Test(
        "an error is JSON, a page or plain text, as the request wants it",
        arguments: [
            ("", "text/plain"), ("*/*", "text/html"), ("application/*", "application/json"),
            ("application/json", "application/json"), ("APPLICATION/JSON", "application/json"),
            ("application/json;q=0", "text/plain"), ("application/json;q=0,text/html", "text/html"),
            ("application/json; q=0, */*", "text/html"), ("text/html;q=0, */*", "application/json"),
            ("text/html", "text/html"), ("text/*", "text/html"), ("text/plain", "text/plain"),
            ("application/json;q=0.5,text/html", "text/html"), ("text/html;q=0.5,application/json", "application/json"),
            ("text/html,application/json", "text/html"), ("application/json, text/html", "text/html"),
            ("text/html;q=0.1,text/plain", "text/html"), ("text/plain;q=0.9,*/*;q=0.1", "text/html"),
            ("text/html;q=0,text/plain;q=0.5,application/json;q=0.4", "application/json"),
            ("text/*;q=0.5,text/html;q=0.1", "text/html"), ("image/png", "text/plain"), ("*/*;q=0", "text/plain"),
            ("application/jsonx", "text/plain"), ("application/vnd.x+json", "text/plain"),
            ("application/json;charset=utf-8", "text/plain"), ("garbage", "text/html"),
        ])
    func choice(accepted: String, type: String) {
        let (_, body) = Fault.notFound("x").answer(accepting: accepted)
        let beginnings = ["{": "application/json", "<": "text/html", "4": "text/plain"]
        #expect(beginnings[String(String(buffer: body).prefix(1))] == type)
    }
}
