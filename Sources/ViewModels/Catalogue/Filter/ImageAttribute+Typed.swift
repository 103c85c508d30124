public import ImageModel

extension ImageAttribute {
    /// The attribute that a person means by a name, which may be one of the short ones that filters take.
    public init(typed name: String) {
        let spelled = FilterWord.aliases[name] ?? name
        // Filters ask for one tag; a record has a list of them.
        self.init(rawValue: spelled == "tag" ? ImageAttribute.tags.rawValue : spelled)
    }
}
