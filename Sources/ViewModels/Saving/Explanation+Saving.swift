import ImageModel

extension Explanation {
    /// Explains why data was not saved.
    init(_ failure: DataSaving.Failure, name: String) {
        let attempt = Attempt.download(name: name)
        switch failure {
        case .request(let error): self.init(error, during: attempt)
        case .noData:
            self.init(
                attempt, because: "The image has no data, or not yet.",
                advice: "Its record says how far it is; save it when it is active.", cause: .noData)
        case .unproven(let finding, let aside):
            let kept = aside.map { " What came is kept in \($0)." } ?? ""
            self.init(
                attempt, because: finding + kept,
                advice: "Do not use it. Try again; where it stays so, the data at the service is broken.",
                cause: .unproven)
        case .file(let problem):
            self.init(attempt, because: problem.description, advice: problem.advice, cause: .file(problem))
        }
    }

    /// The explanation as `gaze save` prints it: its advice names an option, since there is no question to answer.
    package var inSaveCommand: Explanation {
        guard case .file(let problem) = cause, let advice = problem.commandAdvice else { return self }
        var explanation = self
        explanation.advice = advice
        return explanation
    }

    private init(_ attempt: Attempt, because reason: String, advice: String, cause: Cause) {
        headline = attempt.failure
        self.reason = reason
        self.advice = advice
        serverMessage = ""
        status = nil
        requestID = nil
        self.cause = cause
        self.attempt = attempt
    }
}
