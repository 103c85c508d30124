import ImageModel

extension Verdict {
    /// Returns the verdict on a copy: the sending itself has verified the data that was sent against the source's record; this
    /// adds whether the hash of the copy's record is the same too.
    func after(copying copied: CopiedImage?, as image: Image) -> Verdict {
        guard let copied, case .good(let words) = self else { return self }
        let there = DataProof(image)
        if let algorithm = copied.proof.algorithm, there.algorithm == algorithm, there.hash != copied.proof.hash {
            return .bad("The \(algorithm.title) at \(copied.target) is not that at \(copied.cloud).")
        }
        if let algorithm = copied.proof.algorithm, there.algorithm == algorithm {
            return .good("size and \(algorithm.title) are the same at both ends")
        }
        let proven = copied.proof.algorithm.map { "its size and \($0.title) match" } ?? "its size matches"
        return .good("\(words); \(proven) the record at \(copied.cloud)")
    }
}
