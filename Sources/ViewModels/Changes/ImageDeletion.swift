package import ImageModel

/// Deletes images that a command has read, but keeps an image that somebody else has changed since: it may no longer be the one
/// that is meant.
package struct ImageDeletion: Sendable {
    private let step: ChangeStep

    /// Why an image was not deleted.
    package enum Failure: Error, Hashable, Sendable {
        /// Somebody else has changed the image since it was read; the sentence says what.
        case changed(String)
        /// Somebody else has deleted the image since it was read.
        case gone
        /// The service failed to complete the request.
        case failed(Explanation)
        /// The service could not be reached, or refused the request.
        case request(APIError)
    }

    /// Deletes images through an API.
    package init(api: any ImageAPI) { step = ChangeStep(api: api, last: .read) }

    /// Deletes an image, unless it has changed since it was read. The record is read again just before; what remains is the
    /// short time between the two requests.
    ///
    /// - Parameter image: the image as it was when it was found or shown.
    /// - Throws: `Failure` if the image was not deleted.
    package func delete(_ image: Image) async throws(Failure) {
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
