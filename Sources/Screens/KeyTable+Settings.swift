import Terminal
package import ViewModels

extension KeyTable {
    /// Returns the key table as a person has configured it. Settings that cannot be used are replaced by gaze's defaults.
    ///
    /// - Parameters:
    ///   - settings: The person's keys and commands.
    ///   - path: The path of the file, for the complaints.
    ///   - readOnly: What is read-only, so that changes to it are not offered.
    /// - Returns: The table, and what is wrong with the settings.
    package static func configured(
        _ settings: Configuration.Settings, path: String, readOnly: ReadOnly
    ) -> (table: KeyTable, complaints: [FileComplaint]) {
        var rebinding = Rebinding(path: path)
        for setting in settings.keys { rebinding.bind(setting) }
        for command in settings.commands { rebinding.add(command) }
        rebinding.resolve()
        let table = KeyTable(rows: rebinding.rows, commands: rebinding.commands, readOnly: readOnly)
        return (table, rebinding.complaints)
    }
}

/// The transformation of gaze's own table into a person's.
private struct Rebinding {
    private(set) var rows = KeyBinding.table
    private(set) var commands: [OwnCommand] = []
    private(set) var complaints: [FileComplaint] = []
    let path: String
    /// The lines of the file that define rows, by the index of the row; gaze's own rows have none.
    private var lines: [Int: Int] = [:]

    init(path: String) { self.path = path }

    private mutating func complain(_ line: Int, _ reason: String) {
        complaints.append(FileComplaint(path: path, line: line, reason: reason))
    }

    /// Binds an action to other keys.
    mutating func bind(_ setting: Configuration.KeySetting) {
        guard let place = Place.allCases.first(where: { $0.name == setting.place }) else {
            let places = Place.allCases.map(\.name).joined(separator: ", ")
            return complain(setting.line, "keys count in no place “\(setting.place)”; there are \(places)")
        }
        guard let row = rows.firstIndex(where: { $0.place == place && $0.action.name == setting.action }) else {
            let actions = KeyBinding.rows(of: place).map(\.action.name).joined(separator: ", ")
            return complain(
                setting.line, "there is no “\(setting.action)” in \(place.name), but there are \(actions)")
        }
        guard let keys = keys(setting.keys, in: place, line: setting.line) else { return }
        rows[row] = rows[row].bound(to: keys)
        lines[row] = setting.line
    }

    /// Adds a command to the list and to an image's record.
    mutating func add(_ command: OwnCommand) {
        guard let keys = keys([command.key], in: .list, line: command.line) else { return }
        let action = Action.command(commands.count)
        commands.append(command)
        for place in [Place.list, .record] {
            lines[rows.count] = command.line
            rows.append(KeyBinding(place, action, keys, label: command.name, "your command: \(command.run)"))
        }
    }

    private mutating func keys(_ names: [String], in place: Place, line: Int) -> [Key]? {
        var keys: [Key] = []
        for name in names {
            guard let key = Key(name: name) else {
                complain(
                    line,
                    "“\(name)” is no key: a character, ^X, alt-x, F1 to F12, or a name such as del, esc, PgUp, space")
                return nil
            }
            guard key.isSent else {
                complain(line, "no terminal sends “\(name)” as a key of its own")
                return nil
            }
            if place.takesText, key.isCharacter {
                complain(line, "one types in \(place.name), where “\(name)” is a letter; take ^X, alt-x or F1 to F12")
                return nil
            }
            keys.append(key)
        }
        return keys
    }

    /// Reverts settings that would give a key two meanings. If both come from the file, the later line is reverted.
    mutating func resolve() {
        while let (row, other, key) = conflict() {
            let line = lines[row] ?? 0
            let rival = rows[other]
            complain(
                line,
                "“\(key.name)” is taken in \(rival.place.name): \(rival.meaning). Give that another key too, or choose "
                    + "another")
            let isCommand = if case .command = rows[row].action { true } else { false }
            for index in rows.indices where lines[index] == line && (isCommand || index == row) {
                lines[index] = nil
                rows[index] = isCommand ? rows[index].bound(to: []) : rows[index].bound(to: rows[index].standard)
            }
        }
        rows.removeAll { $0.keys.isEmpty }
        // The complaints about conflicts were added last; put all of them in the order of the file.
        complaints.sort { ($0.line ?? 0) < ($1.line ?? 0) }
    }

    private func conflict() -> (row: Int, other: Int, key: Key)? {
        for row in lines.keys.sorted(by: { (lines[$0] ?? 0, $0) > (lines[$1] ?? 0, $1) }) {
            for other in rows.indices where other != row && isBefore(other, row) {
                if let key = clash(rows[row], rows[other]) { return (row, other, key) }
            }
        }
        return nil
    }

    /// Whether the second of two conflicting rows is the one to revert.
    private func isBefore(_ other: Int, _ row: Int) -> Bool {
        guard let line = lines[other] else { return true }
        return (line, other) < (lines[row] ?? 0, row)
    }

    /// Returns a key that both rows would bind where both of them apply; nil if there is none.
    private func clash(_ row: KeyBinding, _ other: KeyBinding) -> Key? {
        guard row.place == other.place || row.place == .everywhere || other.place == .everywhere else { return nil }
        let places = [row.place, other.place]
        return row.keys.first { key in
            other.keys.contains(key) && !(key.isCharacter && places.contains(where: \.takesText))
        }
    }
}
