import ArgumentParser
import Clouds
import Foundation
import ImageModel
import ViewModels

extension CreateRun {
    /// The end of a run that has already been reported.
    struct Told: Error {
        let status: Int32
    }

    /// Finds an image by its name or id, and reports a failure to find exactly one.
    ///
    /// - Parameter words: what has failed if the image cannot be read, as the headline of the report.
    func find(_ text: String, orElse words: String) async -> Result<ImageRecord, Told> {
        do throws(ImageLookup.Failure) {
            return .success(try await ImageLookup(api: workspace.images).record(of: text))
        } catch {
            switch error {
            case .none:
                report.held([(.name, "There is no image “\(text)” here, or this project may not see it.")], .conflict)
            case .several(_, let images, let hasMore):
                let ids = images.map(\.id).joined(separator: ", ") + (hasMore ? ", and more" : "")
                report.held([(.name, "Several images are called “\(text)”. Name one by its id: \(ids).")], .conflict)
            case .request(let error):
                let explanation = Explanation(error, during: .command(words, nil))
                let status = CreateExit(explanation.cause)
                report.failed(explanation, status, nil)
                return .failure(Told(status: status.rawValue))
            }
            return .failure(Told(status: CreateExit.conflict.rawValue))
        }
    }

    /// Uploads data to an existing image.
    ///
    /// - Parameters:
    ///   - text: the image's name or id.
    ///   - isReview: whether to print what would happen, and send nothing.
    /// - Returns: the exit status.
    func bring(_ order: Order, to text: String, isReview: Bool) async -> Int32 {
        let found: ImageRecord
        switch await find(text, orElse: "The data of \(text) was not brought") {
        case .success(let record): found = record
        case .failure(let end): return end.status
        }
        guard let model = workspace.bring(found.image) else {
            report.held(
                [
                    (
                        .data,
                        "\(found.image.nameOrID) is \(found.image.status.rawValue): data is brought to an image that is "
                            + "queued. For other data, create another image: gaze create --like \(found.image.id) --data …"
                    )
                ], .conflict)
            return CreateExit.conflict.rawValue
        }
        report.found(found)
        // The cloud's choices are loaded first, because values filled in from a file have to be among them.
        await model.data.finishLoading()
        var draft = model.draft
        order.fill(&draft)
        if let status = await findChecksum(in: &draft) { return status }
        model.draft = draft
        await model.data.lookAhead()
        if isReview {
            let review = workspace.review(model)
            await review.finishLoading()
            print(review.review.sections)
            return status(held: model.problems, model.warnings, of: model.data, order)?.rawValue ?? 0
        }
        if let status = held(model.problems, model.warnings, of: model.data, order) { return status }
        if let end { return end }
        phase = .asking
        model.submit(knowingly: true)
        await model.finishSending()
        guard let transfer = model.transfer else { return notMade(model.refusal, model.heldBack) }
        let record = workspace.record(of: transfer)
        self.record = record
        phase = .following
        return await follow(record)
    }

    /// Runs the work on a cloud, until it is done or a signal ends it.
    ///
    /// - Parameters:
    ///   - makesRecord: whether the run creates the record; false if the record exists already.
    ///   - work: performs the run and returns the exit status.
    /// - Throws: the exit status, if it is not 0.
    static func run(
        cloud: String?, isReadOnly: Bool, makesRecord: Bool, _ work: @escaping @MainActor (CreateRun) async -> Int32
    ) async throws {
        // With SIGPIPE ignored, a closed pipe shows as an error of the write, which tells it apart from other failures.
        Foundation.signal(SIGPIPE, SIG_IGN)
        let files = FileLocations.current()
        let configuration = ConfigurationLocation(files: files).read()
        configuration.tellWhatHoldsBack(asEvents: true)
        let report: any CreateReport = Console.errors.isTerminal ? CreateBar() : CreateLines()
        let connection: Connection
        do throws(CloudError) {
            connection = try Connection.open(
                cloud: cloud, files: files, configuration: configuration, isReadOnly: isReadOnly)
        } catch {
            let explanation = Explanation(
                APIError(kind: .noService, message: error.description),
                during: makesRecord ? .create : .command("The data was not brought", nil))
            report.failed(explanation, .configuration, nil)
            throw ExitCode(CreateExit.configuration.rawValue)
        }
        let directory = CloudDirectory(files: files, current: connection.cloud, isReadOnly: true)
        let workspace = Workspace(
            api: connection.api, place: connection.place, memory: BrowserFiles(files: files).memory,
            drafts: .none, filters: .none, transferMemory: TransferFiles(files: files).memory,
            otherClouds: directory.others, fetch: connection.fetch, presetFolder: files.presets,
            readsStandardInput: true)
        let run = CreateRun(workspace, report: report, makesRecord: makesRecord)
        let status = await Signals.status(of: { await work(run) }, interrupt: { run.interrupt($0) })
        await workspace.transfers.notes.close()
        await directory.close()
        await connection.close()
        if status != 0 { throw ExitCode(status) }
        if let failure = report.outputFailure { throw ExitCode(failure.status) }
    }
}
