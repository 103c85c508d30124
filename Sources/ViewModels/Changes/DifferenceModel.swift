import ImageModel
public import Observation

/// Two images side by side: what their records say, and whom they are shared with.
@Observable
@MainActor
public final class DifferenceModel {
    /// One of the two.
    @MainActor
    public struct Side {
        /// The image.
        public let image: MarkedImage
        /// Its record.
        let record: RecordPart<ImageRecord>
        /// The projects that it is shared with.
        let members: RecordPart<[ImageMember]>

        init(_ image: MarkedImage, api: any ImageAPI) {
            self.image = image
            record = RecordPart("record of \(image.name)") { () throws(APIError) in try await api.image(image.id) }
            members = RecordPart("members of \(image.name)") { () throws(APIError) in
                try await api.members(of: image.id)
            }
        }

        /// What it is called.
        public var name: String { record.value?.image.nameOrID ?? image.name }

        /// Reads what has not been read; images that are not shared have no members.
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

    /// The first one.
    public let left: Side
    /// The second one.
    public let right: Side

    init(_ left: MarkedImage, _ right: MarkedImage, api: any ImageAPI) {
        self.left = Side(left, api: api)
        self.right = Side(right, api: api)
    }

    /// Reads what has not been read yet.
    public func load() {
        left.load()
        right.load()
    }

    /// Reads both again.
    public func refresh() {
        left.reload()
        right.reload()
    }

    /// Whether something is being read.
    public var isLoading: Bool { left.isLoading || right.isLoading }

    /// Why one of them could not be read; nil where both could.
    public var failure: Explanation? {
        left.record.failure ?? right.record.failure ?? left.members.failure ?? right.members.failure
    }

    /// All that there is to compare, the members where they could be read; nil before both records are there.
    public var rows: [RecordDifference.Row]? {
        guard let left = left.record.value, let right = right.record.value else { return nil }
        return RecordDifference(left, right).rows
            + RecordDifference.memberRows(self.left.members.value ?? [], self.right.members.value ?? [])
    }
}

extension Workspace {
    /// The two marked images side by side; nil where there are more or less than two.
    public func difference() -> DifferenceModel? {
        guard marks.count == 2 else { return nil }
        return DifferenceModel(marks.images[0], marks.images[1], api: api)
    }
}
