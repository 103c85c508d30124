/// The parts of a record, each a view of its own.
enum RecordTab: Int, CaseIterable {
    case overview, properties, members, tasks, json

    /// Its name, with the key that leads there.
    var title: String {
        switch self {
        case .overview: "1 Overview"
        case .properties: "2 Properties"
        case .members: "3 Members"
        case .tasks: "4 Tasks, stores"
        case .json: "5 JSON"
        }
    }

    /// The tab so many places further, the first after the last.
    func moved(by step: Int) -> RecordTab {
        let all = Self.allCases
        return all[(rawValue + step + all.count) % all.count]
    }
}
