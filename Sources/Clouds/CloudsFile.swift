import Foundation
import Yams

/// The contents of a clouds.yaml, or of the secure.yaml that accompanies it.
struct CloudsFile {
    let path: String
    /// The settings of each cloud, flattened with those under its `auth`.
    let clouds: [String: [String: String]]
    /// The regions that a cloud lists, with the settings specific to each; a cloud without such a list has no entry.
    let regions: [String: [Region]]

    /// A region of a cloud.
    struct Region: Hashable {
        let name: String
        let settings: [String: String]
    }

    /// Keeps scalars as they are written, so that the password 0123 keeps its zero; only `<<` and null are interpreted.
    private static let resolver = Resolver.basic.appending(.merge).appending(.null)

    /// Reads a file.
    ///
    /// - Parameter isSecure: whether it is a secure.yaml, which may have nothing in it.
    /// - Throws: `CloudError.wrongFile`.
    init(path: String, isSecure: Bool = false) throws(CloudError) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .wrongFile(path: path, line: nil, reason: "it may not be read")
        }
        self.path = path
        let root: Node?
        do {
            root = try Yams.compose(yaml: String(decoding: data, as: UTF8.self), Self.resolver)
        } catch let error as YamlError {
            let fault = Self.fault(error)
            throw .wrongFile(path: path, line: fault.line, reason: fault.reason)
        } catch {
            throw .wrongFile(path: path, line: nil, reason: "it is not YAML")
        }
        if isSecure, root?.mapping?["clouds"] == nil {
            (clouds, regions) = ([:], [:])
            return
        }
        guard let clouds = root?.mapping?["clouds"]?.mapping else {
            throw .wrongFile(path: path, line: nil, reason: "it has no “clouds”")
        }
        var result: [String: [String: String]] = [:]
        var regions: [String: [Region]] = [:]
        for (key, node) in clouds {
            guard let name = key.string, let cloud = node.any as? [AnyHashable: Any] else {
                throw .wrongFile(path: path, line: key.mark?.line, reason: "a cloud is a mapping of settings")
            }
            result[name] = Self.settings(cloud)
            regions[name] = (cloud["regions"] as? [Any])?.compactMap(Self.region)
        }
        self.clouds = result
        self.regions = regions
    }

    /// The strings of a mapping by their keys, in which a hyphen counts as an underscore. Only the first of a list of interfaces is used.
    private static func texts(_ mapping: Any?) -> [String: String] {
        let pairs = (mapping as? [AnyHashable: Any] ?? [:]).compactMap { key, value -> (String, String)? in
            guard let name = (key as? String)?.replacing("-", with: "_") else { return nil }
            let list = name.hasSuffix("interface") ? value as? [Any] : nil
            return ((list?.first ?? value) as? String).map { (name, $0) }
        }
        return Dictionary(pairs) { $1 }
    }

    /// Reads a region, which is either a name or a mapping with a name and settings of its own.
    private static func region(_ value: Any) -> Region? {
        if let name = value as? String { return Region(name: name, settings: [:]) }
        let values = (value as? [AnyHashable: Any])?["values"] as? [AnyHashable: Any] ?? [:]
        return texts(value)["name"].map { Region(name: $0, settings: settings(values)) }
    }

    private static func settings(_ cloud: [AnyHashable: Any]) -> [String: String] {
        let own = texts(cloud)
        // As in openstacksdk, a setting inside `auth` takes precedence over one outside it, except for the project, the domains
        // and the token.
        var settings = own.merging(texts(cloud["auth"])) { $1 }.merging(own.filter { isOfScope($0.key) }) { $1 }
        // The first of several regions is the default, whatever `region_name` says, as in openstacksdk.
        if let first = (cloud["regions"] as? [Any])?.first {
            settings["region_name"] = first as? String ?? texts(first)["name"]
        }
        return settings
    }

    private static func isOfScope(_ name: String) -> Bool {
        ["project_", "tenant_"].contains(where: name.hasPrefix)
            || ["domain_id", "domain_name"].contains(where: name.hasSuffix) || ["token", "auth_token"].contains(name)
    }

    private static func fault(_ error: YamlError) -> (line: Int?, reason: String) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return (mark.line, problem)
        case .reader(let problem, let offset, _, let yaml):
            return (
                offset.map { yaml.prefix($0).split(separator: "\n", omittingEmptySubsequences: false).count }, problem
            )
        case .duplicatedKeysInMapping(let keys, let context):
            return (context.mark.line, "a key stands twice: \(keys.sorted().joined(separator: ", "))")
        default:
            return (nil, "it is not YAML")
        }
    }
}
