import ImageModel
import Terminal

/// The output of `gaze delete`: a line for each deleted image, or the result for every image in a format for programs.
struct DeleteResults {
    private let format: RecordFormat?
    /// The results known before anything is deleted.
    private var known: [CommandResult] = []
    private var writer: (any RecordWriter)?

    init(format: RecordFormat?) { self.format = format }

    /// Returns the result for an image: deleted, or the reason why it was not.
    static func result(_ id: Image.ID?, name: String?, _ failure: ScriptFailure?) -> CommandResult {
        CommandResult([
            "id": id.map(JSONValue.string), "name": name.map(JSONValue.string),
            "result": .string(failure == nil ? "deleted" : "failed"),
            "error": (failure?.lines.joined(separator: " ")).map(JSONValue.string),
        ])
    }

    /// Adds a result known before the first delete.
    mutating func add(_ result: CommandResult) { known.append(result) }

    /// Begins the output, with the results known so far.
    ///
    /// - Parameter images: the images about to be deleted.
    mutating func begin(_ images: [Image]) async throws(StandardOutput.Failure) {
        guard let format else { return }
        let expected = known + images.map { Self.result($0.id, name: $0.name, nil) }
        let (charset, room) = await MainActor.run { (Console.output.charset, Console.output.room) }
        let columns = Self.result(nil, name: nil, nil).columns
        var writer = format.listWriter(columns: columns, hasHeader: true, charset: charset, room: room)
        let text = writer.begin(expected)
        self.writer = writer
        try StandardOutput.write(text)
        for result in known { try write(result) }
    }

    /// Reports that an image was deleted.
    mutating func deleted(_ image: Image) async throws(StandardOutput.Failure) {
        guard format == nil else { return try write(Self.result(image.id, name: image.name, nil)) }
        let name = image.name.map { " " + $0.replacing(/[\r\n]/, with: " ") } ?? ""
        try StandardOutput.write(await Console.output.plain("deleted \(image.id)\(name)") + "\n")
    }

    /// Writes the result for an image, if a format was requested.
    mutating func write(_ result: CommandResult) throws(StandardOutput.Failure) {
        guard let text = try? writer?.text(of: result) else { return }
        try StandardOutput.write(text)
    }

    /// Ends the output.
    func end() throws(StandardOutput.Failure) {
        if let writer { try StandardOutput.write(writer.end()) }
    }
}
