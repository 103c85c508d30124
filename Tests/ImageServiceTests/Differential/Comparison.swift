import ImageModel

/// What is not the same in two answers to one request.
struct Comparison {
    let glance: Answer
    let ours: Answer

    /// Says each difference that is not intended, and each intention that has no difference.
    func complaints(intended: IntendedDifference?) -> [String] {
        guard let intended else { return differences(glance, ours) }
        var (theirs, mine) = (glance, ours)
        for aspect in intended.aspects {
            if case .status(let status) = aspect, ours.status != status {
                return ["\(intended.reason) But ours is \(ours.status), not \(status): \(ours.body)"]
            }
            remove(aspect, from: &theirs)
            remove(aspect, from: &mine)
        }
        let isStale = differences(glance, ours).isEmpty
        return isStale ? ["The answers agree, and are meant to differ: \(intended.reason)"] : differences(theirs, mine)
    }

    private func remove(_ aspect: IntendedDifference.Aspect, from answer: inout Answer) {
        switch aspect {
        case .status:
            answer.status = 0
            answer.body = .nothing
            answer.headers = [:]
        case .body: answer.body = .nothing
        case .header(let name): answer.headers[name] = nil
        case .message: removeField("message", from: &answer)
        case .field(let name): removeField(name, from: &answer)
        }
    }

    private func removeField(_ name: String, from answer: inout Answer) {
        guard case .json(.object(var fields)) = answer.body else { return }
        fields[name] = nil
        answer.body = .json(.object(fields))
    }

    private func differences(_ glance: Answer, _ ours: Answer) -> [String] {
        // The rest of answers of two kinds is not worth a comparison.
        if glance.status != ours.status {
            return ["status: Glance \(glance.status) \(glance.body), ours \(ours.status) \(ours.body)"]
        }
        var result: [String] = []
        for name in Set(glance.headers.keys).union(ours.headers.keys).sorted() {
            let (theirs, mine) = (glance.headers[name], ours.headers[name])
            if theirs != mine { result.append("\(name): Glance \(theirs ?? "none"), ours \(mine ?? "none")") }
        }
        switch (glance.body, ours.body) {
        case (.json(let theirs), .json(let mine)): result += differences(theirs, mine, at: "body")
        case (let theirs, let mine):
            if theirs != mine { result.append("body: Glance \(theirs), ours \(mine)") }
        }
        return result
    }

    /// Where two values differ, down to the innermost ones.
    private func differences(_ glance: JSONValue, _ ours: JSONValue, at path: String) -> [String] {
        if glance == ours { return [] }
        if let theirs = glance.object, let mine = ours.object {
            return Set(theirs.keys).union(mine.keys).sorted().flatMap { key -> [String] in
                guard let left = theirs[key] else { return ["\(path).\(key): only ours has it"] }
                guard let right = mine[key] else { return ["\(path).\(key): only Glance has it, \(short(left))"] }
                return differences(left, right, at: "\(path).\(key)")
            }
        }
        if let theirs = glance.array, let mine = ours.array, theirs.count == mine.count {
            return zip(theirs, mine).enumerated().flatMap { index, pair in
                differences(pair.0, pair.1, at: "\(path)[\(index)]")
            }
        }
        return ["\(path): Glance \(short(glance)), ours \(short(ours))"]
    }

    private func short(_ value: JSONValue) -> String {
        "\(Answer.Body.json(value))"
    }
}
