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
        let proven = copied.proof.algorithm.map { "size and \($0.title)" } ?? "the size"
        return .good("\(words); \(proven) of it match the record at \(copied.cloud)")
    }
}
