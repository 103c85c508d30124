import ImageModel
import ViewModels

/// A report that stays silent, because the outcome has been reported already.
@MainActor
final class NoReport: CreateReport {
    var outputFailure: StandardOutput.Failure?

    func held(_ problems: [(DraftField, String)], _ status: CreateExit) {}
    func found(_ record: ImageRecord) {}
    func created(_ record: ImageRecord) {}
    func progress(_ transfer: TransferModel) {}
    func made(_ record: ImageRecord, _ verdict: String?) {}
    func failed(_ explanation: Explanation, _ status: CreateExit, _ record: ImageRecord?) {}
    func calledOff(_ words: String, _ record: ImageRecord?) {}
    func outputFailed(_ words: String) {}
}
