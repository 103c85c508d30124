import ImageModel

/// What happens when a create is sent, in plain sentences.
struct CreateSteps {
    let create: ReviewedCreate
    /// Whether the service runs inside gaze, and ends with it.
    var isOwnService = false

    /// The sentences, in the order of the steps.
    var sentences: [String] {
        let record =
            "The record is made at once. Until it has data it is queued, and nothing can boot from it."
            // The id is not in the requests that are shown, because it is generated when they are sent.
            + (create.plan != nil && create.image.id == nil
                ? " gaze adds an id to the request, so that it finds the record again if it is cut off." : "")
        return [record] + data + protection
    }

    /// The steps of the data transfer.
    var data: [String] {
        switch create.plan {
        case nil where create.isDataHeld:
            return ["The data cannot be sent as it is: the reasons are given above."]
        case nil: return ["No data follows: bring it later, from here or with any other client."]
        case .send(let origin, .upload(let store)):
            let place = store.map { "the store \($0)" } ?? "the cloud's own store"
            return [
                reading(origin) + " and sends it into \(place); the image is saving, and active when all is there."
            ] + check + [Self.proof, repeating(origin, "the record is queued again")]
        case .send(let origin, .staged(let stores)):
            return
                [
                    reading(origin) + " and sends it to the staging area; the image is uploading.",
                    "The cloud imports it into \(Self.words(for: stores)); the image is importing, and active at the end.",
                ] + Self.consequence(of: stores) + check + [
                    Self.proof, repeating(origin, "what is staged already is not sent twice"),
                ]
        case .fetch(let request): return fetching(request)
        }
    }

    /// Says that the data is compared with a checksum before the cloud has all of it.
    private var check: [String] {
        guard let checksum = create.checksum else { return [] }
        return [
            "Its \(checksum.title) is compared with the one that is given before the last of it goes out: where it is another, the "
                + "cloud keeps none of it."
        ]
    }

    private static let proof =
        "Then gaze compares the size and the SHA-512 of what it sent with what the cloud says that it has."

    private func reading(_ origin: TransferPlan.Origin) -> String {
        switch origin {
        case .file(let file): "gaze reads \(file.path) (\(Format.bytes(file.size)))"
        case .web(let url): "gaze reads \(url) in one stream, keeping nothing on this machine,"
        case .elsewhere(let image):
            "gaze reads the image \(image.id) of \(image.words) in one stream, keeping nothing on this machine, compares its "
                + "size and hash with the record there before the last of it goes out,"
        case .image(let image): "gaze reads it from \(image.words), in one stream, keeping nothing on this machine,"
        case .standardInput: "gaze reads its standard input to its end"
        }
    }

    private func repeating(_ origin: TransferPlan.Origin, _ state: String) -> String {
        switch origin {
        case .standardInput:
            "If that is cut off the record stays, and the data must be sent again: it can be read only once."
        case .file, .web, .elsewhere, .image:
            "Where that is cut off, nothing is lost: \(state), and the data can be brought again."
        }
    }

    private func fetching(_ request: ImageImport) -> [String] {
        let stores = Self.words(for: request.stores)
        let source: String
        switch request.method {
        case .webDownload(let url): source = "The cloud reads \(url) by itself"
        case .glanceDownload(let region, let image):
            source = "The cloud reads the image \(image) of the region \(region) by itself"
        case .glanceDirect, .copyImage: source = "The cloud takes the data that it has"
        }
        let compared =
            create.checksum.map { "at the end the cloud's \($0.title) of it is compared with the one that is given." }
            ?? "compare the hash with the publisher's."
        return [
            source + " and imports it into \(stores); the image is importing, and active at the end."
        ] + Self.consequence(of: request.stores) + [
            (isOwnService
                ? "That stops when you quit gaze, whose own service it is, and resumes at the next start."
                : "That continues when you quit gaze.")
                + " gaze does not see the data on its way: "
                + compared
        ]
    }

    private static func words(for stores: ImageImport.Stores) -> String {
        switch stores {
        case .usual: "its own store"
        case .some(let names, _): (names.count == 1 ? "the store " : "the stores ") + names.joined(separator: ", ")
        case .all: "every store"
        }
    }

    /// Says what the failure of one store leads to, if there may be several.
    private static func consequence(of stores: ImageImport.Stores) -> [String] {
        switch stores {
        case .usual: return []
        case .some(let names, _) where names.count < 2: return []
        case .some(_, let mustSucceed), .all(let mustSucceed):
            return [
                mustSucceed
                    ? "Where one store fails, the whole import fails."
                    : "Where one store fails, the image can be used from the others, and gaze says which are missing."
            ]
        }
    }

    private var protection: [String] {
        create.image.isProtected == true
            ? ["It is protected: to delete it, even after a failure, the protection is to be taken off first."] : []
    }
}
