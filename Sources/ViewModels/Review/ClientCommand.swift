/// A create, or a transfer of data to a record, as commands of OpenStack's own clients.
package struct ClientCommand: Hashable, Sendable {
    /// The client that runs it: `openstack`, or `glance` if `openstack` cannot express it.
    package let program: String
    /// The commands, to be run by a shell; nil if no client can express them.
    package let text: String?
    /// Notes on the commands for the user, one sentence each.
    package let notes: [String]
}

extension ClientCommand {
    /// The commands for a create.
    ///
    /// - Parameters:
    ///   - imageURL: the service's address; nil if the environment supplies it.
    ///   - clientName: the name by which `openstack` knows the cloud; nil if the environment supplies it.
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

    /// The commands for a transfer of data to an existing record; none if nothing is sent.
    ///
    /// - Parameters:
    ///   - imageURL: the service's address; nil if the environment supplies it.
    ///   - clientName: the name by which `openstack` knows the cloud; nil if the environment supplies it.
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
