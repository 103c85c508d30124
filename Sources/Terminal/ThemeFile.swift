import Foundation
import Yams

/// Themes in files: YAML that maps roles to colours and attributes.
///
/// ```yaml
/// roles:
///   title:     { fg: 81, attributes: [bold] }
///   selection: { fg: bright-white, bg: 24, mono: [reverse] }
/// ```
/// A colour is a number of the 256-colour palette, one of the sixteen names, or `default`. `mono` lists the attributes
/// for where no colours are shown. Terminals with fewer colours get the nearest ones.
public struct ThemeFile: Sendable {
    /// The folders in which themes are looked for, the first that has one wins.
    public let folders: [String]

    /// Themes of these folders.
    public init(folders: [String]) { self.folders = folders }

    /// The names of the themes there are, in alphabetical order.
    public func names() -> [String] {
        let files = folders.flatMap { (try? FileManager.default.contentsOfDirectory(atPath: $0)) ?? [] }
        return Set(files.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }).sorted()
    }

    /// Reads a theme.
    ///
    /// - Throws: `ThemeError` where there is none of that name, or its file is wrong.
    public func theme(named name: String) throws(ThemeError) -> Theme {
        guard !name.contains("/") else { throw .notFound(name: name, available: names()) }
        for folder in folders {
            let path = "\(folder)/\(name).yaml"
            guard let data = FileManager.default.contents(atPath: path) else { continue }
            return try Self.theme(named: name, yaml: String(decoding: data, as: UTF8.self), path: path)
        }
        throw .notFound(name: name, available: names())
    }

    /// Reads a theme from the text of its file; `path` is for the words of an error.
    static func theme(named name: String, yaml: String, path: String) throws(ThemeError) -> Theme {
        func wrong(_ node: Node?, _ reason: String) -> ThemeError {
            .wrong(path: path, line: node?.mark?.line, reason: reason)
        }
        let root: Node?
        do {
            root = try Yams.compose(yaml: yaml)
        } catch YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _) {
            throw .wrong(path: path, line: mark.line, reason: problem)
        } catch YamlError.duplicatedKeysInMapping(let duplicates, let context) {
            throw .wrong(
                path: path, line: context.mark.line, reason: "“\(duplicates.first ?? "")” is there more than once")
        } catch {
            throw .wrong(path: path, line: nil, reason: "it is not YAML")
        }
        guard let roles = root?.mapping?["roles"]?.mapping else {
            throw wrong(root, "there is no mapping named “roles”")
        }
        var styles: [Role: Style] = [:]
        for (key, value) in roles {
            guard let role = key.string.flatMap(Role.init(rawValue:)) else {
                throw wrong(key, "“\(key.string ?? "")” is not a role")
            }
            guard let fields = value.mapping else { throw wrong(value, "a role is a mapping such as { fg: 81 }") }
            var style = Style()
            for (field, node) in fields {
                switch field.string {
                case "fg": style.foreground = try colour(node, wrong)
                case "bg": style.background = try colour(node, wrong)
                case "attributes": style.attributes = try attributes(node, wrong)
                case "mono": style.monochromeAttributes = try attributes(node, wrong)
                default: throw wrong(field, "“\(field.string ?? "")” is not one of fg, bg, attributes, mono")
                }
            }
            styles[role] = style
        }
        return Theme(name: name, styles: styles)
    }

    private static func colour(_ node: Node, _ wrong: (Node?, String) -> ThemeError) throws(ThemeError) -> Colour {
        let text = node.string ?? ""
        if text == "default" { return .standard }
        if let index = UInt8(text) { return .palette(index) }
        if let index = Colour.names.firstIndex(of: text) { return .palette(UInt8(index)) }
        throw wrong(node, "“\(text)” is not a colour: a number from 0 to 255, a name such as bright-blue, or default")
    }

    private static func attributes(
        _ node: Node, _ wrong: (Node?, String) -> ThemeError
    ) throws(ThemeError) -> Style.Attributes {
        guard let items = node.sequence else { throw wrong(node, "attributes are a list such as [bold, underline]") }
        var result: Style.Attributes = []
        for item in items {
            guard let known = Style.Attributes.names.first(where: { $0.name == item.string }) else {
                throw wrong(item, "“\(item.string ?? "")” is not one of bold, dim, underline, reverse")
            }
            result.insert(known.attribute)
        }
        return result
    }
}

/// Why a theme cannot be used.
public enum ThemeError: Error, Hashable, Sendable, CustomStringConvertible {
    /// No folder has a theme of that name.
    case notFound(name: String, available: [String])
    /// The file says something that a theme does not; `line` counts from 1.
    case wrong(path: String, line: Int?, reason: String)

    /// What happened, why, and what to do next.
    public var description: String {
        switch self {
        case .notFound(let name, let available):
            "There is no theme named “\(name)”. "
                + (available.isEmpty
                    ? "There is none at all: install gaze with its themes."
                    : "Choose one of: \(available.joined(separator: ", ")).")
        case .wrong(let path, let line, let reason):
            "The theme in \(path) cannot be used: \(line.map { "line \($0): " } ?? "")\(reason). Correct the file, or "
                + "choose another theme."
        }
    }
}
