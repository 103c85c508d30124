import ArgumentParser
import Foundation
import ImageModel
import ViewModels

/// `gaze delete`: deletes images, for scripts and for people who confirm it.
struct DeleteImages: AsyncParsableCommand, Subcommand {
    static let configuration = CommandConfiguration(
        commandName: "delete",
        abstract: "Delete images, their records and their data.",
        discussion: """
            On a terminal, the images are shown, and their number is asked for; --yes answers it. Where something else is \
            answered, nothing is deleted, and the exit status is 1. Elsewhere nothing is deleted without --yes. Each image \
            that is deleted is a line of output, “deleted ID NAME”, and each that is not is told on standard error; one that \
            fails does not keep the others. An image that somebody else has changed since it was found, or shown, stays as it is. \
            With --format, the output has id, name, result (deleted or failed) and error of every image that was named, those \
            that there are not too. A delete cannot be undone.

            The exit status is that of the first failure:
            \(ScriptExit.table)
            """)

    @Argument(help: "The images' names or ids.", completion: ImageArgument.completion)
    var images: [String]

    @Flag(name: [.long, .short], help: "Delete them without being asked.")
    var yes = false

    @Option(help: "Print what came of each in this form.")
    var format: RecordFormat?

    @Option(help: "The cloud of clouds.yaml to work on.")
    var cloud: String?

    /// The parent command. It has a `--cloud` option too, and receives its value wherever on the line it appears.
    @ParentCommand var gaze: Gaze

    func validate() throws {
        if !yes, isatty(STDIN_FILENO) == 0 {
            throw ValidationError("Nobody is here to be asked. To delete without a question: gaze delete --yes IMAGE …")
        }
    }

    func run() async throws {
        try await ScriptRun.run(cloud: cloud ?? gaze.cloud, isReadOnly: gaze.readonly) { connection in
            var failure: ScriptExit?
            var results = DeleteResults(format: format)
            var found: [Image] = []
            for text in images {
                do throws(ScriptFailure) {
                    let record = try await ImageArgument.record(
                        of: text, at: connection.api, orElse: "\(text) was not deleted")
                    if !found.contains(where: { $0.id == record.image.id }) { found.append(record.image) }
                } catch {
                    try Task.checkCancellation()
                    await ScriptRun.tell(error)
                    failure = failure ?? error.status
                    results.add(DeleteResults.result(nil, name: text, error))
                }
            }
            let isSure = if yes || found.isEmpty { true } else { await Self.isConfirmed(found) }
            guard isSure else {
                await ScriptRun.tell(ScriptFailure(.usage, "Nothing was deleted."))
                throw ExitCode(EXIT_FAILURE)
            }
            try await results.begin(found)
            for image in found {
                do throws(ScriptFailure) {
                    try await Self.delete(image, at: connection.api)
                } catch {
                    try Task.checkCancellation()
                    await ScriptRun.tell(error)
                    failure = failure ?? error.status
                    try results.write(DeleteResults.result(image.id, name: image.name, error))
                    continue
                }
                try await results.deleted(image)
            }
            try results.end()
            if let failure { throw ExitCode(failure.rawValue) }
        }
    }

    private static func delete(_ image: Image, at api: any ImageAPI) async throws(ScriptFailure) {
        let words = "\(image.nameOrID) was not deleted"
        do throws(ImageDeletion.Failure) {
            try await ImageDeletion(api: api).delete(image)
        } catch {
            switch error {
            case .changed(let sentence):
                throw ScriptFailure(
                    .conflict,
                    "\(words). \(sentence) gaze show \(image.id) says how it is; delete it again if you still want to.")
            case .gone:
                throw ScriptFailure(
                    .conflict, "\(words). Somebody else has deleted it meanwhile. gaze list shows which there are.")
            case .failed(let explanation): throw ScriptFailure(explanation)
            case .request(let error): throw ScriptFailure(error, words, id: image.id)
            }
        }
    }

    /// Shows the images, and asks the user to type how many they are.
    @MainActor
    private static func isConfirmed(_ images: [Image]) async -> Bool {
        let console = Console.errors
        let lines = images.map { image in
            let size = image.size.map { ", " + Format.bytes($0) } ?? ""
            return "  \(image.id)  \(image.nameOrID) (\(image.status.rawValue)\(size))"
        }
        console.write((["To be deleted, with their data and for good:"] + lines).joined(separator: "\n"))
        console.ask(
            "Type \(images.count) to delete \(images.count == 1 ? "it" : "them"), or enter to leave all as it is: ")
        return await Console.answer()?.trimmingCharacters(in: .whitespaces) == "\(images.count)"
    }
}
