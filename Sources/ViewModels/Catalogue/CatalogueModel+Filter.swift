/// What of the list is wanted.
extension CatalogueModel {
    /// Shows of what is kept what fits a filter that is being typed; nil shows all of it again. Nothing is read.
    public func narrow(to filter: ImageFilter?, _ context: FilterContext) {
        narrowing = filter.map { ($0, context) }
        if filter == nil, narrowed != nil { narrowed = nil }
        narrowAgain()
    }

    /// Has what is kept fit the filter that is being typed.
    func narrowAgain() {
        guard let (filter, context) = narrowing else { return }
        let images = window.images.filter { filter.matches($0, context) }
        narrowed = ImageWindow(images, before: nil, after: nil, capacity: max(1, images.count))
    }

    /// Has the list read from its beginning with a filter.
    ///
    /// - Throws: where the filter means a project that is not known.
    public func filter(by filter: ImageFilter, _ context: FilterContext) throws(FilterProblem) {
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
