/// Filtering the list.
extension CatalogueModel {
    /// Narrows the loaded images to those that match a filter while it is being typed; nil shows all of them again. Nothing is
    /// requested from the service.
    package func narrow(to filter: ImageFilter?, _ context: FilterContext) {
        narrowing = filter.map { ($0, context) }
        if filter == nil, narrowed != nil { narrowed = nil }
        narrowAgain()
    }

    /// Applies the filter that is being typed to the loaded images once more.
    func narrowAgain() {
        guard let (filter, context) = narrowing else { return }
        let images = window.images.filter { filter.matches($0, context) }
        narrowed = ImageWindow(images, before: nil, after: nil, capacity: max(1, images.count))
    }

    /// Reads the list from its beginning with a filter.
    ///
    /// - Throws: A `FilterProblem` if the filter needs a project that is not known.
    package func filter(by filter: ImageFilter, _ context: FilterContext) throws(FilterProblem) {
        let request = try FilterRequest(filter, context)
        narrowing = nil
        narrowed = nil
        resume()
        following.forgetMarker()
        self.filter = filter
        self.request = request
        total = nil
        failure = nil
        pageFailure = nil
        start(.first)
    }
}
