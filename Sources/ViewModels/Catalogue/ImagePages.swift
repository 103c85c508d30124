import ImageModel

/// Reads stretches of a list from the service, in either direction.
struct ImagePages: Sendable {
    /// The service.
    let api: any ImageAPI
    /// The order of the list.
    let order: ImageOrder
    /// The images to list.
    let request: FilterRequest

    /// Consecutive images of the list.
    struct Stretch: Sendable {
        /// The matching images in the order of the list, whichever way they were read.
        let images: [Image]
        /// The number of images read, including those that do not match.
        let readCount: Int
        /// The images after which reading can continue, the furthest first.
        let edge: [Image]
        /// Whether there are more images in the direction of reading.
        let goesOn: Bool
        /// The image after which the stretch begins, which is not part of it; nil at an end of the list.
        var marker: Image.ID?
        /// The images after which the stretch should have begun, but which are gone.
        var gone: [Image.ID] = []
    }

    /// The direction of reading.
    enum Direction: Sendable {
        case forwards, backwards
    }

    /// The number of markers to try before reading a stretch fails.
    static let markerCount = 3

    /// Reads the images at the beginning or the end of the list.
    ///
    /// The end is the beginning of the reversed order, so it costs the same however many images there are.
    func stretch(_ direction: Direction, limit: Int) async throws(APIError) -> Stretch {
        try await stretch(direction, limit: limit, from: nil)
    }

    /// Reads the images that follow or precede one.
    ///
    /// - Parameters:
    ///   - direction: The direction of reading.
    ///   - limit: The number of records to request.
    ///   - markers: The image to begin after, and others further back to try if it is gone, since the service cannot begin a
    ///     page at an image that it no longer has. At least one.
    /// - Throws: The service's error, or one with status 400 if no marker is left.
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
        // A service that lists the same page again would have it read forever.
        let isNew = !page.images.isEmpty && !page.images.contains { $0.id == marker }
        return Stretch(
            images: isForwards ? wanted : wanted.reversed(), readCount: page.images.count,
            edge: page.images.suffix(Self.markerCount).reversed(), goesOn: page.next != nil && isNew, marker: marker)
    }
}

extension APIError {
    /// Whether the error may mean that the page's marker is gone: Glance answers 400.
    var isOfMarker: Bool { [.badRequest, .notFound].contains(kind) }
}
