import Foundation
import ImageModel
import NIOHTTP1
import Testing

/// What makes answers the same, and what does not: the tests of the differential tests' own judgement.
@Suite struct ComparisonTests {
    private func answer(
        _ status: Int = 200, _ body: String = "{}",
        headers: [(String, String)] = [("Content-Type", "application/json")],
        names: [String: String] = [:]
    ) -> Answer {
        Answer(
            status: status, headers: HTTPHeaders(headers), body: Data(body.utf8), names: Names(names), isSchema: false)
    }

    @Test(
        "a difference in any part is told",
        arguments: [
            (201, "{}", "application/json", "status"), (200, #"{"a":1}"#, "application/json", "body.a"),
            (200, "{}", "text/html", "content-type"), (200, "text", "application/json", "body"),
            (200, "", "application/json", "body"),
        ])
    func told(status: Int, body: String, type: String, part: String) {
        let ours = answer(status, body, headers: [("Content-Type", type)])
        let complaints = Comparison(glance: answer(), ours: ours).complaints(intended: nil)
        #expect(complaints.contains { $0.hasPrefix(part) }, "\(complaints)")
    }

    @Test("values that differ in each run are compared by what they are")
    func names() {
        let times = #"{"id":"ONE","at":"2026-01-01T00:00:00Z","task":"11111111-2222-3333-4444-555555555555"}"#
        let others = #"{"id":"TWO","at":"2027-02-02T02:02:02Z","task":"aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"}"#
        let glance = answer(200, times, names: ["image": "ONE"])
        let ours = answer(200, others, names: ["image": "TWO"])
        #expect(Comparison(glance: glance, ours: ours).complaints(intended: nil).isEmpty)
    }

    @Test("the form of a time matters")
    func timeForm() {
        let glance = answer(200, #"{"at":"2026-01-01T00:00:00Z"}"#)
        for other in ["2026-01-01T00:00:00.123456Z", "2026-01-01T00:00:00", "2026-01-01 00:00:00Z"] {
            let complaints = Comparison(glance: glance, ours: answer(200, #"{"at":"\#(other)"}"#))
                .complaints(intended: nil)
            #expect(complaints.count == 1, "\(other)")
        }
    }

    @Test("tags are a set, and other lists are not")
    func lists() {
        func complaints(_ left: String, _ right: String) -> Int {
            Comparison(glance: answer(200, left), ours: answer(200, right)).complaints(intended: nil).count
        }
        #expect(complaints(#"{"tags":["a","b"]}"#, #"{"tags":["b","a"]}"#) == 0)
        #expect(complaints(#"{"tags":["a","b"]}"#, #"{"tags":["a"]}"#) == 1)
        #expect(complaints(#"{"images":["a","b"]}"#, #"{"images":["b","a"]}"#) == 2)
    }

    @Test("an error's words count, and its markup does not")
    func words() {
        func error(_ message: String) -> Answer {
            answer(400, JSONValue.object(["message": .string(message), "code": .string("400")]).text())
        }
        let glance = error(
            "'x' does not match schema: None\n\nFailed validating 'type':\n {}\n\nOn instance['a']:\n 'x'<br /><br />\n\n"
        )
        let same = error("'x' does not match schema: null\n\nOn instance['a']:\n    'x'")
        #expect(Comparison(glance: glance, ours: same).complaints(intended: nil).isEmpty)
        let other = error("'x' does not match schema: null\n\nOn instance['b']:\n    'x'")
        #expect(Comparison(glance: glance, ours: other).complaints(intended: nil).count == 1)
    }

    @Test("an intended difference covers what it names and nothing else")
    func intended() {
        let glance = answer(500, #"{"message":"fails"}"#)
        func complaints(_ ours: Answer, _ intended: IntendedDifference) -> [String] {
            Comparison(glance: glance, ours: ours).complaints(intended: intended)
        }
        #expect(complaints(answer(400, #"{"message":"bad"}"#), .badInput).isEmpty)
        #expect(complaints(answer(404, #"{"message":"bad"}"#), .badInput).count == 1)
        #expect(complaints(answer(500, #"{"message":"bad"}"#), .pythonMessage).isEmpty)
        #expect(complaints(answer(501, #"{"message":"bad"}"#), .pythonMessage).count == 1)
    }

    @Test("an intended difference that is gone is told")
    func stale() {
        let complaints = Comparison(glance: answer(), ours: answer()).complaints(intended: .pythonMessage)
        #expect(complaints.count == 1)
    }
}
