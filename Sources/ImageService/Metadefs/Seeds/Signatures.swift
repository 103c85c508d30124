extension MetadefSeed {
    /// The signature by which services verify that the data is what was signed.
    static let signatures = MetadefSeed(
        name: "OS::Glance::Signatures",
        title: "Image signature",
        description:
            "A signature of the image's data. The image service checks it when the data comes in, and the compute "
            + "service before a boot, against a certificate in the key manager.",
        resources: [.image],
        properties: [
            .text("img_signature", "Signature", "The signature of the data's digest, in Base64."),
            .text(
                "img_signature_certificate_uuid", "Certificate", "The key manager's id of the signer's certificate."),
            .choice(
                "img_signature_hash_method", "Digest", "How the data was hashed before it was signed.",
                of: ["SHA-224", "SHA-256", "SHA-384", "SHA-512"]),
            .choice(
                "img_signature_key_type", "Key type", "The kind of key that signed.",
                of: [
                    "RSA-PSS", "DSA", "ECC_SECT571K1", "ECC_SECT409K1", "ECC_SECT571R1", "ECC_SECT409R1",
                    "ECC_SECP521R1", "ECC_SECP384R1",
                ]),
        ])
}
