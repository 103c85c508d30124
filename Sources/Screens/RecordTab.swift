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

    /// Its name, with the key that leads there.
    var title: String { "\(rawValue + 1) \(name)" }

    /// The tab so many places further, the first after the last.
    func moved(by step: Int) -> RecordTab {
        let all = Self.allCases
        return all[(rawValue + step + all.count) % all.count]
    }
}
