import GRDB
import ImageModel

/// A part of the records that can be read in order: those of one visibility, of all projects or of one, or those that other
/// projects share with one.
enum ImageSlice {
    case owned(by: Owner, Visibility)
    case shared(with: String, status: String?, owner: String?)

    enum Owner: Equatable {
        case anybody
        case project(String)

        /// The name of the index that has such a slice in the order of a key.
        func index(_ key: ImageSort.Column) -> String {
            (self == .anybody ? "imageOfVisibilityBy_" : "imageOfOwnerBy_") + key.stored
        }
    }

    /// The condition that a record is in the slice.
    var condition: SQL {
        switch self {
        case .owned(.anybody, let visibility): "image.visibility = \(visibility.rawValue)"
        case .owned(.project(let project), let visibility):
            "image.owner = \(project) AND image.visibility = \(visibility.rawValue)"
        case .shared(let project, let status, let owner):
            """
            EXISTS (SELECT 1 FROM imageMember WHERE imageMember.image = image.number \
            AND \(Self.membership(project, status))) AND \(Self.sharing(project, owner))
            """
        }
    }

    /// Whether an index has the slice's records, except the recent ones.
    var isIndexed: Bool { if case .owned = self { true } else { false } }

    /// The recent records of all slices: the statement from `FROM` up to the conditions that a list adds.
    static let recent: SQL = "FROM image INDEXED BY imageRecent WHERE image.isRecent = 1"

    /// The slice's rows in the order of a key, without the recent ones if an index has the slice: the statement from `FROM` up
    /// to the conditions that a list adds.
    ///
    /// The records shared with a project are found by its memberships; their number depends on the project alone, so the cost
    /// of sorting them does not grow with the catalogue.
    func rows(orderedBy key: ImageSort.Column) -> SQL {
        switch self {
        case .owned(let owner, _):
            "FROM image INDEXED BY \(sql: owner.index(key)) WHERE image.isRecent = 0 AND \(condition)"
        case .shared(let project, let status, let owner):
            """
            FROM imageMember CROSS JOIN image ON image.number = imageMember.image \
            WHERE \(Self.membership(project, status)) AND \(Self.sharing(project, owner))
            """
        }
    }

    private static func membership(_ project: String, _ status: String?) -> SQL {
        var condition: SQL = "imageMember.member = \(project)"
        if let status { condition += " AND imageMember.status = \(status)" }
        return condition
    }

    /// Excludes the project's own images, which are in a slice of their own.
    private static func sharing(_ project: String, _ owner: String?) -> SQL {
        var condition: SQL = "image.visibility = 'shared' AND image.owner IS NOT \(project)"
        if let owner { condition += " AND image.owner = \(owner)" }
        return condition
    }
}

extension PageRequest {
    /// The slices that make up the list for an identity. No record is in two of them.
    ///
    /// If the query does not ask for a visibility, other projects' community images are left out, even for an admin; this is
    /// Glance's rule.
    func slices(for identity: Identity) -> [ImageSlice] {
        visibilities.flatMap { visibility -> [ImageSlice] in
            let isOpen =
                switch visibility {
                case .public: true
                case .community: asksForVisibility
                default: identity.isAdmin
                }
            var slices: [ImageSlice] = []
            if isOpen {
                slices.append(.owned(by: owner.map(ImageSlice.Owner.project) ?? .anybody, visibility))
            } else if owner == nil || owner == identity.project {
                slices.append(.owned(by: .project(identity.project), visibility))
            }
            if visibility == .shared, !identity.isAdmin {
                slices.append(.shared(with: identity.project, status: memberStatus, owner: owner))
            }
            return slices
        }
    }
}
