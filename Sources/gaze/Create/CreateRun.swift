import Foundation
import ImageModel
import ViewModels

/// One create without a screen: fills the form's model in, sends it, and follows the data to its end.
@MainActor
final class CreateRun {
    let workspace: Workspace
    /// Where what happens is told; nowhere once a signal has ended it.
    private(set) var report: any CreateReport
    /// Whether it makes the record; otherwise that is there already.
    private let makesRecord: Bool
    var phase = Phase.preparing
    /// The signal that called it off; nil while none has.
    private var signal: Int32?
    /// The exit status, where a signal has ended it before its end.
    private(set) var end: Int32?
    var record: RecordModel?

    /// What it is told.
    struct Order: Sendable {
        /// The image that the record is to be like; nil for none.
        var like: String?
        /// The preset that fills in what is still missing; nil for none.
        var preset: String?
        /// Whether data of which there is a warning is sent.
        var isForced: Bool
        /// Fills in what the options say.
        let fill: @Sendable (inout Draft) -> Void
    }

    enum Phase {
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
    static let patience: Duration = .seconds(5)

    init(_ workspace: Workspace, report: any CreateReport, makesRecord: Bool) {
        self.workspace = workspace
        self.report = report
        self.makesRecord = makesRecord
    }

    /// Prints the review.
    ///
    /// - Returns: the exit status, as far as it can be told before.
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
        // What a signal has ended prints nothing any more.
        if end == nil { report.print(texts.joined(separator: "\n\n")) }
    }

    /// Fills the form in.
    ///
    /// - Returns: the exit status, where that does not work out and has been told.
    private func fill(in order: Order) async -> Int32? {
        // What the cloud offers first: what is filled in from a file is to be among it.
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
            // Of the formats, the data itself knows more than what images of its kind have as a rule.
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

    /// A preset by its name; nil where there is none, or its file is wrong, which has been told.
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

    /// Makes the image and brings its data.
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

    /// Tells what holds it back.
    ///
    /// - Returns: the exit status; nil where nothing does.
    func held(
        _ problems: [DraftField: String], _ warnings: [FileWarning], of model: DraftModel, _ order: Order
    ) -> Int32? {
        let held = DraftField.allCases.compactMap { field in problems[field].map { (field, $0) } }
        // What the data is may be why something is missing.
        let doubts = order.isForced ? [] : warnings.map { Self.words(for: $0) }
        guard let status = self.status(held: problems, warnings, of: model, order) else { return nil }
        report.held(held + doubts.map { (DraftField.data, $0) }, status)
        return status.rawValue
    }

    /// What a form comes to that is held back; nil where nothing holds it.
    func status(
        held problems: [DraftField: String], _ warnings: [FileWarning], of model: DraftModel, _ order: Order
    ) -> CreateExit? {
        if !problems.isEmpty { return status(ofProblemsIn: model) }
        return order.isForced || warnings.isEmpty ? nil : .data
    }

    private static func words(for warning: FileWarning) -> String {
        "\(warning.title). \(warning.explanation) \(warning.remedy) Or send it with --force."
    }

    /// Calls it off; a second time, ends it whatever is under way.
    ///
    /// - Returns: the exit status, where it is to end at once.
    func interrupt(_ number: Int32) -> Int32? {
        let isFirst = signal == nil
        signal = number
        switch phase {
        case .preparing: report.calledOff("Called off. Nothing was \(makesRecord ? "made" : "sent").", nil)
        case .asking where isFirst: return nil
        case .asking where !makesRecord: report.calledOff("Called off. No data was sent.", nil)
        case .asking:
            report.calledOff(
                "Called off. It is not known whether the record was made: gaze list shows whether it was.", nil)
        case .following where isFirst:
            record?.transfer?.cancel()
            return nil
        case .over: return nil
        case .following:
            report.calledOff("Called off. The service may still be putting the record back.", record?.record)
        }
        // What is under way is called off too, and would tell of that.
        report = NoReport()
        end = 128 + number
        return end
    }

    /// What a draft that cannot be sent comes to: data that cannot be read is a failure of another kind.
    func status(ofProblemsIn model: DraftModel) -> CreateExit {
        if case .problem = model.file, (try? DataSource(model.draft.data)) != nil { return .source }
        return .usage
    }

    /// Tells why nothing was asked for, or what was answered.
    func notMade(_ refusal: Explanation?, _ heldBack: String?) -> Int32 {
        // What was held back at the last moment is a file that has gone meanwhile.
        guard let refusal else {
            report.held([(.data, heldBack ?? "The data cannot be read.")], .source)
            return CreateExit.source.rawValue
        }
        let status = CreateExit(refusal.cause)
        report.failed(refusal.inCommand(on: nil), status, nil)
        return status.rawValue
    }

    /// Follows the data to its end.
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
        // A signal that comes now has nothing to end, and does not tell it twice.
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
            let words = transfer.isLeftToService ? "Called off. " + transfer.outlook : "Called off."
            report.calledOff(words, record.record)
            return 128 + (signal ?? SIGINT)
        }
    }
}
