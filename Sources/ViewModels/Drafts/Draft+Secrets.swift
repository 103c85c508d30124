import ImageModel

extension Draft {
    /// The draft without possible secrets, to be written to a file: a web address loses its user and password, and its query,
    /// which may be a signature.
    var withoutSecrets: Draft {
        var draft = self
        draft.data = ShownAddress(data).description
        return draft
    }
}
