import ImageModel

/// Why a transfer that was cut off cannot be completed.
struct NotCompleted: Error, Hashable {
    /// The reason, explained to the user.
    let explanation: Explanation

    init(_ explanation: Explanation) { self.explanation = explanation }
}

extension TransferNote {
    /// Returns the plan to complete the transfer.
    ///
    /// - Parameter status: the status of the record; if the service has the data already, it is not read again.
    /// - Throws: `NotCompleted` if the data is needed again, but cannot be read or has changed.
    func plan(
        whenRecordIs status: ImageStatus, _ surroundings: Surroundings
    ) async throws(NotCompleted) -> TransferPlan {
        var file: DataFile?
        if case .file(let path)? = plan.dataSource { file = DataFile(path: path, size: plan.size ?? 0) }
        if status == .queued { file = try await readable(file, surroundings) }
        do throws(TransferProblem) {
            return try plan.plan(for: file)
        } catch {
            throw refusal(error.description, "Delete the record and create the image anew.")
        }
    }

    private func readable(_ file: DataFile?, _ surroundings: Surroundings) async throws(NotCompleted) -> DataFile? {
        if plan.dataSource == .standardInput {
            throw refusal(
                "Its data came in on standard input, and that is gone.",
                "Delete the record and create the image anew.")
        }
        guard plan.isWhole else {
            throw refusal(
                "Its address had a password or a query, and gaze writes neither down.",
                "Delete the record and create the image anew.")
        }
        guard let file else { return nil }
        let found: DataFile
        do throws(DataFileError) {
            found = try await surroundings.inspect(file.path)
        } catch {
            throw refusal(error.description, "Put the file back and try again.")
        }
        guard found.size == file.size else {
            throw refusal(
                "\(file.path) is another file now: it had \(file.size) bytes, and has \(found.size).",
                "Put the file back and try again, or create another image from this one.")
        }
        return found
    }

    private func refusal(_ reason: String, _ advice: String) -> NotCompleted {
        NotCompleted(Explanation(notCompleted: name, because: reason, advice: advice))
    }
}
