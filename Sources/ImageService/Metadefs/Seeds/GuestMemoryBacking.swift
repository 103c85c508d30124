extension MetadefSeed {
    /// The kind of pages that back the guest's memory.
    static let guestMemoryBacking = MetadefSeed(
        name: "OS::Compute::GuestMemoryBacking",
        title: "Memory pages",
        description:
            "The size of the host's pages that the guest's memory is made of. Large pages are quicker, and have to "
            + "be set aside on the hosts.",
        resources: [.image(prefix: "hw_"), .volume(prefix: "hw_"), .flavor(prefix: "hw:")],
        properties: [
            .text(
                "mem_page_size", "Page size",
                "'small', 'large', 'any', or a size such as 2MB or 1GB; a bare number counts in KB.")
        ])
}
