import Testing

/// What is answered to whom: the table that both our service and Glance are held to.
enum PolicyTable {
    /// What is done to an image.
    enum Action: String, CaseIterable {
        case list, show, download, upload, rename, publicize, communitize, tag, delete, deactivate, reactivate
        /// Lists the members; adds one; removes the other project; accepts for the other project.
        case members, offer, withdraw, accept
        /// Brings data to the staging area; has it imported from there; has it copied to another store; takes a copy away.
        case stage, bring, copy, removeCopy
        /// Lists the tasks that have worked on it; lists where the data is; says where the data is to be read from.
        case tasks, locations, locate
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

    /// A line of the table that is none.
    struct Misspelt: Error { let line: String }

    /// The rows; a table that is misspelt is no test at all, and fails those that use it.
    static func rows() throws -> [Row] {
        try text.split(separator: "\n").dropFirst().map { line in
            let words = line.split(separator: " ").map(String.init)
            guard let action = Action(rawValue: words[0]), let person = PolicyCast.Person(rawValue: words[1]) else {
                throw Misspelt(line: String(line))
            }
            return Row(action: action, person: person, statuses: try statuses(in: words[2...], of: line))
        }
    }

    private static func statuses(in words: ArraySlice<String>, of line: Substring) throws -> [Int] {
        try words.map { word in
            guard let status = Int(word) else { throw Misspelt(line: String(line)) }
            return status
        }
    }

