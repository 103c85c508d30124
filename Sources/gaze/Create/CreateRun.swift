import Foundation
import ImageModel
import ViewModels

/// One create without a screen: fills in the form's model, submits it, and follows the data until the transfer ends.
@MainActor
final class CreateRun {
    let workspace: Workspace
    /// Receives the reports of what happens; silent once a signal has ended the run.
    private(set) var report: any CreateReport
    /// Whether the run creates the record; false if the record exists already.
    private let makesRecord: Bool
    var phase = Phase.preparing
    /// The signal that cancelled the run; nil while none has arrived.
    private var signal: Int32?
    /// The exit status, if a signal has ended the run early.
    private(set) var end: Int32?
    var record: RecordModel?

    /// What the command line asks for.
    struct Order: Sendable {
        /// The name or id of the image whose record is copied; nil for none.
        var like: String?
        /// The preset that fills in missing values; nil for none.
        var preset: String?
        /// Whether to send data despite warnings.
        var isForced: Bool
        /// Fills in the values of the command-line options.
        let fill: @Sendable (inout Draft) -> Void
    }

    enum Phase {
        /// Nothing has been sent.
        case preparing
        /// The request for the record is in progress.
        case asking
        /// The record exists, and its data is being sent.
        case following
        /// The outcome is being reported.
        case over
    }

    /// How long to wait, after a failure, for the service to put the record back to its earlier state.
    static let patience: Duration = .seconds(5)

    init(_ workspace: Workspace, report: any CreateReport, makesRecord: Bool) {
        self.workspace = workspace
        self.report = report
        self.makesRecord = makesRecord
    }

    /// Prints the review.
    ///
    /// - Returns: the exit status, as far as it can be predicted.
    func review(_ order: Order) async -> Int32 {
        if let status = await fill(in: order) { return status }
        let model = workspace.review()
        await model.finishLoading()
        print(model.review.sections)
        let draft = workspace.draft
        if draft.draft.isEmpty { return CreateExit.usage.rawValue }
        return status(held: draft.problems, draft.warnings, of: draft, order)?.rawValue ?? 0
    }

    func print(_ sections: [Review.Section]) {
        let texts = sections.map { section in
            let lines = (section.code.map { [$0] } ?? []) + section.sentences.map { "- " + $0 }
            return ([section.title, ""] + lines).joined(separator: "\n")
        }
        // After a signal has ended the run, nothing more is printed.
        if end == nil { report.print(texts.joined(separator: "\n\n")) }
    }

    /// Fills in the form.
    ///
    /// - Returns: the exit status if that failed, which has been reported; otherwise nil.
    private func fill(in order: Order) async -> Int32? {
        // The cloud's choices are loaded first, because values filled in from a file have to be among them.
        workspace.draft.loadChoices()
        await workspace.draft.finishLoading()
        var draft = Draft()
        if let like = order.like {
            switch await find(like, orElse: "The image was not created") {
            case .success(let record): draft = Draft(like: record.image)
            case .failure(let end): return end.status
            }
        }
        order.fill(&draft)
        if let status = await findChecksum(in: &draft) { return status }
        var preset: Preset?
        if let name = order.preset {
            guard let found = await self.preset(name) else { return CreateExit.usage.rawValue }
            preset = found
            // The formats are left out for now: inspecting the data gives better answers than a preset for images of its kind.
            var settings = found
            (settings.settings.diskFormat, settings.settings.containerFormat) = (nil, nil)
            draft = settings.applied(to: draft, overwriting: false)
        }
        workspace.draft.draft = draft
        await workspace.draft.lookAhead()
        if let preset {
            workspace.draft.draft = preset.applied(to: workspace.draft.draft, overwriting: false)
        }
        return nil
    }

    /// Returns a preset by name; nil if there is none or its file is wrong, which has been reported.
    private func preset(_ name: String) async -> Preset? {
        let presets = await workspace.presets.all()
        guard let preset = presets.first(where: { $0.id == name }) else {
            let names = presets.map(\.id).joined(separator: ", ")
            report.held([(.properties, "There is no preset \(name); there are \(names).")], .usage)
            return nil
        }
        guard preset.complaints.isEmpty else {
            report.held(preset.complaints.map { (.properties, $0.description) }, .usage)
            return nil
        }
        return preset
    }

