import ImageModel

/// The review of a copy before it is made: what the record in the other cloud will say, what differs, and what may be refused.
struct CopyReview: Hashable, Sendable {
    /// The record of the image.
    let source: ImageRecord
    /// The name of the cloud that the image is in.
    let cloud: String
    /// The cloud that the image is copied to.
    let target: CloudChoice
    /// What is known about the target.
    var facts = Facts()

    /// What is known about a cloud that an image is copied to.
    struct Facts: Hashable, Sendable {
        /// The cloud's image schema; nil if it is not known.
        var schema: ImageSchema?
        /// What the login has revealed.
        var login: Workspace.Place.Login?
        /// The project's use of its quotas.
        var usage: ImageUsage?
    }

    private var image: Image { source.image }

    /// The image's name, or its id if it has none.
    var name: String { image.nameOrID }

    /// Properties that only make sense in the cloud that the image is in, because they refer to its users, servers, or keys.
    private static let bound: [String: String] = [
        "base_image_ref": "names an image of the other cloud", "instance_uuid": "names a server of the other cloud",
        "user_id": "names a user of the other cloud", "owner_id": "names a project of the other cloud",
        "owner_project_name": "names a project of the other cloud",
        "owner_user_name": "names a user of the other cloud", "boot_roles": "names roles of the other cloud",
        "img_signature": signature, "img_signature_certificate_uuid": signature,
        "img_signature_hash_method": signature, "img_signature_key_type": signature,
        "cinder_encryption_key_id": "names a key of the other cloud",
        "cinder_encryption_key_deletion_policy": "is about a key of the other cloud",
    ]
    private static let signature = "is checked with a certificate of the other cloud"

    /// The properties that are copied.
    private var properties: [String: String] {
        var properties: [String: String] = [:]
        for name in source.fieldNames where source.isProperty(name) && Self.bound[name] == nil {
            properties[name] = source.fields[name]?.string
        }
        return properties
    }

    /// The visibility in the other cloud, and the reason if it differs from the image's own.
    private var visibility: (value: Visibility, reason: String?) {
        let choices = facts.schema?[.visibility]?.choices
        let usual: Visibility = choices?.contains("shared") == false ? .private : .shared
        if let choices, !choices.contains(image.visibility.rawValue) {
            return (usual, "this cloud does not know \(image.visibility.rawValue)")
        }
        if image.visibility == .public, let roles = facts.login?.roles, !roles.contains("admin") {
            return (usual, "most clouds let only administrators make an image public, and you are none there")
        }
        return (image.visibility, nil)
    }

    /// The record to create.
    var newImage: NewImage {
        var new = NewImage()
        new.name = image.name
        new.diskFormat = image.diskFormat
        new.containerFormat = image.containerFormat
        new.visibility = visibility.value
        new.tags = image.tags.sorted()
        new.minDisk = image.minDisk.flatMap { $0 > 0 ? $0 : nil }
        new.minRAM = image.minRAM.flatMap { $0 > 0 ? $0 : nil }
        new.isProtected = image.isProtected ? true : nil
        new.isHidden = image.isHidden ? true : nil
        new.properties = properties
        return new
    }

    /// The plan for the transfer of the data.
    var plan: TransferPlan {
        .send(.image(CopiedImage(image, in: cloud, to: target)), .upload(store: nil))
    }

    /// What prevents the copy.
    var obstacles: [String] {
        // The formats describe the data; without data, there is nothing more to say.
        guard [.active, .deactivated].contains(image.status) else {
            return ["It is \(image.status.rawValue): it has no data that could be copied. Wait until it is active."]
        }
        var sentences: [String] = []
        let formats: [(ImageAttribute, String, String?)] = [
            (.diskFormat, "disk format", image.diskFormat),
            (.containerFormat, "container format", image.containerFormat),
        ]
        for (attribute, title, value) in formats {
            guard let value else {
                sentences.append("It has no \(title), and data needs one. Give it one here first.")
                continue
            }
            if let choices = facts.schema?[attribute]?.choices, !choices.contains(value) {
                sentences.append(
                    "\(target.title) does not take the \(title) \(value); it takes \(choices.joined(separator: ", ")). "
                        + "Convert the data, and create an image of it there.")
            }
        }
        return sentences
    }

    /// What the other cloud may refuse.
    var doubts: [String] {
        var sentences: [String] = []
        if image.status == .deactivated {
            sentences.append("It is deactivated: only administrators may read its data.")
        }
        if source.fields["cinder_encryption_key_id"]?.string != nil {
            sentences.append("Its data is encrypted with a key that \(target.title) does not have.")
        }
        let create = ReviewedCreate(image: newImage, plan: plan)
        return sentences + CreateDoubts(create: create, roles: facts.login?.roles, usage: facts.usage).sentences
    }

    /// What will differ in the other cloud.
    var differences: [String] {
        let (value, reason) = visibility
        var sentences: [String] = []
        if let reason {
            sentences.append("visibility: \(value.rawValue), and not \(image.visibility.rawValue): \(reason).")
        }
        if image.visibility == .shared {
            sentences.append("The projects that it is shared with do not go: projects of two clouds are not the same.")
        }
        let owner = facts.login?.projectID ?? target.project
        sentences.append(
            "id: another. owner: \(owner.map { "the project \($0)" } ?? "your project there")."
        )
        for name in source.fieldNames where source.isProperty(name) {
            if let reason = Self.bound[name] { sentences.append("\(name) does not go: it \(reason).") }
        }
        let own = source.fieldNames.filter { name in
            !source.isProperty(name) && source.fields[name] != .null
                && !ImageAttribute.creatable.contains(ImageAttribute(rawValue: name)) && name != "owner"
        }
        if !own.isEmpty {
            sentences.append("What the service says by itself does not go: \(own.joined(separator: ", ")).")
        }
        return sentences
    }

    /// What will happen, in order.
    var steps: [String] {
        let size = image.size.map { " of \(Format.bytes($0))" } ?? ""
        let proof = DataProof(image)
        let hash = proof.algorithm.map { "its size and \($0.title) are" } ?? "its size is"
        return [
            "The record is made at \(target.title): POST /v2/images.",
            "The data\(size) goes from \(cloud) to \(target.title) in one stream, without a file here: GET, and PUT …/file.",
            "Before the last of it goes out, \(hash) compared with what \(cloud) says; at the end, size and hash with what "
                + "\(target.title) says.",
        ]
    }

    /// The sections of the review, most important first.
    var sections: [Review.Section] {
        [
            Review.Section(title: "Not copied as it is", sentences: obstacles, weight: .obstacle),
            Review.Section(title: "What may be refused", sentences: doubts, weight: .doubt),
            Review.Section(title: "What will differ", sentences: differences),
            Review.Section(title: "What will happen", sentences: steps),
            Review.Section(title: "What is sent", code: newImage.json().text(pretty: true)),
        ].filter { $0.code != nil || !$0.sentences.isEmpty }
    }
}
