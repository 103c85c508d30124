/// The image declares that its data is signed, which cannot be verified here: the certificate is in a key manager, and there is
/// none. Unverified data must not pass as verified.
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
    /// The properties that together declare a signature.
    private static let signature = [
        "img_signature", "img_signature_hash_method", "img_signature_key_type", "img_signature_certificate_uuid",
    ]

    /// Throws if the image declares that its data is signed.
    func checkSignature() throws(UnverifiableSignature) {
        guard Self.signature.allSatisfy({ properties[$0] != nil }) else { return }
        throw UnverifiableSignature(image: id, certificate: properties["img_signature_certificate_uuid"] ?? "")
    }
}
