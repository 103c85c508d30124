import ImageModel

extension ImageAPI {
    /// An image's record, for who waits for what goes on at the service: where that cannot be reached for a moment, nothing is lost
    /// there, and it is asked again.
    func awaitedImage(_ id: Image.ID) async throws(APIError) -> ImageRecord {
        var backoff = Backoff()
        // Three quarters of a minute, besides the time that each attempt takes.
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
    /// Whether the service itself has not answered: nobody has, or a proxy that did not wait for it.
    var isWithoutAnswer: Bool { kind == .noAnswer || kind == .timedOut || status == 502 || status == 504 }
}
