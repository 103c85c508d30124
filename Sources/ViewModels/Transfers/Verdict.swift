import ImageModel

/// The verdict on whether the service has what was sent.
enum Verdict: Hashable {
    /// The service has it; the words say what was compared.
    case good(String)
    /// The service has something else, or nothing; the sentence says what.
    case bad(String)
    /// The service has something that may be somebody else's: nothing shows that any of it was sent. The sentence says what.
    case others(String)

    /// The verdict on an image whose status has settled.
    ///
    /// - Parameters:
    ///   - receipt: what was sent; nil if the service read the data by itself, or if it is no longer known.
    ///   - plan: how the data was transferred.
    init(on image: Image, receipt: UploadReceipt?, plan: TransferPlan) {
        guard image.status == .active else {
            self = .bad("The service left the image \(image.status.rawValue).")
            return
        }
        guard let receipt else {
            if plan.way == ImageImport.Method.copyImage.name {
                self = .good("the cloud has copied it by itself to \(plan.storeNames.names.joined(separator: ", "))")
                return
            }
            guard case .fetch = plan else {
                self.init(onSizeOf: image, plan: plan)
                return
            }
            let size = image.size.map { Format.bytes($0) } ?? "data of unknown size"
            self = .good("the cloud fetched \(size) by itself; compare its hash with the publisher's")
            return
        }
        if let size = image.size, size != receipt.size {
            self = .bad("The service has \(size) bytes, and \(receipt.size) were sent.")
            return
        }
        guard image.hashAlgorithm == "sha512", let hash = image.secureHash else {
            self = .good("the size matches; this cloud hashes with \(image.hashAlgorithm ?? "nothing"), not SHA-512")
            return
        }
        guard hash.lowercased() == receipt.sha512 else {
            self = .bad("The service's SHA-512 is not that of what was sent.")
            return
        }
        self = .good("size and SHA-512 match what was sent")
    }

    /// The verdict on an image whose transfer was cut off, so that only the size that was to be sent is known.
    private init(onSizeOf image: Image, plan: TransferPlan) {
        guard let expected = plan.size, let size = image.size else {
            self = .good("the image is active; how much was to be sent is not known any more")
            return
        }
        self =
            size == expected
            ? .good("the size matches; gaze was cut off before it knew the SHA-512 of what it sent")
            : .others("The service has \(Format.bytes(size)), and \(Format.bytes(expected)) were to be sent.")
    }
}
