import Foundation
import ImageModel
import ViewModels

/// One create without a screen: fills the form's model in, sends it, and follows the data to its end.
@MainActor
final class CreateRun {
    private let workspace: Workspace
    private let report: any CreateReport
    private var phase = Phase.preparing
    /// The signal that called it off; nil while none has.
    private var signal: Int32?
    private var record: RecordModel?

    private enum Phase {
        /// Nothing has been sent.
        case preparing
        /// The request for the record is on its way.
        case asking
        /// The record is there.
        case following
        /// How it ended is being told.
        case over
    }

    /// How long a record is waited for that the service is to put back after a failure.
    private static let patience: Duration = .seconds(5)

    init(_ workspace: Workspace, report: any CreateReport) {
        self.workspace = workspace
        self.report = report
    }

    /// Prints the review.
    ///
    /// - Returns: the exit status, as far as it can be told before.
    func review(_ draft: Draft) async -> Int32 {
        await fill(in: draft)
        let model = workspace.review()
        await model.finishLoading()
        let sections = model.review.sections.map { section in
            let lines = (section.code.map { [$0] } ?? []) + section.sentences.map { "- " + $0 }
            return ([section.title, ""] + lines).joined(separator: "\n")
        }
        Console.output.write(sections.joined(separator: "\n\n"))
        return workspace.draft.problems.isEmpty ? 0 : statusOfProblems.rawValue
    }

    private func fill(in draft: Draft) async {
        // What the cloud offers first: what is filled in from a file is to be among it.
        workspace.draft.loadChoices()
        await workspace.draft.finishLoading()
        workspace.draft.draft = draft
        await workspace.draft.finishLoading()
    }

    /// Makes the image and brings its data.
    ///
    /// - Parameter knowingly: whether a file of which there is a warning is sent.
    /// - Returns: the exit status.
    func perform(_ draft: Draft, knowingly: Bool) async -> Int32 {
        await fill(in: draft)
        let model = workspace.draft
        let problems = model.problems
        guard problems.isEmpty else {
            let status = statusOfProblems
            report.held(DraftField.allCases.compactMap { field in problems[field].map { (field, $0) } }, status)
            return status.rawValue
        }
        guard knowingly || model.warnings.isEmpty else {
            report.held(
                model.warnings.map { (.data, "\($0.title). \($0.explanation) \($0.remedy) Or send it with --force.") },
                .data)
            return CreateExit.data.rawValue
        }
        phase = .asking
        model.submit(knowingly: true)
        await model.finishSending()
        guard let record = workspace.takeCreated() else { return notMade() }
        self.record = record
        phase = .following
        return await follow(record)
    }

    /// Calls it off; a second time, ends it whatever is under way.
    ///
    /// - Returns: the exit status, where it is to end at once.
    func interrupt(_ number: Int32) -> Int32? {
        let isFirst = signal == nil
        signal = number
        switch phase {
        case .preparing: report.calledOff("Called off. Nothing was made.", nil)
        case .asking where isFirst: return nil
        case .asking:
            report.calledOff("Called off. It is not known whether the record was made: look at the list.", nil)
        case .following where isFirst:
            record?.transfer?.cancel()
            return nil
        case .over: return nil
        case .following:
            report.calledOff("Called off. The service may still be putting the record back.", record?.record)
        }
        return 128 + number
    }

    /// What a draft that cannot be sent comes to: a file that cannot be read is a failure of another kind.
    private var statusOfProblems: CreateExit {
        if case .problem = workspace.draft.file, case .file? = try? DataSource(workspace.draft.draft.data) {
            return .source
        }
        return .usage
    }

    private func notMade() -> Int32 {
        // What was held back at the last moment is a file that has gone meanwhile.
        guard let refusal = workspace.draft.refusal else {
            report.held([(.data, workspace.draft.heldBack ?? "The data cannot be read.")], .source)
            return CreateExit.source.rawValue
        }
        let status = CreateExit(refusal.cause)
        report.failed(refusal, status, nil)
        return status.rawValue
    }

    private func follow(_ record: RecordModel) async -> Int32 {
        if let made = record.record { report.created(made) }
        guard let transfer = record.transfer else {
            if let made = record.record { report.made(made, nil) }
            return 0
        }
        if signal != nil { transfer.cancel() }
        await whenever {
            self.report.progress(transfer)
            return transfer.isUnderWay ? nil : ()
        }
        record.refresh()
        let isVerified = if case .verified = transfer.state { true } else { false }
        let end = ContinuousClock.now + Self.patience
        await whenever { !record.isLoading || !isVerified && ContinuousClock.now > end ? () : nil }
        // A signal that comes now has nothing to end, and does not tell it twice.
        phase = .over
        switch transfer.state {
        case .verified(let verdict):
            if let settled = record.record { report.made(settled, verdict) }
            return 0
        case .failed(let explanation):
            let status = CreateExit(explanation.cause)
            report.failed(explanation, status, record.record)
            return status.rawValue
        default:
            report.calledOff("Called off.", record.record)
            return 128 + (signal ?? SIGINT)
        }
    }
}
