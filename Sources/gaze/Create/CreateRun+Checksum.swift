import ViewModels

extension CreateRun {
    /// Replaces a checksum of the form `@FILE` in the draft with the hash that this list has for the data.
    ///
    /// - Returns: the exit status if no hash was found, which has been reported; otherwise nil.
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
