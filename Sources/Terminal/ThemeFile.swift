import Foundation
import Yams

/// Theme files: YAML that maps roles to colours and attributes.
///
/// ```yaml
/// roles:
///   title:     { fg: 81, attributes: [bold] }
///   selection: { fg: bright-white, bg: 24, mono: [reverse] }
/// ```
/// A colour is a number of the 256-colour palette, one of the sixteen names, or `default`. `mono` lists the attributes that are
/// used if no colours are shown. Terminals with fewer colours get the nearest ones.
package struct ThemeFile: Sendable {
    /// The folders to search for themes. The first one that has a theme wins.
    package let folders: [String]

    /// Creates a reader for the themes in these folders.
    package init(folders: [String]) { self.folders = folders }

    /// Returns the names of all themes, sorted.
    package func names() -> [String] {
        let files = folders.flatMap { (try? FileManager.default.contentsOfDirectory(atPath: $0)) ?? [] }
        return Set(files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }).sorted()
    }

    /// Reads a theme.
    ///
    /// - Throws: `ThemeError` if there is no theme of that name, or its file is invalid.
    package func theme(named name: String) throws(ThemeError) -> Theme {
        guard !name.contains("/") else { throw .notFound(name: name, available: names()) }
        for folder in folders {
            let path = "\(folder)/\(name).yaml"
            guard let data = FileManager.default.contents(atPath: path) else { continue }
            return try Self.theme(named: name, yaml: String(decoding: data, as: UTF8.self), path: path)
        }
        throw .notFound(name: name, available: names())
    }

    /// Reads a theme from the text of its file. The path is only used in errors.
    static func theme(named name: String, yaml: String, path: String) throws(ThemeError) -> Theme {
        let root: Node?
        do {
            root = try Yams.compose(yaml: yaml)
        } catch YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _) {
            throw .wrong(path: path, faults: [ThemeFault(line: mark.line, reason: problem)])
        } catch YamlError.duplicatedKeysInMapping(let duplicates, let context) {
            let reason = "“\(duplicates.first ?? "")” is there more than once"
            throw .wrong(path: path, faults: [ThemeFault(line: context.mark.line, reason: reason)])
        } catch {
            throw .wrong(path: path, faults: [ThemeFault(line: nil, reason: "it is not YAML")])
        }
        var reader = ThemeReader()
        reader.read(root)
        guard reader.faults.isEmpty else { throw .wrong(path: path, faults: reader.faults) }
        return Theme(name: name, styles: reader.styles)
    }
}

/// Reads the content of a theme file, and collects everything that is wrong with it.
private struct ThemeReader {
    private(set) var styles: [Role: Style] = [:]
    private(set) var faults: [ThemeFault] = []

    private mutating func complain(_ node: Node?, _ reason: String) {
        faults.append(ThemeFault(line: node?.mark?.line, reason: reason))
    }

    mutating func read(_ root: Node?) {
        guard let roles = root?.mapping?["roles"]?.mapping else {
            return complain(root, "there is no mapping named “roles”")
        }
        for (key, value) in roles {
            guard let role = key.string.flatMap(Role.init(rawValue:)) else {
                complain(key, "“\(key.string ?? "")” is not a role")
                continue
            }
            guard let fields = value.mapping else {
                complain(value, "a role is a mapping such as { fg: 81 }")
                continue
            }
            var style = Style()
            for (field, node) in fields {
                switch field.string {
                case "fg": style.foreground = colour(node)
                case "bg": style.background = colour(node)
                case "attributes": style.attributes = attributes(node)
                case "mono": style.monochromeAttributes = attributes(node)
                default: complain(field, "“\(field.string ?? "")” is not one of fg, bg, attributes, mono")
                }
            }
            styles[role] = style
        }
    }

    private mutating func colour(_ node: Node) -> Colour {
        let text = node.string ?? ""
        if let index = UInt8(text) { return .palette(index) }
        if let index = Colour.names.firstIndex(of: text) { return .palette(UInt8(index)) }
        if text != "default" {
            complain(
                node, "“\(text)” is not a colour: a number from 0 to 255, a name such as bright-blue, or default")
        }
        return .standard
    }

    private mutating func attributes(_ node: Node) -> Style.Attributes {
        var result: Style.Attributes = []
        if node.sequence == nil { complain(node, "attributes are a list such as [bold, underline]") }
        for item in node.sequence ?? [] {
            if let known = Style.Attributes.names.first(where: { $0.name == item.string }) {
                result.insert(known.attribute)
            } else {
                complain(item, "“\(item.string ?? "")” is not one of bold, dim, underline, reverse")
            }
        }
        return result
    }
}

/// An error in a theme file.
package struct ThemeFault: Hashable, Sendable, CustomStringConvertible {
    /// The line, counted from 1; nil if it is not known.
    package let line: Int?
    /// What is wrong, without a period at the end.
    package let reason: String

    /// Creates an error in a line.
    package init(line: Int?, reason: String) {
        self.line = line
        self.reason = reason
    }

    /// The line, and what is wrong with it.
    package var description: String { (line.map { "line \($0): " } ?? "") + reason }
}

/// Why a theme cannot be used.
package enum ThemeError: Error, Hashable, Sendable, CustomStringConvertible {
    /// No folder has a theme of that name.
    case notFound(name: String, available: [String])
    /// The theme's file is invalid.
    case wrong(path: String, faults: [ThemeFault])

    /// What happened, why, and what to do next.
    package var description: String {
        switch self {
        case .notFound(let name, let available):
            "There is no theme named “\(name)”. "
                + (available.isEmpty
                    ? "There is none at all: copy gaze's folder of themes to ~/.config/gaze/themes."
                    : "Choose one of: \(available.joined(separator: ", ")).")
        case .wrong(let path, let faults):
            // The errors come first, as they are what matters if there is little room.
            faults.map(\.description).joined(separator: "; ") + ". So the theme in \(path) cannot be used. "
                + "Correct the file, or choose another theme."
        }
    }
}
