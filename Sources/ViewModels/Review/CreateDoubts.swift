import DiskFormats
import ImageModel

/// What a cloud may refuse of a create, as far as that can be told before.
struct CreateDoubts {
    let create: ReviewedCreate
    /// The roles that the person has in the project; nil where they are not known.
    let roles: Set<String>?
    /// How much of its quotas the project has used; nil where that is not known.
    let usage: ImageUsage?

    /// A quota of which less than a tenth is left is nearly full.
    private static let nearlyFull = 0.9

    /// The sentences; none where nothing speaks against it.
    var sentences: [String] { left + policy + recordQuota + dataQuotas }

    /// What the API page asks for, and Glance makes a record without.
    private var left: [String] {
        var sentences: [String] = []
        if create.image.name == nil {
            sentences.append("It has no name. The API asks for one, and lists show the id in its place.")
        }
        let formats = [("disk", create.image.diskFormat), ("container", create.image.containerFormat)]
        let missing = formats.filter { $0.1 == nil }.map { "no \($0.0) format" }
        // With data, that is what holds it back.
        if create.plan == nil, !create.isDataHeld, !missing.isEmpty {
            sentences.append(
                "It has \(missing.joined(separator: " and ")). The API asks for both, and the image takes no data without."
            )
        }
        return sentences
    }

    /// Glance's own policies. A cloud may have others, which nobody tells.
    private var policy: [String] {
        let roles = roles ?? []
        guard !roles.contains("admin") else { return [] }
        var sentences: [String] = []
        let names = roles.sorted().joined(separator: ", ")
        if !roles.isEmpty, !roles.contains("member") {
            sentences.append(
                "Most clouds let only members of a project make images, and you are none (your roles: \(names)).")
        }
        if create.image.visibility == .public {
            let whose = roles.isEmpty ? "" : " (your roles: \(names))"
            sentences.append(
                "Most clouds let only administrators make an image public\(whose). Where it is refused, community or shared "
                    + "may do.")
        }
        return sentences
    }

    /// What the quota of images says, for one more.
    private var recordQuota: [String] {
        [Self.sentence(on: usage?.count, adding: 1) { "\($0) image\($0 == 1 ? "" : "s")" }].compactMap(\.self)
    }

    /// What the quotas of data say; nothing where there is none.
    var dataQuotas: [String] {
        guard let usage, let plan = create.plan else { return [] }
        // Glance counts whole MiB.
        let size = plan.size.map { $0 >> 20 }
        func bytes(_ count: Int64) -> String {
            Format.bytes(count.multipliedSaturating(by: 1 << 20))
        }
        var sentences = [Self.sentence(on: usage.size, adding: size) { bytes($0) + " of images" }]
        if plan.isStaged {
            sentences.append(Self.sentence(on: usage.staging, adding: size) { bytes($0) + " in the staging area" })
        }
        sentences.append(Self.sentence(on: usage.uploading, adding: 1) { "\($0) upload\($0 == 1 ? "" : "s") at once" })
        return sentences.compactMap(\.self)
    }

    /// - Parameter addition: what this create brings; nil where that is not known.
    private static func sentence(
        on quota: ImageUsage.Quota?, adding addition: Int64?, _ words: (Int64) -> String
    ) -> String? {
        guard let quota, quota.limit >= 0 else { return nil }
        let (total, isTooMuch) = quota.usage.addingReportingOverflow(addition ?? 0)
        let sum = "The project has \(words(quota.usage)), and may have \(words(quota.limit))"
        if isTooMuch || total > quota.limit { return sum + ": this is too much, and is refused (413)." }
        if Double(total) >= Double(quota.limit) * nearlyFull {
            return sum + (addition == nil ? ": there is little room." : ": after this there is little room.")
        }
        return nil
    }
}

extension TransferPlan {
    /// Whether the data is in the staging area for a while.
    fileprivate var isStaged: Bool {
        if case .send(_, .upload) = self { false } else { true }
    }
}
