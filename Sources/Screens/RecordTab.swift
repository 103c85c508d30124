/// The parts of a record, each a view of its own.
enum RecordTab: Int, CaseIterable {
    case overview, properties, members, tasks, json

    /// Its name.
    var name: String {
        switch self {
        case .overview: "Overview"
        case .properties: "Properties"
        case .members: "Members"
        case .tasks: "Tasks, stores"
        case .json: "JSON"
        }
    }

    /// What leads there.
    var action: Action {
        switch self {
        case .overview: .showOverview
        case .properties: .showProperties
        case .members: .showMembers
        case .tasks: .showTasks
        case .json: .showJSON
        }
    }

    /// Its name, with the key that leads there.
    func title(_ keys: KeyTable) -> String {
        [keys.name(of: action, in: .record), name].compactMap(\.self).joined(separator: " ")
    }

    /// The tab so many places further, the first after the last.
    func moved(by step: Int) -> RecordTab {
        let all = Self.allCases
        return all[(rawValue + step + all.count) % all.count]
    }
}
