import ImageModel

extension Verdict {
    /// The verdict on a copy: what was sent is what its source says, which the sending itself has proven; and what is there now is
    /// so too.
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
