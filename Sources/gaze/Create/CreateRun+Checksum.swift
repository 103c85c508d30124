import ViewModels

extension CreateRun {
    /// Puts the hash of the data in the place of `@FILE`, a list that is to have it.
    ///
    /// - Returns: the exit status, where it has not and that has been told.
    func findChecksum(in draft: inout Draft) async -> Int32? {
        guard let list = ChecksumList(draft.checksum) else { return nil }
        do throws(ChecksumListProblem) {
            draft.checksum = try await list.checksum(of: draft.data).line
            return nil
        } catch {
            let status: CreateExit = error == .noName ? .usage : .source
            report.held([(.checksum, error.description)], status)
            return status.rawValue
        }
    }
}
