import ImageModel

extension Draft {
    /// The draft without what may be secret, for a file: of an address of the web, who asks (user, password) and with what
    /// right (a query that is signed).
    var withoutSecrets: Draft {
        var draft = self
        draft.data = ShownAddress(data).description
        return draft
    }
}
