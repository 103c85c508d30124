import ImageModel

/// Whether the service has what was sent.
enum Verdict: Hashable {
    /// It has; the words say what was compared.
    case good(String)
    /// It has something else, or nothing; the sentence says what.
    case bad(String)

    /// The verdict on an image that has settled.
    ///
    /// - Parameters:
    ///   - receipt: what was sent; nil where the service read it by itself.
    ///   - plan: how it was brought.
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

    /// The verdict on an image whose transfer was cut off, and that has settled by itself.
    ///
    /// - Parameters:
    ///   - receipt: what was sent, where that was still known.
    ///   - plan: how it was to be brought.
    init(onTakenUp image: Image, receipt: UploadReceipt?, plan: TransferPlan) {
        guard receipt == nil, image.status == .active, case .send = plan else {
            self.init(on: image, receipt: receipt, plan: plan)
            return
        }
        guard let expected = plan.size, let size = image.size else {
            self = .good("the image is active; how much was to be sent is not known any more")
            return
        }
        self =
            size == expected
            ? .good("the size matches; gaze was cut off before it knew the SHA-512 of what it sent")
            : .bad("The service has \(size) bytes, and \(expected) were to be sent.")
    }
}
