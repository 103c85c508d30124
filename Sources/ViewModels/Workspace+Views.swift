extension Workspace {
    /// Looks at the list as a view says.
    ///
    /// - Throws: where its filter makes no sense, or means a project that is not known.
    public func look(_ view: SavedView) throws(FilterProblem) {
        let filter = try ImageFilter(view.filter)
        try catalogue.look(filter, by: view.order, filterContext())
        if let wanted = view.columns { columns.show(wanted.isEmpty ? nil : wanted) }
    }

    /// Saves how the list is looked at now.
    public func saveView(as name: String) {
        views.save(
            SavedView(
                name: name, filter: catalogue.filter.text, order: catalogue.order, columns: columns.chosen ?? []))
    }
}
