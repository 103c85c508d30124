/// A create, or the bringing of data to a record, as OpenStack's own clients do it.
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

    /// The same as what brings data to a record that is there; no commands where nothing is sent.
    ///
    /// - Parameters:
    ///   - imageURL: the service's address; nil where the environment says it.
    ///   - clientName: the name by which `openstack` knows the cloud; nil where the environment says it.
    init(_ bringing: ReviewedBringing, imageURL: String?, clientName: String?) {
        guard let plan = bringing.plan else {
            self.init(program: "openstack", text: nil, notes: [])
            return
        }
        var notes: [String] = []
        if case .send(.standardInput, _) = plan { notes.append("The data is read from its standard input.") }
        guard let obstacle = OpenStackCommand.obstacle(to: bringing) else {
            let command = OpenStackCommand(create: bringing.create, clientName: clientName)
            self.init(program: "openstack", text: command.text(changing: bringing.patch), notes: notes)
            return
        }
        let command = GlanceCommand(create: bringing.create, imageURL: imageURL, clientName: clientName)
        self.init(
            program: "glance", text: command.text(changing: bringing.patch),
            notes: ["openstack cannot say this (\(obstacle)); glance can."] + notes)
    }
}
