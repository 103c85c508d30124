extension Workspace {
    /// Shows the list with a view's filter, order and columns.
    ///
    /// - Throws: A `FilterProblem` if the view's filter makes no sense, or needs a project that is not known.
    package func look(_ view: SavedView) throws(FilterProblem) {
        let filter = try ImageFilter(view.filter)
        try catalogue.look(filter, by: view.order, filterContext())
        if let wanted = view.columns { columns.show(wanted.isEmpty ? nil : wanted) }
    }

    /// Saves the current filter, order and columns of the list as a view.
    package func saveView(as name: String) {
        views.save(
            SavedView(
                name: name, filter: catalogue.filter.text, order: catalogue.order, columns: columns.chosen ?? []))
    }
}
