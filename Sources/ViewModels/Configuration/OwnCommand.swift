public import ImageModel

/// A command of a person's own: a key runs it in a shell, with an image's fields as environment variables.
public struct OwnCommand: Hashable, Sendable {
    /// The key, as the footer calls it.
    public let key: String
    /// What the footer calls the command.
    public let name: String
    /// What `/bin/sh -c` is given, as the person wrote it: nothing is ever pasted into it.
    public let run: String
    /// The line of the file that says so.
    public let line: Int

    /// A command.
    public init(key: String, name: String, run: String, line: Int) {
        self.key = key
        self.name = name
        self.run = run
        self.line = line
    }
}

extension OwnCommand {
    /// The variables that tell a command of an image: `GAZE_IMAGE_ID`, `GAZE_IMAGE_NAME` and so on for what it has of the
    /// API's own fields, `GAZE_PROPERTY_OS_DISTRO` for each property, `GAZE_IMAGE_JSON` with all of it, and `GAZE_CLOUD`.
    ///
    /// `GAZE_IMAGE_IDS` has the ids of the marked images, a line each, or of this one where none is marked. Where the cloud is one of
    /// clouds.yaml, `OS_CLOUD` names it for OpenStack's own clients.
    ///
    /// - Parameter marked: the marked images, `mostMarked` at most.
    @MainActor
    public static func variables(
        for image: Image, marked: [Image.ID] = [], at place: Workspace.Place
    ) -> [String: String] {
        var variables: [String: String] = ["GAZE_CLOUD": place.cloud]
        variables["GAZE_IMAGE_IDS"] = (marked.isEmpty ? [image.id] : marked).joined(separator: "\n")
        if let client = place.clientName { variables["OS_CLOUD"] = client }
        // Of two properties whose names differ in signs only, the first one has the variable.
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
        // A variable ends at a NUL, which no field of an image needs.
        return variables.mapValues { String($0.prefix { $0 != "\0" }) }
    }

    /// Of how many marked images a command can be told: Linux has a variable be 128 KiB long at most.
    public static let mostMarked = 3000

    /// The environment of a command: the program's own without what logs in by itself, and these variables.
    ///
    /// `OS_PASSWORD`, `OS_TOKEN` and the secret of an application credential are left out: OpenStack's clients then ask for
    /// them, or take them from clouds.yaml.
    public static func environment(_ own: [String: String], with variables: [String: String]) -> [String: String] {
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
