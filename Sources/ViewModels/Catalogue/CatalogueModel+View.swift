package import ImageModel

extension CatalogueModel {
    /// Reads the list from its beginning with a filter and an order.
    ///
    /// - Throws: A `FilterProblem` if the filter needs a project that is not known.
    package func look(
        _ filter: ImageFilter, by order: ImageOrder, _ context: FilterContext
    ) throws(FilterProblem) {
        // The order is set first, because reading starts with both.
        let request = try FilterRequest(filter, context)
        guard request.filter != self.filter || order != self.order else { return }
        self.order = order
        try self.filter(by: filter, context)
    }
}
