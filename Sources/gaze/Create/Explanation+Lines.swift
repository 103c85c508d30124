import ImageModel
import ViewModels

/// How a failure is reported without a screen.
extension Explanation {
    /// The explanation as lines for a person.
    var lines: [String] {
        var lines = [headline + ".", reason + " " + advice]
        if !serverMessage.isEmpty { lines.append("The service says: \(serverMessage)") }
        if let requestID { lines.append("Request id: \(requestID)") }
        return lines
    }

    /// The members of the explanation in a line of JSON.
    ///
    /// - Parameter kind: the word for the exit status.
    func members(ofKind kind: String) -> [String: JSONValue] {
        var members: [String: JSONValue] = [
            "kind": .string(kind), "message": .string(headline + "."), "reason": .string(reason),
            "advice": .string(advice),
        ]
        members["answer"] = serverMessage.isEmpty ? nil : .string(serverMessage)
        members["code"] = status.map { .integer(Int64($0)) }
        members["request_id"] = requestID.map(JSONValue.string)
        return members
    }
}
