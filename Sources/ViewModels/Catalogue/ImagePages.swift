import ImageModel

/// Reads stretches of a list from the service, in either direction.
struct ImagePages: Sendable {
    /// The service.
    let api: any ImageAPI
    /// The order of the list.
    let order: ImageOrder
    /// Which images it has.
    let request: FilterRequest

    /// Images that follow each other in the list.
    struct Stretch: Sendable {
        /// They, in the order of the list, whichever way they were read: those that are wanted.
        let images: [Image]
        /// How many were read, those that are not wanted included.
        let readCount: Int
        /// The images to read on from, the furthest first.
        let edge: [Image]
        /// Whether there are more in the direction of reading.
        let goesOn: Bool
        /// The image that they were read from, which is not among them; nil for an end of the list.
        var marker: Image.ID?
        /// The images that they were to be read from, and that are gone.
        var gone: [Image.ID] = []
    }

    /// Which way is read.
    enum Direction: Sendable {
        case forwards, backwards
    }

    /// How many images a stretch is tried to be read from, before that is a failure.
    static let markerCount = 3

    /// The images at the beginning of the list, or at its end.
    ///
    /// The end is the beginning of the opposite order: it costs the same, however many images there are.
    func stretch(_ direction: Direction, limit: Int) async throws(APIError) -> Stretch {
        try await stretch(direction, limit: limit, from: nil)
    }

    /// The images that follow one, or precede it.
    ///
    /// - Parameter markers: that one, and others of the list that are further back, for the case that it is gone: where the
    ///   service knows an image no more, no page can begin there. At least one.
    func stretch(
        _ direction: Direction, limit: Int, from markers: some Collection<Image>
    ) async throws(APIError) -> Stretch {
        var gone: [Image.ID] = []
        for marker in markers.prefix(Self.markerCount) {
            do throws(APIError) {
                var stretch = try await stretch(direction, limit: limit, from: marker.id)
                stretch.gone = gone.filter { id in !stretch.images.contains { $0.id == id } }
                return stretch
            } catch {
                guard error.isOfMarker else { throw error }
                gone.append(marker.id)
            }
        }
        throw APIError(status: 400, message: "No image is left to read the list on from.")
    }

    private func stretch(
        _ direction: Direction, limit: Int, from marker: Image.ID?
    ) async throws(APIError) -> Stretch {
        let isForwards = direction == .forwards
        let page = try await api.images(
            ImageQuery(
                limit: limit, marker: marker, order: isForwards ? order : order.reversed,
                conditions: request.conditions))
        let wanted = request.isWhole ? page.images : page.images.filter(request.matches)
        // A service that lists the same again would have us read for ever.
        let isNew = !page.images.isEmpty && !page.images.contains { $0.id == marker }
        return Stretch(
            images: isForwards ? wanted : wanted.reversed(), readCount: page.images.count,
            edge: page.images.suffix(Self.markerCount).reversed(), goesOn: page.next != nil && isNew, marker: marker)
    }
}

extension APIError {
    /// Whether it may say that the image is gone after which a page was to begin: Glance answers 400.
    var isOfMarker: Bool { [.badRequest, .notFound].contains(kind) }
}
