import Testing

/// What is answered to whom: the table that both our service and Glance are held to.
enum PolicyTable {
    /// What is done to an image.
    enum Action: String, CaseIterable {
        case list, show, download, upload, rename, publicize, communitize, tag, delete, deactivate
        /// Lists the members; adds one; removes the other project; accepts for the other project.
        case members, offer, withdraw, accept
    }

    /// What image it is done to: its visibility, and what the other project has to do with it.
    enum Kind: String, CaseIterable {
        case `private`, shared
        /// Shared with the other project, which has not answered, or has accepted.
        case offered, accepted
        case community, `public`
    }

    /// Somebody's doing something to each kind of image, and the statuses of the answers; a list that has not got the image
    /// counts as 404.
    struct Row: CustomTestStringConvertible, Sendable {
        let action: Action
        let person: PolicyCast.Person
        let statuses: [Int]
        var testDescription: String { "\(person) \(action)" }
    }

    static let rows: [Row] = text.split(separator: "\n").dropFirst().map { line in
        let words = line.split(separator: " ").map(String.init)
        guard let action = Action(rawValue: words[0]), let person = PolicyCast.Person(rawValue: words[1]) else {
            fatalError("not a row of the table: \(line)")
        }
        return Row(action: action, person: person, statuses: words.dropFirst(2).compactMap { Int($0) })
    }

    private static let text = """
        action      person   private shared offered accepted community public
        list        member   0 0 0 0 0 0
        list        reader   0 0 0 0 0 0
        list        stranger 0 0 0 0 0 0
        list        watcher  0 0 0 0 0 0
        list        admin    0 0 0 0 0 0
        show        member   0 0 0 0 0 0
        show        reader   0 0 0 0 0 0
        show        stranger 0 0 0 0 0 0
        show        watcher  0 0 0 0 0 0
        show        admin    0 0 0 0 0 0
        download    member   0 0 0 0 0 0
        download    reader   0 0 0 0 0 0
        download    stranger 0 0 0 0 0 0
        download    watcher  0 0 0 0 0 0
        download    admin    0 0 0 0 0 0
        upload      member   0 0 0 0 0 0
        upload      reader   0 0 0 0 0 0
        upload      stranger 0 0 0 0 0 0
        upload      watcher  0 0 0 0 0 0
        upload      admin    0 0 0 0 0 0
        rename      member   0 0 0 0 0 0
        rename      reader   0 0 0 0 0 0
        rename      stranger 0 0 0 0 0 0
        rename      watcher  0 0 0 0 0 0
        rename      admin    0 0 0 0 0 0
        publicize   member   0 0 0 0 0 0
        publicize   reader   0 0 0 0 0 0
        publicize   stranger 0 0 0 0 0 0
        publicize   watcher  0 0 0 0 0 0
        publicize   admin    0 0 0 0 0 0
        communitize member   0 0 0 0 0 0
        communitize reader   0 0 0 0 0 0
        communitize stranger 0 0 0 0 0 0
        communitize watcher  0 0 0 0 0 0
        communitize admin    0 0 0 0 0 0
        tag         member   0 0 0 0 0 0
        tag         reader   0 0 0 0 0 0
        tag         stranger 0 0 0 0 0 0
        tag         watcher  0 0 0 0 0 0
        tag         admin    0 0 0 0 0 0
        delete      member   0 0 0 0 0 0
        delete      reader   0 0 0 0 0 0
        delete      stranger 0 0 0 0 0 0
        delete      watcher  0 0 0 0 0 0
        delete      admin    0 0 0 0 0 0
        deactivate  member   0 0 0 0 0 0
        deactivate  reader   0 0 0 0 0 0
        deactivate  stranger 0 0 0 0 0 0
        deactivate  watcher  0 0 0 0 0 0
        deactivate  admin    0 0 0 0 0 0
        members     member   0 0 0 0 0 0
        members     reader   0 0 0 0 0 0
        members     stranger 0 0 0 0 0 0
        members     watcher  0 0 0 0 0 0
        members     admin    0 0 0 0 0 0
        offer       member   0 0 0 0 0 0
        offer       reader   0 0 0 0 0 0
        offer       stranger 0 0 0 0 0 0
        offer       watcher  0 0 0 0 0 0
        offer       admin    0 0 0 0 0 0
        withdraw    member   0 0 0 0 0 0
        withdraw    reader   0 0 0 0 0 0
        withdraw    stranger 0 0 0 0 0 0
        withdraw    watcher  0 0 0 0 0 0
        withdraw    admin    0 0 0 0 0 0
        accept      member   0 0 0 0 0 0
        accept      reader   0 0 0 0 0 0
        accept      stranger 0 0 0 0 0 0
        accept      watcher  0 0 0 0 0 0
        accept      admin    0 0 0 0 0 0
        """

    /// What is done to no image in particular, or to one that is only to come; by the roles alone.
    enum Request: String, CaseIterable {
        case list, create, createPublic, createCommunity, createForAnother, storesDetail, schema
    }

    static let requests: [(Request, PolicyCast.Person, Int)] = requestText.split(separator: "\n").dropFirst().flatMap {
        line in
        let words = line.split(separator: " ").map(String.init)
        guard let request = Request(rawValue: words[0]) else { fatalError("not a row of the table: \(line)") }
        return zip([PolicyCast.Person.member, .reader, .admin, .service], words.dropFirst()).map {
            (request, $0, Int($1) ?? 0)
        }
    }

    private static let requestText = """
        request          member reader admin service
        list             0 0 0 0
        create           0 0 0 0
        createPublic     0 0 0 0
        createCommunity  0 0 0 0
        createForAnother 0 0 0 0
        storesDetail     0 0 0 0
        schema           0 0 0 0
        """
}
