import ImageModel
import Yams

/// Reads the settings of a file, for all clouds or for one.
struct SettingsReader {
    /// The settings read so far.
    private(set) var settings = Configuration.Settings()
    /// The errors found so far.
    private(set) var problems: [YAMLProblem] = []
    /// The errors because of which changes are disabled until they are corrected.
    private(set) var heldBack: Set<YAMLProblem> = []

    /// The valid keys.
    static let keys = ["theme", "readonly", "mouse", "columns", "keys", "views", "commands"]

    /// Reads a key and its value.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - value: The value.
    ///   - others: Further keys that are valid here, to be named in complaints.
    mutating func read(_ key: Node, _ value: Node, others: [String] = []) {
        switch key.string {
        case "theme": settings.theme = text(key, value).map { .init($0, line: line(of: value, key)) }
        case "readonly": readReadonly(key, value)
        case "mouse": settings.mouse = flag(key, value).map { .init($0, line: line(of: value, key)) }
        case "columns": settings.columns = columns(key, value)
        case "keys": readKeys(value)
        case "views": readViews(value)
        case "commands": readCommands(value)
        default:
            let reason = "“\(key.string ?? "")” is not one of \((Self.keys + others).joined(separator: ", "))"
            guard Doubt(key: key.string) == .readonly else { return complain(key, reason) }
            holdBack(key.mark?.line, reason + "; it may mean readonly, and counts as true")
        }
    }

    /// Reads `readonly`. A value that cannot be understood counts as true, because whoever wrote the key wanted something
    /// protected.
    private mutating func readReadonly(_ key: Node, _ value: Node) {
        if let flag = Self.flag(value) {
            // An earlier true stays in force.
            if settings.readonly?.value != true || flag {
                settings.readonly = .init(flag, line: line(of: value, key))
            }
        } else {
            holdBack(
                line(of: value, key), "“readonly” is true or false; what is neither counts as true")
        }
    }

    /// Sets `readonly`, because of a line that cannot be understood.
    mutating func holdBack(_ line: Int?) { settings.readonly = .init(true, line: line) }

    private mutating func holdBack(_ line: Int?, _ reason: String) {
        holdBack(line)
        let problem = YAMLProblem(line: line, reason: reason)
        problems.append(problem)
        heldBack.insert(problem)
    }

    private mutating func complain(_ node: Node, _ reason: String) {
        problems.append(YAMLProblem(line: node.mark?.line, reason: reason))
    }

    private func line(of node: Node, _ other: Node) -> Int { node.mark?.line ?? other.mark?.line ?? 1 }

    /// Returns a value's text as it is written.
    private mutating func text(_ key: Node, _ value: Node) -> String? {
        guard case .scalar(let scalar) = value, !scalar.string.isEmpty else {
            complain(value.mark == nil ? key : value, "“\(key.string ?? "")” is a text")
            return nil
        }
        return scalar.string
    }

    private mutating func flag(_ key: Node, _ value: Node) -> Bool? {
        if let flag = Self.flag(value) { return flag }
        complain(value.mark == nil ? key : value, "“\(key.string ?? "")” is true or false")
        return nil
    }

    private static func flag(_ value: Node) -> Bool? {
        switch value.scalar?.string.lowercased() {
        case "true", "yes", "on": true
        case "false", "no", "off": false
        default: nil
        }
    }

    // MARK: Columns

    private mutating func columns(_ key: Node, _ value: Node) -> [ListColumn]? {
        guard let items = value.sequence else {
            complain(value.mark == nil ? key : value, "columns are a list such as [name: 24, status, os_distro]")
            return nil
        }
        var columns: [ListColumn] = []
        for item in items {
            guard let column = column(item) else { continue }
            if columns.contains(where: { $0.attribute == column.attribute }) {
                complain(item, "the column “\(column.attribute.rawValue)” is there more than once")
            } else {
                columns.append(column)
            }
        }
        return columns.isEmpty ? nil : columns
    }

