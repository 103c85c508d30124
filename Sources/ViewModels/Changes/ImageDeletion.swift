public import ImageModel

/// Deletes images as a command has read them: where somebody else has changed one since, it may be another than is meant, and
/// stays.
public struct ImageDeletion: Sendable {
    private let step: ChangeStep

    /// Why an image is not deleted.
    public enum Failure: Error, Hashable, Sendable {
        /// Somebody else has changed it since it was read; the sentence says what.
        case changed(String)
        /// Somebody else has deleted it since.
        case gone
        /// The service gave up on it.
        case failed(Explanation)
        /// The service could not be asked, or refuses it.
        case request(APIError)
    }

    /// Deletes in a service.
    public init(api: any ImageAPI) { step = ChangeStep(api: api, last: .read) }

    /// Deletes an image, unless it is another by now. The record is read again just before; what is left is the moment between the
    /// two requests.
    ///
    /// - Parameter image: the image as it was read when it was found, or shown.
    public func delete(_ image: Image) async throws(Failure) {
        let outcome: ChangeStep.Outcome
        do throws(APIError) {
            outcome = try await step.delete(MarkedImage(image))
        } catch {
            throw .request(error)
        }
        switch outcome {
        case .done: return
        case .needless: throw .gone
        case .conflict(let sentence, _): throw .changed(sentence)
        case .failed(let explanation): throw .failed(explanation)
        }
    }
}
