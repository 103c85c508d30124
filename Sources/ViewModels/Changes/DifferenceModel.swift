import ImageModel
import Observation

/// Two images side by side: their records, and the projects that they are shared with.
@Observable
@MainActor
package final class DifferenceModel {
    /// One of the two images.
    @MainActor
    package struct Side {
        /// The image.
        package let image: MarkedImage
        /// The image's record.
        let record: RecordPart<ImageRecord>
        /// The projects that the image is shared with.
        let members: RecordPart<[ImageMember]>

        init(_ image: MarkedImage, api: any ImageAPI) {
            self.image = image
            record = RecordPart("record of \(image.name)") { () throws(APIError) in try await api.image(image.id) }
            members = RecordPart("members of \(image.name)") { () throws(APIError) in
                try await api.members(of: image.id)
            }
        }

        /// The image's name, or its id if it has none.
        package var name: String { record.value?.image.nameOrID ?? image.name }

        /// Reads what has not been read yet. Only a shared image has members to read.
        fileprivate func load() {
            record.load()
            if isShared { members.load() }
        }

        fileprivate var isShared: Bool { record.value?.image.visibility == .shared }
        fileprivate var isLoading: Bool { record.isLoading || members.isLoading }

        fileprivate func reload() {
            record.reload()
            if isShared { members.reload() }
        }
    }

    /// The first image.
    package let left: Side
    /// The second image.
    package let right: Side

    init(_ left: MarkedImage, _ right: MarkedImage, api: any ImageAPI) {
        self.left = Side(left, api: api)
        self.right = Side(right, api: api)
    }

    /// Reads what has not been read yet.
    package func load() {
        left.load()
        right.load()
    }

    /// Reads both images again.
    package func refresh() {
        left.reload()
        right.reload()
    }

    /// Whether anything is being read.
    package var isLoading: Bool { left.isLoading || right.isLoading }

    /// Why a record or its members could not be read; nil if there was no failure.
    package var failure: Explanation? {
        left.record.failure ?? right.record.failure ?? left.members.failure ?? right.members.failure
    }

    /// The rows to compare, with the members if they could be read; nil until both records are there.
    package var rows: [RecordDifference.Row]? {
        guard let left = left.record.value, let right = right.record.value else { return nil }
        return RecordDifference(left, right).rows
            + RecordDifference.memberRows(self.left.members.value ?? [], self.right.members.value ?? [])
    }
}

extension Workspace {
    /// The two marked images side by side; nil unless exactly two are marked.
    package func difference() -> DifferenceModel? {
        guard marks.count == 2 else { return nil }
        return DifferenceModel(marks.images[0], marks.images[1], api: api)
    }
}