    private mutating func column(_ node: Node) -> ListColumn? {
        if case .scalar(let scalar) = node, isName(scalar.string) { return ListColumn(named: scalar.string) }
        if let pair = node.mapping?.first, node.mapping?.count == 1, let name = pair.key.string, isName(name) {
            guard let width = pair.value.scalar.flatMap({ Int($0.string) }), ListColumn.widths.contains(width) else {
                complain(
                    pair.value,
                    "a column's width is a number from \(ListColumn.widths.lowerBound) to \(ListColumn.widths.upperBound)"
                )
                return nil
            }
            return ListColumn(named: name, width: width)
        }
        complain(node, "a column is the name of an attribute or a property, with its width if you like: “name: 24”")
        return nil
    }

    private func isName(_ text: String) -> Bool { !text.isEmpty && !text.contains(where: \.isWhitespace) }

    // MARK: Keys

    private mutating func readKeys(_ value: Node) {
        guard let places = value.mapping else {
            return complain(value, "keys are a mapping, such as “list: {delete: D}”")
        }
        for (place, value) in places {
            guard let name = place.string, let actions = value.mapping else {
                complain(value.mark == nil ? place : value, "the keys of a place are a mapping, such as “delete: D”")
                continue
            }
            for (action, value) in actions { readKeys(of: action, value, in: name) }
        }
    }

    private mutating func readKeys(of action: Node, _ value: Node, in place: String) {
        var keys: [String] = []
        for item in value.sequence.map(Array.init) ?? [value] {
            guard case .scalar(let scalar) = item, !scalar.string.isEmpty else { break }
            keys.append(scalar.string)
        }
        guard !keys.isEmpty, keys.count == value.sequence?.count ?? 1 else {
            return complain(
                value.mark == nil ? action : value, "a key is a name such as D, ^X, F9 or del, or a list of them")
        }
        settings.keys.append(
            .init(place: place, action: action.string ?? "", keys: keys, line: line(of: value, action)))
    }

    // MARK: Views

    private mutating func readViews(_ value: Node) {
        guard let views = value.mapping else {
            return complain(value, "views are a mapping, such as “lts: {filter: 'tag:lts', sort: name}”")
        }
        for (name, value) in views {
            guard let title = name.string, !title.isEmpty, title.count <= SavedView.nameLength else {
                complain(name, "a view's name has 1 to \(SavedView.nameLength) characters")
                continue
            }
            guard let fields = value.mapping else {
                complain(value.mark == nil ? name : value, "a view is a mapping of filter, sort and columns")
                continue
            }
            var view = SavedView(name: title)
            var isGood = true
            for (key, value) in fields {
                switch key.string {
                case "filter": if let filter = filter(key, value) { view.filter = filter } else { isGood = false }
                case "sort": if let order = order(key, value) { view.order = order } else { isGood = false }
                case "columns": view.columns = columns(key, value)
                default: complain(key, "“\(key.string ?? "")” is not one of filter, sort, columns")
                }
            }
            // An incomplete view would show other images than it says.
            if isGood { settings.views.append(view) }
        }
    }

    private mutating func filter(_ key: Node, _ value: Node) -> String? {
        guard let text = text(key, value) else { return nil }
        do throws(FilterProblem) {
            return try ImageFilter(text).text
        } catch {
            complain(value, error.description.trimmingSuffix("."))
            return nil
        }
    }

    private mutating func order(_ key: Node, _ value: Node) -> ImageOrder? {
        guard let text = text(key, value) else { return nil }
        if let order = ImageOrder(parameter: text) { return order }
        let keys = ImageOrder.Key.allCases.map(\.rawValue).joined(separator: ", ")
        complain(value, "“\(text)” is no order: one of \(keys), with :asc or :desc if you like")
        return nil
    }

    // MARK: Commands

    private mutating func readCommands(_ value: Node) {
        guard let commands = value.sequence else {
            return complain(value, "commands are a list, such as “- {key: F9, name: boot, run: …}”")
        }
        for command in commands {
            guard let fields = command.mapping else {
                complain(command, "a command is a mapping of key, name and run")
                continue
            }
            var texts: [String: String] = [:]
            for (key, value) in fields {
                guard let name = key.string, ["key", "name", "run"].contains(name) else {
                    complain(key, "“\(key.string ?? "")” is not one of key, name, run")
                    continue
                }
                texts[name] = text(key, value)
            }
            guard let key = texts["key"], let run = texts["run"] else {
                complain(command, "a command needs a key, and what to run")
                continue
            }
            settings.commands.append(
                OwnCommand(key: key, name: texts["name"] ?? run, run: run, line: line(of: command, value)))
        }
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}
