package import ImageModel

/// A user-defined command: a key runs it in a shell, with an image's fields as environment variables.
package struct OwnCommand: Hashable, Sendable {
    /// The key, as the footer calls it.
    package let key: String
    /// The command's name in the footer.
    package let name: String
    /// The text passed to `/bin/sh -c`, exactly as the user wrote it: nothing is ever inserted into it.
    package let run: String
    /// The line of the file that defines the command.
    package let line: Int

    /// Creates a command.
    package init(key: String, name: String, run: String, line: Int) {
        self.key = key
        self.name = name
        self.run = run
        self.line = line
    }
}

extension OwnCommand {
    /// Returns the variables that describe an image to a command: `GAZE_IMAGE_ID`, `GAZE_IMAGE_NAME` and so on for those of the
    /// API's own fields that it has, one such as `GAZE_PROPERTY_OS_DISTRO` for each property, `GAZE_IMAGE_JSON` for the whole
    /// record, and `GAZE_CLOUD`.
    ///
    /// `GAZE_IMAGE_IDS` contains the ids of the marked images, one per line, or the id of this image if none is marked. If the
    /// cloud is one of clouds.yaml, `OS_CLOUD` names it for OpenStack's own clients.
    ///
    /// - Parameters:
    ///   - image: The image.
    ///   - marked: The ids of the marked images, at most `mostMarked`.
    ///   - place: The cloud.
    @MainActor
    package static func variables(
        for image: Image, marked: [Image.ID] = [], at place: Workspace.Place
    ) -> [String: String] {
        var variables: [String: String] = ["GAZE_CLOUD": place.cloud]
        variables["GAZE_IMAGE_IDS"] = (marked.isEmpty ? [image.id] : marked).joined(separator: "\n")
        if let client = place.clientName { variables["OS_CLOUD"] = client }
        // If two properties' names differ only in characters that are not alphanumeric, the first one sets the variable.
        for (name, value) in image.additional.sorted(by: { $0.key < $1.key }) {
            let variable = "GAZE_PROPERTY_" + spelled(name)
            if variables[variable] == nil { variables[variable] = value.string ?? value.text() }
        }
        var fields: [String: JSONValue] = image.additional
        for attribute in ImageAttribute.base {
            guard let value = image.value(of: attribute) else { continue }
            fields[attribute.rawValue] = value
            variables["GAZE_IMAGE_" + spelled(attribute.rawValue)] =
                value.string ?? value.array?.compactMap(\.string).joined(separator: ",") ?? value.text()
        }
        variables["GAZE_IMAGE_JSON"] = JSONValue.object(fields).text()
        // A NUL ends a variable's value; no field of an image needs one.
        return variables.mapValues { String($0.prefix { $0 != "\0" }) }
    }

    /// The largest number of marked images that a command can be given: Linux limits a variable to 128 KiB.
    package static let mostMarked = 3000

    /// Returns the environment of a command: gaze's own without secrets and `GAZE_` variables, together with the given
    /// variables.
    ///
    /// Variables whose names suggest a secret are removed, such as `OS_PASSWORD`, `OS_TOKEN` and the secret of an application
    /// credential: OpenStack's clients then ask for them, or take them from clouds.yaml.
    package static func environment(_ own: [String: String], with variables: [String: String]) -> [String: String] {
        own.filter { !isSecret($0.key) && !$0.key.hasPrefix("GAZE_") }.merging(variables) { $1 }
    }

    private static func isSecret(_ variable: String) -> Bool {
        let name = variable.uppercased()
        return ["PASSWORD", "PASSWD", "TOKEN", "SECRET", "PASSCODE"].contains { name.contains($0) }
    }

    private static func spelled(_ name: String) -> String {
        String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? Character($0.uppercased()) : "_" })
    }
}
