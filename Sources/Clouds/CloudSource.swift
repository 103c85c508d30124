import Foundation
import Yams

/// Finds out which cloud is meant, and how to reach it.
///
/// The order is that of openstacksdk: a name given outright, then `OS_CLOUD`, then the `OS_*` variables; and none of these
/// means that no cloud is meant.
public struct CloudSource: Sendable {
    private let environment: [String: String]
    private let home: String
    private let folder: String

    /// - Parameters:
    ///   - environment: the process's environment.
    ///   - home: the home folder.
    ///   - folder: the current folder.
    public init(environment: [String: String], home: String, folder: String) {
        self.environment = environment
        self.home = home
        self.folder = folder
    }

    /// The cloud that is meant; nil where none is.
    ///
    /// - Parameter name: a name of clouds.yaml, where one is given outright.
    /// - Throws: `CloudError` where one is meant and cannot be used.
    public func cloud(named name: String?) throws(CloudError) -> CloudConfiguration? {
        if let name = name ?? value("OS_CLOUD"), name != "envvars" { return try settings(of: name).configuration() }
        guard value("OS_AUTH_URL") != nil else { return nil }
        return try variables().configuration()
    }

    private func value(_ variable: String) -> String? {
        guard let value = environment[variable], !value.isEmpty else { return nil }
        return value
    }

    private func variables() -> CloudSettings {
        var values: [String: String] = [:]
        for (variable, value) in environment where variable.hasPrefix("OS_") {
            values[variable.dropFirst(3).lowercased()] = value
        }
        return CloudSettings(cloud: "envvars", spelling: { "OS_" + $0.uppercased() }, values: values)
    }

    private var places: [String] {
        let configured = value("XDG_CONFIG_HOME") ?? home + "/.config"
        let folders = [folder, configured + "/openstack", "/etc/openstack"]
        let usual = folders.flatMap { ["\($0)/clouds.yaml", "\($0)/clouds.yml"] }
        return (value("OS_CLIENT_CONFIG_FILE").map { [$0] } ?? []) + usual
    }

    private func settings(of name: String) throws(CloudError) -> CloudSettings {
        guard let path = places.first(where: FileManager.default.fileExists) else {
            throw .noFile(cloud: name, places: places.filter { $0.hasSuffix(".yaml") })
        }
        let clouds = try Self.clouds(in: path)
        guard let cloud = clouds[name] else { throw .noCloud(name: name, path: path, available: clouds.keys.sorted()) }
        var values = cloud
        // Passwords may stand in a secure.yaml beside.
        let secure = (path as NSString).deletingLastPathComponent + "/secure.yaml"
        if FileManager.default.fileExists(atPath: secure), let more = try Self.clouds(in: secure)[name] {
            values.merge(more) { $1 }
        }
        return CloudSettings(cloud: name, spelling: { "\($0) in \(path)" }, values: values)
    }

    /// The clouds of a file: their settings and those under `auth`, flat.
    private static func clouds(in path: String) throws(CloudError) -> [String: [String: String]] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .wrongFile(path: path, line: nil, reason: "it may not be read")
        }
        let root: Node?
        do {
            root = try Yams.compose(yaml: String(decoding: data, as: UTF8.self))
        } catch YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _) {
            throw .wrongFile(path: path, line: mark.line, reason: problem)
        } catch {
            throw .wrongFile(path: path, line: nil, reason: "it is not YAML")
        }
        guard let clouds = root?.mapping?["clouds"]?.mapping else {
            throw .wrongFile(path: path, line: nil, reason: "it has no “clouds”")
        }
        var result: [String: [String: String]] = [:]
        for (key, node) in clouds {
            guard let name = key.string, let cloud = node.mapping else {
                throw .wrongFile(path: path, line: node.mark?.line, reason: "a cloud is a mapping of settings")
            }
            var values = texts(of: cloud)
            if let auth = cloud["auth"]?.mapping { values.merge(texts(of: auth)) { $1 } }
            result[name] = values
        }
        return result
    }

    private static func texts(of mapping: Node.Mapping) -> [String: String] {
        var texts: [String: String] = [:]
        for (key, value) in mapping {
            if let name = key.string, let scalar = value.scalar { texts[name] = scalar.string }
        }
        return texts
    }
}
