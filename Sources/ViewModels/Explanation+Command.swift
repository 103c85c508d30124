package import ImageModel

extension Explanation {
    /// Returns the words for a command, which has no keys to press and no form to correct; nil if the words for a screen apply.
    static func commandWords(for error: APIError, during attempt: Attempt) -> Words? {
        guard case .command(_, let id) = attempt else { return nil }
        let message = error.message.lowercased()
        switch error.kind {
        case .badRequest:
            return ("The service rejects the request as invalid.", "Correct it, and run the command again.")
        case .notFound:
            return ("There is no such image, or this project may not see it.", "gaze list shows which there are.")
        case .gone: return ("The image was deleted meanwhile.", "gaze list shows which there are.")
        case .forbidden where isAboutFormats(error):
            return (keepsFormats, "Create another image like it: gaze create --like \(id ?? "IMAGE") --data … NAME")
        case .forbidden where message.contains("protected"):
            return (
                "The image is protected against deletion.",
                "Take the protection off first: gaze set \(id ?? "IMAGE") --unprotected"
            )
        case .forbidden where message.contains("read-only") || message.contains("reserved"):
            let name = error.namedAttribute?.rawValue ?? "An attribute"
            return ("\(name) is set by the service alone.", "Leave it out, and run the command again.")
        case .otherStatus:
            return (
                "The service gave an unexpected answer to this request.",
                "Operators can find the request in the log by its id."
            )
        default: return nil
        }
    }
}

extension Explanation {
    /// Returns the explanation for `gaze create` or `gaze upload`, which have options instead of screens, keys and forms.
    ///
    /// - Parameter image: The id of the image; nil if there is no record yet.
    package func inCommand(on image: Image.ID?) -> Explanation {
        guard let words = words(inCommandOn: image) else { return self }
        var explanation = self
        explanation.reason = words.reason ?? reason
        explanation.advice = words.advice
        return explanation
    }

    private func words(inCommandOn image: Image.ID?) -> (reason: String?, advice: String)? {
        let id = image ?? "ID"
        let again = "gaze upload \(id) --data …"
        switch cause {
        case .unproven:
            return (
                nil,
                "Do not boot from it. If it is queued, send the data again: \(again); otherwise delete it (gaze delete "
                    + "\(id)) and create it anew."
            )
        case .checksum(isStored: false):
            return (nil, "Get the data again from its publisher, or correct --checksum; then: \(again) --checksum …")
        case .checksum(isStored: true):
            return (
                nil,
                "The image is active: do not boot from it. Delete it (gaze delete \(id)), and create it anew with --method upload, "
                    + "so that gaze reads the data before the cloud has all of it."
            )
        case .format:
            if case .mismatch(let format)? = FormatRefusal(serverMessage) {
                return (nil, "Nothing is lost: \(again) --disk-format \(format) brings it to the same record.")
            }
            return nil
        // The image exists and is in use.
        case .missingStores: return nil
        case .importing:
            return (
                nil,
                "Nothing is lost: \(again) brings it again; --method and --store name another way or another store."
            )
        case .noData, .file: return nil
        case .request(let kind): return words(for: kind, id, again)
        }
    }

    private func words(for kind: APIError.Kind, _ id: String, _ again: String) -> (reason: String?, advice: String)? {
        let error = APIError(kind: kind, status: status, message: serverMessage, requestID: requestID)
        let message = serverMessage.lowercased()
        let isCreate = attempt == .create
        switch kind {
        case .badRequest where isCreate:
            guard let attribute = error.namedAttribute else {
                return ("The service rejects the request as invalid.", "Correct it, and run the command again.")
            }
            let option = Self.option(for: attribute)
            return ("\(option) has a value that the service refuses.", "Correct it, and run the command again.")
        case .badRequest: return (nil, "Bring it by another --method or to another --store: \(again)")
        case .notFound: return (nil, "gaze list shows which images there are.")
        case .forbidden where message.contains("read-only") || message.contains("reserved"):
            return (nil, "Leave it out, and run the command again.")
        case .forbidden where message.contains("public"):
            return (nil, "Choose another --visibility (community, or shared), or ask an administrator.")
        case .conflict where isCreate: return (nil, "Choose another --id, or leave it out to get one.")
        case .conflict: return (nil, "gaze show \(id) says how it is; for other data, create another image.")
        case .tooLarge where isCreate: return (nil, "Leave some --tag or --property out, and run the command again.")
        case .tooLarge where message.contains("storage media is full"):
            return (nil, "Delete images that nobody needs, or ask the cloud's operators for space; then: \(again)")
        case .tooLarge: return (nil, "Delete images, or ask for a larger quota; then: \(again)")
        case .unsupportedMediaType where !isCreate:
            switch FormatRefusal(serverMessage) {
            case .mismatch(let format):
                return (nil, "Nothing is lost: \(again) --disk-format \(format) brings it to the same record.")
            case nil: return (nil, "Nothing is lost: \(again) --disk-format FORMAT brings it to the same record.")
            case .unsafe, .several: return nil
            }
        case .otherStatus:
            return (nil, "Operators can find the request in the log by its id.")
        case .noAnswer, .timedOut:
            if case .following = attempt {
                return (nil, "The service has the data, and may go on: gaze show \(id) tells how that ends.")
            }
            guard isCreate else { return (nil, "Check the address and the network; then: \(again)") }
            return (
                nil,
                "Check the network; gaze list shows whether it is there. A request with an --id is never done twice."
            )
        case .source: return (nil, "Check where it is; then: \(again)")
        default: return nil
        }
    }

    /// Returns the option that sets an attribute.
    private static func option(for attribute: ImageAttribute) -> String {
        switch attribute {
        case .name: "The name"
        case .id: "--id"
        case .diskFormat: "--disk-format"
        case .containerFormat: "--container-format"
        case .visibility: "--visibility"
        case .tags: "--tag"
        case .minDisk: "--min-disk"
        case .minRAM: "--min-ram"
        case .protected: "--protected"
        case .hidden: "--hidden"
        default: "A --property"
        }
    }
}
