/// An image says that its data is signed, and nobody here can say whether it is: the certificate is a key manager's, and there
/// is none. What was not checked must not pass for checked.
///
/// Source: the OpenStack guide to image signature verification. Glance without a key manager refuses the data as well.
struct UnverifiableSignature: Error, CustomStringConvertible {
    let image: String
    let certificate: String

    var description: String {
        "Signature verification failed for image \(image): Signature verification for the image failed: Unable to retrieve "
            + "certificate with ID: \(certificate)."
    }
}

extension StoredImage {
    /// The properties that say so, all together.
    private static let signature = [
        "img_signature", "img_signature_hash_method", "img_signature_key_type", "img_signature_certificate_uuid",
    ]

    /// Refuses data for an image that is said to be signed.
    func checkSignature() throws(UnverifiableSignature) {
        guard Self.signature.allSatisfy({ properties[$0] != nil }) else { return }
        throw UnverifiableSignature(image: id, certificate: properties["img_signature_certificate_uuid"] ?? "")
    }
}
