extension MetadefSeed {
    /// A trusted platform module for the guest.
    static let tpm = MetadefSeed(
        name: "OS::Compute::TPM",
        title: "Trusted platform module",
        description:
            "An emulated TPM, which keeps the guest's keys. Recent versions of Windows do not install without one.",
        resources: [.image(prefix: "hw_"), .flavor(prefix: "hw:")],
        properties: [
            .choice(
                "tpm_version", "TPM version", "The version of the specification.", of: ["1.2", "2.0"]),
            .choice(
                "tpm_model", "TPM interface", "How the guest speaks to it; 'tpm-crb' needs version 2.0.",
                of: ["tpm-tis", "tpm-crb"]),
        ])
}
