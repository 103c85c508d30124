import ArgumentParser
import Clouds
import Foundation
import ImageModel
import ViewModels

extension CreateRun {
    /// An end that has been told.
    struct Told: Error {
        let status: Int32
    }

    /// Finds an image by its name or its id.
    ///
    /// - Parameter words: what comes to nothing where there is not one.
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

    /// Brings data to an image that is there.
    ///
    /// - Parameters:
    ///   - text: its name or its id.
    ///   - isReview: whether what would happen is printed, and nothing is sent.
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
        // What the cloud offers first: what is filled in from a file is to be among it.
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

    /// Runs it on a cloud, until it is done or a signal ends it.
    ///
    /// - Parameters:
    ///   - makesRecord: whether it makes the record; otherwise that is there already.
    ///   - work: does it, and answers the exit status.
    /// - Throws: the exit status, where it is not 0.
    static func run(
        cloud: String?, isReadOnly: Bool, makesRecord: Bool, _ work: @escaping @MainActor (CreateRun) async -> Int32
    ) async throws {
        // Whoever reads no more is told apart from other failures by the answer to a write.
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
