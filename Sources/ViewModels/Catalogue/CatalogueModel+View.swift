public import ImageModel

extension CatalogueModel {
    /// Has the list read from its beginning with a filter, and in an order.
    ///
    /// - Throws: where the filter means a project that is not known.
    public func look(
        _ filter: ImageFilter, by order: ImageOrder, _ context: FilterContext
    ) throws(FilterProblem) {
        // The order first: what is read is read by both.
        let request = try FilterRequest(filter, context)
        guard request.filter != self.filter || order != self.order else { return }
        self.order = order
        try self.filter(by: filter, context)
    }
}
