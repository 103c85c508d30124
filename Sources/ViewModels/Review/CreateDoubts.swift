import DiskFormats
import ImageModel

/// The reasons why a cloud may refuse a create, as far as they can be known in advance.
struct CreateDoubts {
    let create: ReviewedCreate
    /// The user's roles in the project; nil if they are not known.
    let roles: Set<String>?
    /// The project's use of its quotas; nil if it is not known.
    let usage: ImageUsage?

    /// A quota is nearly full when at most a tenth of it is left.
    private static let nearlyFull = 0.9

    /// The sentences; empty if nothing speaks against the create.
    var sentences: [String] { left + policy + recordQuota + dataQuotas }

    /// What the API page requires, but Glance creates a record without.
    private var left: [String] {
        var sentences: [String] = []
        if create.image.name == nil {
            sentences.append("It has no name. The API asks for one, and lists show the id in its place.")
        }
        let formats = [("disk", create.image.diskFormat), ("container", create.image.containerFormat)]
        let missing = formats.filter { $0.1 == nil }.map { "no \($0.0) format" }
        // If there is data, a missing format holds the create back in any case.
        if create.plan == nil, !create.isDataHeld, !missing.isEmpty {
            sentences.append(
                "It has \(missing.joined(separator: " and ")). The API asks for both, and the image takes no data without."
            )
        }
        return sentences
    }

    /// Glance's own policies. A cloud may have others, which cannot be queried.
    private var policy: [String] {
        let roles = roles ?? []
        guard !roles.contains("admin") else { return [] }
        var sentences: [String] = []
        let names = roles.sorted().joined(separator: ", ")
        if !roles.isEmpty, !roles.contains("member") {
            sentences.append(
                "Most clouds let only members of a project create images, and you are not one (your roles: \(names)).")
        }
        if create.image.visibility == .public {
            let whose = roles.isEmpty ? "" : " (your roles: \(names))"
            sentences.append(
                "Most clouds let only administrators make an image public\(whose). Where it is refused, community or shared "
                    + "may do.")
        }
        return sentences
    }

    /// Sentences about the quota of images; empty unless one more image exceeds or nearly fills it.
    private var recordQuota: [String] {
        [Self.sentence(on: usage?.count, adding: 1) { "\($0) image\($0 == 1 ? "" : "s")" }].compactMap(\.self)
    }

    /// Sentences about the quotas of data; empty unless the data exceeds or nearly fills one.
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

    /// - Parameter addition: the amount that this create adds; nil if it is not known.
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
    /// Whether the data passes through the staging area.
    fileprivate var isStaged: Bool {
        if case .send(_, .upload) = self { false } else { true }
    }
}
