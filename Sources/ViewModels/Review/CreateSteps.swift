import ImageModel

/// What happens when a create is sent, in plain sentences.
struct CreateSteps {
    let create: ReviewedCreate

    /// The sentences, in the order of what they tell.
    var sentences: [String] {
        let record =
            "The record is made at once. Until it has data it is queued, and nothing can boot from it."
            // It is not among the requests that are shown: it is made when they are sent.
            + (create.plan != nil && create.image.id == nil
                ? " gaze adds an id to the request, so that it finds the record again if it is cut off." : "")
        let rest: [String]
        switch create.plan {
        case nil: rest = ["No data follows: bring it later, from here or with any other client."]
        case .send(let origin, .upload(let store)):
            let place = store.map { "the store \($0)" } ?? "the cloud's own store"
            rest = [
                reading(origin) + " and sends it into \(place); the image is saving, and active when all is there.",
                Self.proof, repeating(origin, "the record is queued again"),
            ]
        case .send(let origin, .staged(let stores)):
            rest =
                [
                    reading(origin) + " and sends it to the staging area; the image is uploading.",
                    "The cloud imports it into \(Self.words(for: stores)); the image is importing, and active at the end.",
                ] + Self.consequence(of: stores) + [
                    Self.proof, repeating(origin, "what is staged already is not sent twice"),
                ]
        case .fetch(let request): rest = fetching(request)
        }
        return [record] + rest + protection
    }

    private static let proof =
        "Then gaze compares the size and the SHA-512 of what it sent with what the cloud says that it has."

    private func reading(_ origin: TransferPlan.Origin) -> String {
        switch origin {
        case .file(let file): "gaze reads \(file.path) (\(Format.bytes(file.size)))"
        case .web(let url): "gaze reads \(url) in one stream, keeping nothing on this machine,"
        case .image(let image): "gaze reads it from \(image.words), in one stream, keeping nothing on this machine,"
        case .standardInput: "gaze reads its standard input to its end"
        }
    }

    private func repeating(_ origin: TransferPlan.Origin, _ state: String) -> String {
        switch origin {
        case .standardInput:
            "Where that is cut off the record stays, and the data has to come anew: it can be read once only."
        case .file, .web, .image: "Where that is cut off, nothing is lost: \(state), and one key brings the data again."
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
        return [
            source + " and imports it into \(stores); the image is importing, and active at the end."
        ] + Self.consequence(of: request.stores) + [
            "That goes on when gaze is left. gaze has not seen the data: compare the hash with the publisher's."
        ]
    }

    private static func words(for stores: ImageImport.Stores) -> String {
        switch stores {
        case .usual: "its own store"
        case .some(let names, _): (names.count == 1 ? "the store " : "the stores ") + names.joined(separator: ", ")
        case .all: "every store"
        }
    }

    /// What a store that fails leads to, where there may be others.
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
