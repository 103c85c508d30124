import DiskFormats
import Foundation
import ImageModel

/// Inspecting streamed data before anything is sent, as a file is inspected while its path is typed.
extension DraftModel {
    /// Inspects the beginning of data from elsewhere that gaze itself will read, before anything is sent. As with a file, it
    /// fills in fields, and problems found in it hold sending back. An inspection or a list of checksums that is still being
    /// read is awaited first.
    ///
    /// An address that the cloud will read by itself is inspected as well, as long as a format is missing. If gaze cannot read
    /// it, that says nothing about the cloud, but explains why the user has to choose the format.
    package func lookAhead() async {
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
            // The user may have named other data in the meantime.
            guard draft.data == line else { return }
            isLookedAt = true
            take(inspection, named: name, of: record)
        } catch {
            guard draft.data == line, error.kind != .cancelled else { return }
            if isReadByCloud { (isLookedAt, unread) = (true, error.message) } else { file = .problem(error.message) }
        }
    }

    /// Whether the beginning of data from elsewhere still has to be inspected.
    package var awaitsLook: Bool {
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
