import Foundation
import Testing

@testable import Clouds

/// What a server says in an error, as text.
@Suite struct ServerMessageTests {
    @Test(
        "the message is found in JSON, in a page, and in plain text",
        arguments: [
            (
                #"{"message": "Malformed.<br /><br />Really.", "code": "400", "title": "Bad Request"}"#,
                "Malformed.\n\nReally."
            ),
            (#"{"error": {"message": "No login.", "code": 401}}"#, "No login."),
            (#"{"error": "unknown"}"#, #"{"error": "unknown"}"#), (#"{"versions": []}"#, #"{"versions": []}"#),
            ("[1]", "[1]"), ("plain words\n", "plain words"), ("", ""),
            (
                """
                <html>
                 <head>
                  <title>403 Forbidden</title>
                 </head>
                 <body>
                  <h1>403 Forbidden</h1>
                  Attribute &#x27;status&#x27; is read-only.<br /><br />



                 </body>
                </html>
                """, "Attribute 'status' is read-only."
            ),
            ("<body>a &lt; b &amp;&amp; c &gt; d, &quot;e&quot;, &amp;lt;</body>", "a < b && c > d, \"e\", &lt;"),
            ("<BODY><H1>Gone</H1>It is 5 < 6</BODY>", "It is 5 < 6"),
        ])
    func text(_ body: String, _ message: String) {
        #expect(ServerMessage.text(in: Data(body.utf8), hiding: Secret("")) == message)
    }

    @Test("bytes that are no UTF-8 are no trouble")
    func bytes() {
        #expect(ServerMessage.text(in: Data([0x61, 0xFF, 0x62]), hiding: Secret("")) == "a\u{FFFD}b")
    }

    @Test("a secret that the server repeats is taken out", arguments: ["%", #"{"message": "%"}"#, "<body>%</body>"])
    func secret(_ body: String) {
        let text = body.replacing("%", with: "You sent t0ken, t0ken.")
        #expect(ServerMessage.text(in: Data(text.utf8), hiding: Secret("t0ken")) == "You sent (secret), (secret).")
    }
}
