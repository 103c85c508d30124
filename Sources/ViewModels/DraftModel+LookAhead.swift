import DiskFormats
import Foundation
import ImageModel

/// Data that streams by is looked at before anything is sent, as a file is while its path is typed.
extension DraftModel {
    /// Looks at the beginning of what gaze itself is to read from elsewhere, before anything is sent: what it says is filled in
    /// as for a file, and what speaks against it holds the sending back. A file that is being looked at is
    /// waited for, and so is a list of checksums that is being read.
    ///
    /// So is an address that the cloud is to read by itself, as long as a format is missing. That gaze cannot read it says
    /// nothing of the cloud then; it is why the format is to be chosen.
    public func lookAhead() async {
        await fileTask?.finished()
        await listTask?.finished()
        guard !Task.isCancelled, awaitsLook, let source else { return }
        let line = draft.data
        var isReadByCloud = false
        if case .fetch = transferPlan { isReadByCloud = true }
        if case .problem = file { file = .elsewhere(source) }
        do throws(APIError) {
            let inspection: DiskInspection?
            var name = ""
            var record: Image?
            switch source {
            case .web(let url):
                inspection = try await surroundings.look(at: try await surroundings.fetch(url), of: url)
                name = URL(string: url)?.lastPathComponent ?? ""
            case .image(let image):
                let found = try await surroundings.open(image)
                inspection = try await surroundings.look(at: found.data, of: image.address)
                record = found.record
            case .standardInput:
                let head = try await surroundings.standardInputHead()
                if head?.isEmpty == true {
                    throw APIError(kind: .source, message: "Standard input ended before any data came.")
                }
                inspection = head.map { DiskInspection(beginning: $0) }
            case .file: return
            }
            // Another may have been named meanwhile.
            guard draft.data == line else { return }
            isLookedAt = true
            take(inspection, named: name, of: record)
        } catch {
            guard draft.data == line, error.kind != .cancelled else { return }
            if isReadByCloud { (isLookedAt, unread) = (true, error.message) } else { file = .problem(error.message) }
        }
    }

    /// Whether the beginning of what is elsewhere is to be looked at, and has not been.
    public var awaitsLook: Bool {
        guard !isLookedAt else { return false }
        switch transferPlan {
        case .send(.web, _), .send(.elsewhere, _): return true
        case .send(.standardInput, _): return surroundings.standardInput != nil
        case .fetch(let request):
            guard case .webDownload = request.method else { return false }
            return draft.diskFormat == nil || draft.containerFormat == nil
        default: return false
        }
    }
}
