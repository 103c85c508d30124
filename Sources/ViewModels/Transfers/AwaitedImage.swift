import ImageModel

extension ImageAPI {
    /// Reads an image's record while waiting for work at the service. If the service cannot be reached for a moment, the work
    /// there is not affected, so the request is retried.
    func awaitedImage(_ id: Image.ID) async throws(APIError) -> ImageRecord {
        var backoff = Backoff()
        // The pauses add up to about 45 seconds, besides the time that each attempt takes.
        for _ in 1..<16 {
            do throws(APIError) {
                return try await image(id)
            } catch {
                guard error.mayPass, !Task.isCancelled else { throw error }
            }
            try await backoff.pause()
        }
        return try await image(id)
    }
}

extension APIError {
    /// Whether the service itself has not answered: there was no answer at all, or a proxy gave up waiting for it.
    var isWithoutAnswer: Bool { kind == .noAnswer || kind == .timedOut || status == 502 || status == 504 }
}
