extension MetadefSeed {
    /// The operating system in the image, and its administrator.
    static let operatingSystem = MetadefSeed(
        name: "OS::OperatingSystem",
        title: "Guest operating system",
        description: "Which operating system a server finds when it boots, and how to log in to it for the first time.",
        resources: [.image, .volume],
        properties: [
            .text(
                "os_distro", "Distribution",
                "The distribution's short name in lower case, as the libosinfo database has it."),
            .text("os_version", "System version", "The version as its makers write it."),
            .text(
                "os_admin_user", "Administrator",
                "The account that gets the administrator's rights: root, Administrator, or the image's own default user."
            ),
        ])
}
