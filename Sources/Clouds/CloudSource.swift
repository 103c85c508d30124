import Foundation
import NIOSSL

/// Determines which cloud to use, and how to reach it.
///
/// The order is openstacksdk's: an explicit name, then `OS_CLOUD`, then the other `OS_*` variables if `OS_AUTH_URL` is set.
/// Without any of these, no cloud is selected.
package struct CloudSource: Sendable {
    private let environment: [String: String]
    private let home: String
    private let folder: String

    /// Creates a source.
    ///
    /// - Parameters:
    ///   - environment: the process's environment.
    ///   - home: the path of the home directory.
    ///   - folder: the path of the current directory.
    package init(environment: [String: String], home: String, folder: String) {
        self.environment = environment
        self.home = home
        self.folder = folder
    }

    /// Returns the selected cloud; nil if none is selected.
    ///
    /// - Parameters:
    ///   - name: the name of a cloud in clouds.yaml, if one is given explicitly.
    ///   - region: one of the cloud's regions; nil for the first that the file lists, or else the configured one.
    /// - Throws: `CloudError` if a cloud is selected but cannot be used.
    package func cloud(named name: String?, region: String? = nil) throws(CloudError) -> CloudConfiguration? {
        let name = name ?? value("OS_CLOUD")
        if let name, name != CloudConfiguration.variablesName {
            return try usable(settings(of: name, region: region).configuration())
        }
        guard name != nil || value("OS_AUTH_URL") != nil else { return nil }
        return try usable(variables(region: region).configuration())
    }

    /// Checks the file of certificate authorities, as a wrong one would later look like a network failure.
    private func usable(_ configuration: CloudConfiguration) throws(CloudError) -> CloudConfiguration {
        guard var path = configuration.certificateAuthorities else { return configuration }
        if path.hasPrefix("~/") { path = home + path.dropFirst() }
        var configuration = configuration
        configuration.certificateAuthorities = path
        guard configuration.verifiesCertificates else { return configuration }
        guard let certificates = try? NIOSSLCertificate.fromPEMFile(path), !certificates.isEmpty else {
            throw .wrongFile(path: path, line: nil, reason: "it is not a file of certificates in PEM that you may read")
        }
        return configuration
    }

    private func value(_ variable: String) -> String? {
        guard let value = environment[variable], !value.isEmpty else { return nil }
        return value
    }

    private func variables(region: String? = nil) -> CloudSettings {
        var values: [String: String] = [:]
        for (variable, value) in environment where variable.hasPrefix("OS_") {
            values[variable.dropFirst(3).lowercased()] = value
        }
        if let region { values["region_name"] = region }
        return CloudSettings(
            cloud: CloudConfiguration.variablesName, spelling: { "OS_" + $0.uppercased() }, values: values)
    }

    /// The paths at which a file with this name may be, in order of preference; the directories are openstacksdk's.
    ///
    /// - Parameters:
    ///   - override: the variable that may name the file explicitly.
    ///   - beside: the path that is preferred next.
    private func paths(of name: String, override: String, beside: String? = nil) -> [String] {
        let configured = value("XDG_CONFIG_HOME").map { [$0 + "/openstack"] } ?? []
        let folders = [folder] + configured + [home + "/.config/openstack", "/etc/xdg/openstack", "/etc/openstack"]
        let usual = folders.flatMap { folder in ["yaml", "yml", "json"].map { "\(folder)/\(name).\($0)" } }
        return [value(override), beside].compactMap(\.self) + usual
    }

    private var cloudsPaths: [String] { paths(of: "clouds", override: "OS_CLIENT_CONFIG_FILE") }

    /// Returns all known clouds, sorted by name, with one entry for each region; the cloud of the `OS_*` variables comes last.
    /// Whether a cloud can be used is not checked.
    ///
    /// - Throws: `CloudError` if the file is not valid. It is no error if there is no file.
    package func clouds() throws(CloudError) -> [CloudEntry] {
        var entries: [CloudEntry] = []
        if let path = cloudsPaths.first(where: FileManager.default.fileExists) {
            let file = try CloudsFile(path: path)
            for (name, values) in file.clouds.sorted(by: { $0.key < $1.key }) {
                let regions = file.regions[name].map { $0.map(\.name) } ?? []
                let names: [String?] = regions.isEmpty ? [values["region_name"]] : regions
                entries += names.map { CloudEntry(name: name, region: $0, values) }
            }
        }
        if value("OS_AUTH_URL") != nil {
            let values = variables().values
            entries.append(CloudEntry(name: CloudConfiguration.variablesName, region: values["region_name"], values))
        }
        return entries
    }

    private func settings(of name: String, region: String?) throws(CloudError) -> CloudSettings {
        let places = cloudsPaths
        guard let path = places.first(where: FileManager.default.fileExists) else {
            throw .noFile(cloud: name, places: places.filter { $0.hasSuffix(".yaml") || $0 == places.first })
        }
        let file = try CloudsFile(path: path)
        guard var values = file.clouds[name] else {
            throw .noCloud(name: name, path: path, available: file.clouds.keys.sorted())
        }
        if let region = region ?? file.regions[name]?.first?.name {
            let known = file.regions[name]?.first { $0.name == region }
            values.merge(known?.settings ?? [:]) { $1 }
            values["region_name"] = region
        }
        // Passwords may be in a secure.yaml, next to this file or in one of the usual places.
        let beside = (path as NSString).deletingLastPathComponent + "/secure.yaml"
        let secure = paths(of: "secure", override: "OS_CLIENT_SECURE_FILE", beside: beside)
        if let path = secure.first(where: FileManager.default.fileExists),
            let more = try CloudsFile(path: path, isSecure: true).clouds[name]
        {
            values.merge(more) { $1 }
        }
        return CloudSettings(cloud: name, spelling: { "\($0) in \(path)" }, values: values)
    }
}
