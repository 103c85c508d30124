import ImageModel
import Terminal
import ViewModels
import Widgets

/// The question of where to save data: a path, and remarks on it.
@MainActor
protocol SaveQuestion: AnyObject {
    /// The typed path.
    var path: String { get set }
    /// The completion of the path.
    var completion: PathCompletion { get }
    /// Whether the download has started.
    var isDone: Bool { get }
    /// The heading of the question.
    var heading: String { get }
    /// The text shown in the empty field.
    var placeholder: String { get }
    /// The remarks on the path, and their role.
    var words: (String, Role) { get }
    /// Whether confirming has an effect.
    var maySave: Bool { get }
    /// Starts saving, or asks another question first.
    func save() -> Response
    /// Returns the response once the download has started.
    func end(_ keys: KeyTable) -> Response
}

extension SaveModel: SaveQuestion {
    var heading: String { "Save \(image.nameOrID) to a file" }
    var placeholder: String { "the path of a file" }

    var maySave: Bool {
        guard image.dataObstacle == nil else { return false }
        return switch place {
        case .free, .part: true
        case .problem(let problem): problem.isAboutTheName
        case nil: false
        }
    }

    var words: (String, Role) {
        if let obstacle = image.dataObstacle { return ("! \(obstacle)", .error) }
        let size = image.size
        switch place {
        case .free(let room):
            let words = [size.map { Format.bytes($0) + " to come" }, room.map { "\(Format.bytes($0)) free there" }]
                .compactMap(\.self).joined(separator: ", ")
            guard let room, let size, size > room else { return (words.isEmpty ? "" : words + ".", .label) }
            return ("! \(words): there may be too little room.", .warning)
        case .part(let bytes):
            let whole = size.map { " of \(Format.bytes($0))" } ?? ""
            return ("\(Format.bytes(bytes))\(whole) are there already; saving resumes from them.", .label)
        case .problem(let problem) where problem.isAboutTheName: return ("! \(problem.description)", .warning)
        case .problem(let problem): return ("! \(problem.description)", .error)
        case nil: return ("", .label)
        }
    }

    func save() -> Response {
        guard maySave else { return .handled }
        guard case .problem(let problem)? = place else {
            submit()
            return .back
        }
        return .show(
            DialogScreen.nameInTheWay(problem) { button in
                switch button {
                case 1: self.proposeFreeName()
                case 2: self.submit(overwriting: true)
                default: break
                }
            })
    }

    func end(_ keys: KeyTable) -> Response { .back }
}

extension SaveManyModel: SaveQuestion {
    var heading: String { "Save \(Self.images(count)) to a folder" }
    var placeholder: String { "the path of a folder" }
    var maySave: Bool { maySubmit }

    private static func images(_ count: Int) -> String { count == 1 ? "1 image" : "\(Format.count(count)) images" }

    var words: (String, Role) {
        guard let images else {
            return ("Reading the records: \(Format.count(knownCount)) of \(Format.count(count)).", .label)
        }
        if let problem { return ("! \(problem.description)", .error) }
        guard !images.isEmpty else { return ("! " + (leftOut ?? ""), .error) }
        let parts = [
            "\(Self.images(images.count)), \(Format.bytes(size)) to come",
            room.map { "\(Format.bytes($0)) free there" },
        ]
        let isTight = room.map { size > $0 } ?? false
        let words =
            parts.compactMap(\.self).joined(separator: ", ") + (isTight ? ": there may be too little room." : ".")
        let all = [words, leftOut].compactMap(\.self).joined(separator: " ")
        return isTight || leftOut != nil ? ("! " + all, .warning) : (all, .label)
    }

    /// The words about images that are left out; nil if there are none.
    private var leftOut: String? {
        var sentences: [String] = []
        if dataless > 0 {
            sentences.append(
                dataless == 1
                    ? "1 has no data, and is left out." : "\(Format.count(dataless)) have no data, and are left out.")
        }
        if unreadable > 0, let failure {
            let number = unreadable == 1 ? "1" : Format.count(unreadable)
            sentences.append("\(number) could not be read: \(failure.reason)")
        }
        return sentences.isEmpty ? nil : sentences.joined(separator: " ")
    }

    func save() -> Response {
        submit()
        return .handled
    }

    func end(_ keys: KeyTable) -> Response {
        let count = images?.count ?? 0
        let words = "\(Self.images(count)) \(count == 1 ? "is" : "are") being saved to \(folderWords)"
        let key = keys.name(of: .transfers, in: .list).map { "; \($0) shows \(count == 1 ? "it" : "them")" }
        return .closing(.say(words + (key ?? "") + "."))
    }
}

extension DialogScreen {
    /// Returns the question before saving to a path that exists already.
    ///
    /// - Parameters:
    ///   - problem: What is wrong with the path.
    ///   - answer: Called with the index of the button: 1 for another name, 2 to overwrite, anything else to cancel.
    static func nameInTheWay(_ problem: SaveProblem, answer: @escaping @MainActor (Int) -> Void) -> DialogScreen {
        DialogScreen(
            title: "What is there stays, unless you say otherwise", text: [problem.description],
            buttons: [
                .init("cancel", letter: "c"), .init("another name", letter: "a"), .init("overwrite", letter: "o"),
            ]
        ) { button in
            answer(button)
            return .handled
        }
    }

    /// Returns the question before resuming a download whose path exists already.
    static func nameInTheWay(_ download: DownloadModel, _ problem: SaveProblem) -> DialogScreen {
        nameInTheWay(problem) { button in
            switch button {
            case 1: download.retryUnderFreeName()
            case 2: download.retryOverwriting()
            default: break
            }
        }
    }
}
