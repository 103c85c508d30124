import ImageModel

/// Transfers of data to an existing record. Of the record, `create` holds only the id.
extension OpenStackCommand {
    /// Returns the part of a transfer that `openstack` cannot express; nil if there is none.
    static func obstacle(to bringing: ReviewedBringing) -> String? {
        if case .send(_, .upload)? = bringing.plan { return "an upload to an image that is there" }
        for change in bringing.patch.changes {
            let value = change.value?.string
            switch change.attribute {
            case .diskFormat where value.map(diskFormats.contains) != true:
                return "the disk format \(value ?? "null")"
            case .containerFormat where value.map(containerFormats.contains) != true:
                return "the container format \(value ?? "null")"
            default: break
            }
        }
        return nil
    }

    /// Returns the commands, preceded by the one that changes the record if a change is needed.
    func text(changing patch: ImagePatch) -> String {
        var commands: [String] = []
        if !patch.changes.isEmpty {
            var command = program("image set")
            command.add(patch)
            command.add(asIs: id)
            commands.append(command.text)
        }
        switch create.plan {
        case .send(let origin, .staged(let stores)):
            commands += [staging(origin), importing(ImageImport(.glanceDirect, stores: stores))]
        case .fetch(let request): commands.append(importing(request))
        case .send(_, .upload), nil: break
        }
        return ShellCommand.chain(commands)
    }
}

/// Transfers of data to an existing record.
extension GlanceCommand {
    /// Returns the commands, preceded by the one that changes the record if a change is needed.
    func text(changing patch: ImagePatch) -> String {
        var commands = CurlCommand.access(imageURL: imageURL, clientName: clientName)
        if !patch.changes.isEmpty {
            var command = program("image-update")
            command.add(patch)
            commands.append(finished(command))
        }
        switch create.plan {
        case .send(let origin, .upload(let store)):
            var command = program("image-upload")
            if let store { command.add(joining: "--store", store) }
            commands.append(sending(origin, command))
        case .send(let origin, .staged(let stores)):
            commands.append(sending(origin, program("image-stage")))
            commands.append(importing(ImageImport(.glanceDirect, stores: stores)))
        case .fetch(let request): commands.append(importing(request))
        case nil: break
        }
        return ShellCommand.chain(commands)
    }

    private func sending(_ origin: TransferPlan.Origin, _ command: ShellCommand) -> String {
        var command = command
        add(origin, to: &command)
        return ReadCommand(origin: origin, clientName: clientName).piped(into: finished(command))
    }

    private func importing(_ request: ImageImport) -> String {
        var command = program("image-import")
        add(request, to: &command)
        return finished(command)
    }

    /// Adds the image, which comes last.
    private func finished(_ command: ShellCommand) -> String {
        var command = command
        command.add(create.image.id ?? "")
        return command.text
    }
}

extension ShellCommand {
    /// Adds the options for the changes of a record: both clients name their options after the API's attributes.
    fileprivate mutating func add(_ patch: ImagePatch) {
        for change in patch.changes {
            let option = "--" + change.attribute.rawValue.replacing("_", with: "-")
            add(joining: option, change.value?.string ?? change.value?.text() ?? "")
        }
    }
}
