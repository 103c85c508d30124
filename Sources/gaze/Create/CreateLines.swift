import Foundation
import ImageModel
import ViewModels

/// Reports what happens on standard error, as one line of JSON per event.
@MainActor
final class CreateLines: CreateReport {
    var outputFailure: StandardOutput.Failure?
    private var id: Image.ID?
    private var told: (state: TransferModel.State, stores: [StoreProgress], moment: ContinuousClock.Instant)?

    /// The minimum time between two progress events of the same state.
    private static let interval: Duration = .seconds(1)

    private func tell(_ event: String, _ more: [String: JSONValue]) {
        var line = more
        line["event"] = .string(event)
        line["id"] = id.map(JSONValue.string)
        Console.errors.write(JSONValue.object(line).text())
    }

    func held(_ problems: [(DraftField, String)], _ status: CreateExit) {
        let list = problems.map { field, words in
            JSONValue.object([
                "field": .string(field.attribute?.rawValue ?? field.rawValue), "message": .string(words),
            ])
        }
        tell("held", ["kind": .string(status.word), "problems": .array(list)])
    }

    func found(_ record: ImageRecord) { id = record.image.id }

    func created(_ record: ImageRecord) {
        id = record.image.id
        tell("created", ["status": .string(record.image.status.rawValue)])
    }

    func progress(_ transfer: TransferModel) {
        let now = ContinuousClock.now
        if let told, told.state == transfer.state, told.stores == transfer.stores,
            told.moment.duration(to: now) < Self.interval
        {
            return
        }
        guard let word = Self.word(for: transfer.state) else { return }
        told = (transfer.state, transfer.stores, now)
        var line: [String: JSONValue] = ["state": .string(word), "bytes_sent": .integer(transfer.bytesSent)]
        line["size"] = transfer.size.map(JSONValue.integer)
        line["bytes_per_second"] = transfer.bytesPerSecond.map { .integer(Int64($0)) }
        line["seconds_stalled"] = transfer.stall.map { .integer($0.components.seconds) }
        if let awaited = transfer.answerAwaited {
            line["seconds_awaited"] = .integer(awaited.components.seconds)
        } else {
            line["seconds_left"] = transfer.timeLeft.map { .integer($0.components.seconds) }
        }
        if !transfer.stores.isEmpty {
            let stores = transfer.stores.map { ($0.store, JSONValue.string(Self.word(for: $0.state))) }
            line["stores"] = .object(Dictionary(stores) { $1 })
        }
        tell("progress", line)
    }

    func made(_ record: ImageRecord, _ verdict: String?) {
        printRecord(record)
        // If the record could not be printed, a failure has been reported instead of success.
        if outputFailure?.words != nil { return }
        var line: [String: JSONValue] = ["status": .string(record.image.status.rawValue)]
        line["verdict"] = verdict.map(JSONValue.string)
        tell("done", line)
    }

    func outputFailed(_ words: String) {
        tell("failed", ["kind": .string(ScriptExit.output.word), "message": .string(words)])
    }

    func failed(_ explanation: Explanation, _ status: CreateExit, _ record: ImageRecord?) {
        var line = explanation.members(ofKind: status.word)
        line["status"] = record.map { .string($0.image.status.rawValue) }
        tell("failed", line)
        if let record { printRecord(record) }
    }

    func calledOff(_ words: String, _ record: ImageRecord?) {
        var line: [String: JSONValue] = ["message": .string(words)]
        line["status"] = record.map { .string($0.image.status.rawValue) }
        tell("cancelled", line)
        if let record { printRecord(record) }
    }

    /// The word for a state that lasts; nil for the final states, which have their own events.
    private static func word(for state: TransferModel.State) -> String? {
        switch state {
        case .waiting, .held: "waiting"
        case .sending: "sending"
        case .importing: "importing"
        case .verifying: "verifying"
        case .verified, .failed, .cancelled: nil
        }
    }

    private static func word(for state: StoreProgress.State) -> String {
        switch state {
        case .pending: "pending"
        case .present: "done"
        case .failed: "failed"
        }
    }
}
