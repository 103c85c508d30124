import Foundation
import ImageModel
import Yams

/// A parser for preset files: YAML with the keys of the Image API.
///
/// ```yaml
/// title: Linux cloud image
/// description: With cloud-init in it.
/// disk_format: qcow2
/// container_format: bare
/// min_disk: 10
/// min_ram: 512
/// visibility: private
/// protected: true
/// os_hidden: false
/// tags: [linux]
/// properties:
///   hw_disk_bus: virtio
/// ```
///
/// It reports errors with their lines, and applies everything else in the file.
struct PresetFile {
    /// The preset, as far as it could be read.
    private(set) var preset: Preset
    private let path: String

    /// The maximum size of a file, in bytes: a thousand times what a preset needs.
    private static let sizeLimit = 1 << 20

    /// Parses the text of a file.
    ///
    /// - Parameters:
    ///   - id: The file's name without its extension.
    ///   - yaml: The text.
    ///   - path: The file's path, for the complaints.
    init(id: String, yaml: String, path: String) {
        preset = Preset(id: id, title: id)
        self.path = path
        do throws(YAMLProblem) {
            if let root = try YAMLProblem.root(of: yaml) { read(root) } else { complain(nil, "the file is empty") }
        } catch {
            complain(error.line, error.reason)
        }
    }

    /// Returns the presets of a folder, by name, followed by the built-in ones. A preset of the folder replaces a built-in one
    /// of the same name.
    ///
    /// - Parameter folder: The path; nil for the built-in presets only. A folder that does not exist has none.
    @concurrent
    static func presets(in folder: String?) async -> [Preset] {
        let own = folder.map(presets(of:)) ?? []
        let names = Set(own.map(\.id))
        return own + builtIn.filter { !names.contains($0.id) }
    }

    /// The built-in presets, the most common first.
    static let builtIn: [Preset] = [
        ("linux-cloud", PackageResources.linux_cloud_yaml), ("windows", PackageResources.windows_yaml),
        ("uefi-secure-boot", PackageResources.uefi_secure_boot_yaml),
        ("appliance-iso", PackageResources.appliance_iso_yaml),
    ].map { id, bytes in
        PresetFile(id: id, yaml: String(decoding: bytes, as: UTF8.self), path: id + ".yaml").preset
    }

    private static func presets(of folder: String) -> [Preset] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.sorted().map { file in
            let id = String(file.dropLast(".yaml".count))
            var preset = read(id: id, path: "\(folder)/\(file)")
            preset.path = "\(folder)/\(file)"
            return preset
        }
    }

    private static func read(id: String, path: String) -> Preset {
        func wrong(_ reason: String) -> Preset {
            var preset = Preset(id: id, title: id)
            preset.complaints = [.init(path: path, line: nil, reason: reason)]
            return preset
        }
        // Reading a pipe or a device would never end.
        let attributes = try? FileManager.default.attributesOfItem(
            atPath: URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false))
        guard attributes?[.type] as? FileAttributeType == .typeRegular else { return wrong("it is not a file") }
        guard (attributes?[.size] as? NSNumber)?.intValue ?? 0 <= sizeLimit else {
            return wrong("it is longer than a preset can be")
        }
        guard let data = FileManager.default.contents(atPath: path) else { return wrong("it may not be read by you") }
        guard let text = String(bytes: data, encoding: .utf8) else { return wrong("it is not UTF-8") }
        return PresetFile(id: id, yaml: text, path: path).preset
    }

    private mutating func complain(_ line: Int?, _ reason: String) {
        preset.complaints.append(.init(path: path, line: line, reason: reason))
    }

    private mutating func read(_ root: Node) {
        guard let fields = root.mapping else {
            return complain(root.mark?.line, "a preset is a mapping, with lines such as “disk_format: qcow2”")
        }
        for (key, value) in fields {
            switch key.string {
            case "title": if let text = text(of: key, value) { preset.title = text }
            case "description": if let text = text(of: key, value) { preset.description = text }
            case "disk_format": preset.settings.diskFormat = text(of: key, value)
            case "container_format": preset.settings.containerFormat = text(of: key, value)
            case "min_disk": preset.settings.minDisk = number(of: key, value)
            case "min_ram": preset.settings.minRAM = number(of: key, value)
            case "visibility": preset.settings.visibility = text(of: key, value)
            case "protected": preset.settings.isProtected = flag(of: key, value)
            case "os_hidden": preset.settings.isHidden = flag(of: key, value)
            case "tags": readTags(value)
            case "properties": readProperties(value)
            default:
                complain(
                    key.mark?.line,
                    "“\(key.string ?? "")” is not one of title, description, disk_format, container_format, min_disk, "
                        + "min_ram, visibility, protected, os_hidden, tags, properties")
            }
        }
    }

    /// Returns a value's text as it is written: `yes` and `1.10` stay what they look like.
    private mutating func text(of key: Node, _ value: Node) -> String? {
        guard case .scalar(let scalar) = value, !scalar.string.isEmpty else {
            complain((value.mark ?? key.mark)?.line, "“\(key.string ?? "")” is a text")
            return nil
        }
        return scalar.string
    }

    private mutating func number(of key: Node, _ value: Node) -> String {
        guard case .scalar(let scalar) = value, let number = Int(scalar.string),
            ImageLimits.minimumRange.contains(number)
        else {
            complain(
                (value.mark ?? key.mark)?.line,
                "“\(key.string ?? "")” is a whole number from 0 to \(ImageLimits.minimumRange.upperBound)")
            return ""
        }
        return String(number)
    }

    private mutating func flag(of key: Node, _ value: Node) -> Bool? {
        guard case .scalar(let scalar) = value, let flag = ["true": true, "false": false][scalar.string.lowercased()]
        else {
            complain((value.mark ?? key.mark)?.line, "“\(key.string ?? "")” is true or false")
            return nil
        }
        return flag
    }

    private mutating func readTags(_ value: Node) {
        guard let items = value.sequence else {
            return complain(value.mark?.line, "tags are a list such as [linux, lts]")
        }
        for item in items {
            guard case .scalar(let scalar) = item, !scalar.string.isEmpty,
                scalar.string.unicodeScalars.count <= ImageLimits.tagLength
            else {
                complain(item.mark?.line, "a tag is a text of at most \(ImageLimits.tagLength) characters")
                continue
            }
            if !preset.settings.tags.contains(scalar.string) { preset.settings.tags.append(scalar.string) }
        }
    }

    private mutating func readProperties(_ value: Node) {
        guard let fields = value.mapping else {
            return complain(value.mark?.line, "properties are a mapping, with lines such as “hw_disk_bus: virtio”")
        }
        for (key, value) in fields {
            guard let name = key.string, let text = text(of: key, value) else { continue }
            if let problem = DraftRules(schema: nil).problem(ofProperty: "\(name)=\(text)") {
                complain(key.mark?.line, problem.trimmingCharacters(in: ["."]))
            } else {
                preset.settings.set(property: name, to: text)
            }
        }
    }
}