    private static let text = """
        action      person     private    shared   offered  accepted community    public
        list        member         200       200       200       200       200       200
        list        reader         200       200       200       200       200       200
        list        stranger       404       404       404       200       404       200
        list        watcher        404       404       404       200       404       200
        list        admin          200       200       200       200       404       200
        list        service        403       403       403       403       403       403
        show        member         200       200       200       200       200       200
        show        reader         200       200       200       200       200       200
        show        stranger       404       404       200       200       200       200
        show        watcher        404       404       200       200       200       200
        show        admin          200       200       200       200       200       200
        show        service        404       404       404       404       404       404
        download    member         200       200       200       200       200       200
        download    reader         403       403       403       403       403       403
        download    stranger       404       404       200       200       200       200
        download    watcher        404       404       403       403       403       403
        download    admin          200       200       200       200       200       200
        download    service        404       404       404       404       404       404
        upload      member         204       204       204       204       204       204
        upload      reader         403       403       403       403       403       403
        upload      stranger       404       404       403       403       403       403
        upload      watcher        404       404       403       403       403       403
        upload      admin          204       204       204       204       204       204
        upload      service        404       404       404       404       404       404
        rename      member         200       200       200       200       200       200
        rename      reader         403       403       403       403       403       403
        rename      stranger       404       404       403       403       403       403
        rename      watcher        404       404       403       403       403       403
        rename      admin          200       200       200       200       200       200
        rename      service        404       404       404       404       404       404
        publicize   member         403       403       403       403       403       403
        publicize   reader         403       403       403       403       403       403
        publicize   stranger       404       404       403       403       403       403
        publicize   watcher        404       404       403       403       403       403
        publicize   admin          200       200       200       200       200       200
        publicize   service        403       403       403       403       403       403
        communitize member         200       200       200       200       200       200
        communitize reader         403       403       403       403       403       403
        communitize stranger       404       404       403       403       403       403
        communitize watcher        404       404       403       403       403       403
        communitize admin          200       200       200       200       200       200
        communitize service        403       403       403       403       403       403
        tag         member         204       204       204       204       204       204
        tag         reader         403       403       403       403       403       403
        tag         stranger       404       404       403       403       403       403
        tag         watcher        404       404       403       403       403       403
        tag         admin          204       204       204       204       204       204
        tag         service        404       404       404       404       404       404
        delete      member         204       204       204       204       204       204
        delete      reader         403       403       403       403       403       403
        delete      stranger       404       404       403       403       403       403
        delete      watcher        404       404       403       403       403       403
        delete      admin          204       204       204       204       204       204
        delete      service        404       404       404       404       404       404
        deactivate  member         204       204       204       204       204       204
        deactivate  reader         403       403       403       403       403       403
        deactivate  stranger       404       404       403       403       403       403
        deactivate  watcher        404       404       403       403       403       403
        deactivate  admin          204       204       204       204       204       204
        deactivate  service        404       404       404       404       404       404
        reactivate  member         204       204       204       204       204       204
        reactivate  reader         403       403       403       403       403       403
        reactivate  stranger       404       404       403       403       403       403
        reactivate  watcher        404       404       403       403       403       403
        reactivate  admin          204       204       204       204       204       204
        reactivate  service        404       404       404       404       404       404
        members     member         403       200       200       200       403       403
        members     reader         403       200       200       200       403       403
        members     stranger       404       404       200       200       403       403
        members     watcher        404       404       200       200       403       403
        members     admin          403       200       200       200       403       403
        members     service        403       404       404       404       403       403
        offer       member         403       200       200       200       403       403
        offer       reader         403       403       403       403       403       403
        offer       stranger       404       404       403       403       403       403
        offer       watcher        404       404       403       403       403       403
        offer       admin          403       200       200       200       403       403
        offer       service        403       404       404       404       403       403
        withdraw    member         403       404       204       204       403       403
        withdraw    reader         403       404       403       403       403       403
        withdraw    stranger       404       404       403       403       403       403
        withdraw    watcher        404       404       403       403       403       403
        withdraw    admin          403       404       204       204       403       403
        withdraw    service        403       404       404       404       403       403
        accept      member         403       404       403       403       403       403
        accept      reader         403       404       403       403       403       403
        accept      stranger       404       404       200       200       403       403
        accept      watcher        404       404       403       403       403       403
        accept      admin          403       404       200       200       403       403
        accept      service        403       404       404       404       403       403
        stage       member         204       204       204       204       204       204
        stage       reader         403       403       403       403       403       403
        stage       stranger       404       404       403       403       403       403
        stage       watcher        404       404       403       403       403       403
        stage       admin          204       204       204       204       204       204
        stage       service        404       404       404       404       404       404
        bring       member         202       202       202       202       202       202
        bring       reader         403       403       403       403       403       403
        bring       stranger       404       404       403       403       403       403
        bring       watcher        404       404       403       403       403       403
        bring       admin          202       202       202       202       202       202
        bring       service        404       404       404       404       404       404
        copy        member         403       403       403       403       403       403
        copy        reader         403       403       403       403       403       403
        copy        stranger       404       404       403       403       403       403
        copy        watcher        404       404       403       403       403       403
        copy        admin          202       202       202       202       202       202
        copy        service        404       404       404       404       404       404
        removeCopy  member         403       403       403       403       403       403
        removeCopy  reader         403       403       403       403       403       403
        removeCopy  stranger       404       404       403       403       403       403
        removeCopy  watcher        404       404       403       403       403       403
        removeCopy  admin          204       204       204       204       204       204
        removeCopy  service        404       404       404       404       404       404
        tasks       member         200       200       200       200       200       200
        tasks       reader         200       200       200       200       200       200
        tasks       stranger       404       404       200       200       200       200
        tasks       watcher        404       404       200       200       200       200
        tasks       admin          200       200       200       200       200       200
        tasks       service        404       404       404       404       404       404
        locations   member         403       403       403       403       403       403
        locations   reader         403       403       403       403       403       403
        locations   stranger       404       404       403       403       403       403
        locations   watcher        404       404       403       403       403       403
        locations   admin          200       200       200       200       200       200
        locations   service        200       200       200       200       200       200
        locate      member         403       403       403       403       403       403
        locate      reader         403       403       403       403       403       403
        locate      stranger       404       404       403       403       403       403
        locate      watcher        404       404       403       403       403       403
        locate      admin          403       403       403       403       403       403
        locate      service        400       400       400       400       400       400
        """

    /// What is done to no image in particular, or to one that is only to come; by the roles alone.
    enum Request: String, CaseIterable {
        case list, create, createPublic, createCommunity, createForAnother, tasks, namespaces, storesDetail, schema
    }

    /// Each request by each person, and the status of its answer.
    static func requests() throws -> [(Request, PolicyCast.Person, Int)] {
        try requestText.split(separator: "\n").dropFirst().flatMap { line in
            let words = line.split(separator: " ").map(String.init)
            guard let request = Request(rawValue: words[0]) else { throw Misspelt(line: String(line)) }
            let people: [PolicyCast.Person] = [.member, .reader, .admin, .service]
            return zip(people, try statuses(in: words[1...], of: line)).map { (request, $0, $1) }
        }
    }

    private static let requestText = """
        request          member reader admin service
        list                200    200    200    403
        create              201    403    201    403
        createPublic        403    403    201    403
        createCommunity     201    403    201    403
        createForAnother    403    403    201    403
        tasks               403    403    200    403
        namespaces          200    200    200    404
        storesDetail        403    403    200    200
        schema              200    200    200    200
        """
}