    /// Creates the image and uploads its data.
    ///
    /// - Returns: the exit status.
    func perform(_ order: Order) async -> Int32 {
        if let status = await fill(in: order) { return status }
        let model = workspace.draft
        if let status = held(model.problems, model.warnings, of: model, order) { return status }
        guard !model.draft.isEmpty else {
            report.held([(.name, DraftModel.nothing)], .usage)
            return CreateExit.usage.rawValue
        }
        if let end { return end }
        phase = .asking
        model.submit(knowingly: true)
        await model.finishSending()
        guard let record = workspace.takeCreated() else { return notMade(model.refusal, model.heldBack) }
        self.record = record
        phase = .following
        if let made = record.record { report.created(made) }
        return await follow(record)
    }

    /// Reports the problems and warnings that prevent sending.
    ///
    /// - Returns: the exit status; nil if nothing prevents sending.
    func held(
        _ problems: [DraftField: String], _ warnings: [FileWarning], of model: DraftModel, _ order: Order
    ) -> Int32? {
        let held = DraftField.allCases.compactMap { field in problems[field].map { (field, $0) } }
        // A warning about the data may explain why a field is missing.
        let doubts = order.isForced ? [] : warnings.map { Self.words(for: $0) }
        guard let status = self.status(held: problems, warnings, of: model, order) else { return nil }
        report.held(held + doubts.map { (DraftField.data, $0) }, status)
        return status.rawValue
    }

    /// The exit status of a form with these problems and warnings; nil if nothing prevents sending.
    func status(
        held problems: [DraftField: String], _ warnings: [FileWarning], of model: DraftModel, _ order: Order
    ) -> CreateExit? {
        if !problems.isEmpty { return status(ofProblemsIn: model) }
        return order.isForced || warnings.isEmpty ? nil : .data
    }

    private static func words(for warning: FileWarning) -> String {
        "\(warning.title). \(warning.explanation) \(warning.remedy) Or send it with --force."
    }

    /// Cancels the run; a second signal ends it regardless of what is in progress.
    ///
    /// - Returns: the exit status if the process is to end at once; otherwise nil.
    func interrupt(_ number: Int32) -> Int32? {
        let isFirst = signal == nil
        signal = number
        switch phase {
        case .preparing: report.calledOff("Cancelled. Nothing was \(makesRecord ? "made" : "sent").", nil)
        case .asking where isFirst: return nil
        case .asking where !makesRecord: report.calledOff("Cancelled. No data was sent.", nil)
        case .asking:
            report.calledOff(
                "Cancelled. It is not known whether the record was made: gaze list shows whether it was.", nil)
        case .following where isFirst:
            record?.transfer?.cancel()
            return nil
        case .over: return nil
        case .following:
            report.calledOff("Cancelled. The service may still be putting the record back.", record?.record)
        }
        // The work in progress is cancelled too, and would report that again.
        report = NoReport()
        end = 128 + number
        return end
    }

    /// The exit status for a draft that cannot be sent: data that cannot be read is a failure of its own kind.
    func status(ofProblemsIn model: DraftModel) -> CreateExit {
        if case .problem = model.file, (try? DataSource(model.draft.data)) != nil { return .source }
        return .usage
    }

    /// Reports why nothing was submitted, or how the service refused it.
    func notMade(_ refusal: Explanation?, _ heldBack: String?) -> Int32 {
        // What holds back a draft at the last moment is a file that has disappeared meanwhile.
        guard let refusal else {
            report.held([(.data, heldBack ?? "The data cannot be read.")], .source)
            return CreateExit.source.rawValue
        }
        let status = CreateExit(refusal.cause)
        report.failed(refusal.inCommand(on: nil), status, nil)
        return status.rawValue
    }

    /// Follows the data until the transfer ends, and returns the exit status.
    func follow(_ record: RecordModel) async -> Int32 {
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
        // A signal arriving from here on has nothing to cancel, and must not cause a second report.
        phase = .over
        switch transfer.state {
        case .verified(let verdict):
            if let settled = record.record { report.made(settled, verdict) }
            return 0
        case .failed(let explanation):
            let status = CreateExit(explanation.cause)
            report.failed(explanation.inCommand(on: record.id), status, record.record)
            return status.rawValue
        default:
            let words = transfer.isLeftToService ? "Cancelled. " + transfer.outlook : "Cancelled."
            report.calledOff(words, record.record)
            return 128 + (signal ?? SIGINT)
        }
    }
}
