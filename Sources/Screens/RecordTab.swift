/// The tabs of a record.
enum RecordTab: Int, CaseIterable {
    case overview, properties, members, tasks, json

    /// The name of the tab.
    var name: String {
        switch self {
        case .overview: "Overview"
        case .properties: "Properties"
        case .members: "Members"
        case .tasks: "Tasks, stores"
        case .json: "JSON"
        }
    }

    /// The action that shows the tab.
    var action: Action {
        switch self {
        case .overview: .showOverview
        case .properties: .showProperties
        case .members: .showMembers
        case .tasks: .showTasks
        case .json: .showJSON
        }
    }

    /// Returns the name, with the key that shows the tab.
    func title(_ keys: KeyTable) -> String {
        [keys.name(of: action, in: .record), name].compactMap(\.self).joined(separator: " ")
    }

    /// Returns the tab that is a number of steps further, going on with the first after the last.
    func moved(by step: Int) -> RecordTab {
        let all = Self.allCases
        return all[(rawValue + step + all.count) % all.count]
    }
}
