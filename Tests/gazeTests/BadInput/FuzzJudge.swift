import Foundation
import ImageModel
import TestSupport

/// What an answer to bad input has to be like.
enum FuzzJudge {
    /// What is wrong with an answer; nil where nothing is.
    static func fault(in reply: RawReply, to method: String) -> String? {
        guard 200..<500 ~= reply.status else { return "the status is \(reply.status): \(reply.text.prefix(300))" }
        guard reply.status >= 400, method != "HEAD" else { return nil }
        let type = reply["content-type"] ?? "none"
        let words: String?
        if type.hasPrefix("application/json") {
            let fields = (try? JSONDecoder().decode([String: JSONValue].self, from: Data(reply.body))) ?? [:]
            guard fields["code"]?.string?.hasPrefix("\(reply.status) ") == true, fields["title"]?.string != nil else {
                return "the JSON of a \(reply.status) is \(reply.text.prefix(300))"
            }
            words = fields["message"]?.string
        } else if type.hasPrefix("text/html") {
            words = reply.text.firstMatch(of: /<\/h1>(.*?)<br/.dotMatchesNewlines()).map { String($0.1) }
        } else {
            words = reply.text.firstMatch(of: /^\d{3} [^\n]*\n\n(.*)/.dotMatchesNewlines()).map { String($0.1) }
        }
        guard let words, words.contains(/\w{2}.*\w{2}/.dotMatchesNewlines()) else {
            return "the \(reply.status) says nothing (\(type)): “\(reply.text.prefix(300))”"
        }
        return nil
    }

    /// What is wrong with the bytes of an answer to a range; nil where nothing is.
    static func rangeFault(in reply: RawReply, to request: FuzzedRequest, of place: FuzzPlace) -> String? {
        guard request.method == "GET", [200, 206].contains(reply.status) else { return nil }
        let isEmpty = String(decoding: request.target, as: UTF8.self).contains(place.empty)
        let data = isEmpty ? [] : place.data
        if reply.status == 200 { return reply.body == data ? nil : "the data is not what was sent" }
        guard let match = reply["content-range"]?.wholeMatch(of: /bytes (\d+)-(\d+)\/(\d+)/), let first = Int(match.1),
            let last = Int(match.2), first <= last, last < data.count, Int(match.3) == data.count
        else { return "its Content-Range is \(reply["content-range"] ?? "not there")" }
        return reply.body == Array(data[first...last]) ? nil : "the part is not \(first)…\(last)"
    }
}
