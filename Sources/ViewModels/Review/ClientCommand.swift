/// A create as OpenStack's own clients do it.
public struct ClientCommand: Hashable, Sendable {
    /// The program that does it: `openstack`, or `glance` where that cannot say it.
    public let program: String
    /// The commands, to be run by a shell; nil where no client can say it.
    public let text: String?
    /// What a person should know of them, a sentence each.
    public let notes: [String]
}

extension ClientCommand {
    /// The same as a create.
    ///
    /// - Parameters:
    ///   - imageURL: the service's address; nil where the environment says it.
    ///   - clientName: the name by which `openstack` knows the cloud; nil where the environment says it.
    init(_ create: ReviewedCreate, imageURL: String?, clientName: String?) {
        guard let obstacle = OpenStackCommand.obstacle(to: create) else {
            let command = OpenStackCommand(create: create, clientName: clientName)
            self.init(program: "openstack", text: command.text, notes: command.notes)
            return
        }
        guard let another = GlanceCommand.obstacle(to: create) else {
            let command = GlanceCommand(create: create, imageURL: imageURL, clientName: clientName)
            self.init(
                program: "glance", text: command.text,
                notes: ["openstack cannot say this (\(obstacle)); glance can."] + command.notes)
            return
        }
        self.init(
            program: "openstack", text: nil,
            notes: ["Neither openstack (\(obstacle)) nor glance (\(another)) can say this; curl can."])
    }
}
