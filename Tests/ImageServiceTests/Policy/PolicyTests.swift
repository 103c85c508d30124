import Foundation
import TestSupport
import Testing

@testable import ImageService

/// Who may do what to whose image: Glance's default policies.
@Suite(.timeLimit(.minutes(30))) struct PolicyTests {
    @Test(
        "each person is answered about each kind of image as the table says", .atMost(8, of: "services"),
        arguments: try PolicyTable.rows())
    func ours(_ row: PolicyTable.Row) async throws {
        let statuses = try await TestService.use(
            authentication: PolicyCast.authentication, stores: ["fast", "cheap"]
        ) { service async throws in
            var stage = PolicyStage(service, .invented)
            var statuses: [Int] = []
            for kind in PolicyTable.Kind.allCases {
                statuses.append(try await stage.status(of: row.action, by: row.person, on: kind))
            }
            return statuses
        }
        #expect(statuses == row.statuses)
    }

    @Test(
        "what is not about an image that there is goes by the roles", .atMost(8, of: "services"),
        arguments: try PolicyTable.requests())
    func ours(request: PolicyTable.Request, person: PolicyCast.Person, expected: Int) async throws {
        let status = try await TestService.use(authentication: PolicyCast.authentication) { service async throws in
            try await PolicyStage(service, .invented).status(of: request, by: person)
        }
        #expect(status == expected)
    }

    @Test("the table has a row for each action of each person")
    func complete() throws {
        let rows = try PolicyTable.rows()
        let (actions, people) = (PolicyTable.Action.allCases, PolicyCast.Person.allCases)
        #expect(rows.count == actions.count * people.count)
        #expect(Set(rows.map(\.testDescription)).count == rows.count)
        for row in rows { #expect(row.statuses.count == PolicyTable.Kind.allCases.count) }
        #expect(try PolicyTable.requests().count == PolicyTable.Request.allCases.count * 4)
    }

    // Glance on SQLite answers 500 to some of those that write while others do.
    @Test("the table is what Glance answers", .atMost(1, of: "clients of Glance"))
    func glance() async throws {
        let keystone = try RealKeystone.current
        var stage = PolicyStage(keystone.glance, try await .real(keystone))
        for row in try PolicyTable.rows() {
            for (kind, status) in zip(PolicyTable.Kind.allCases, row.statuses) where row.action.isTried(on: kind) {
                let answer = try await stage.status(of: row.action, by: row.person, on: kind)
                #expect(answer == status, "\(row.testDescription) \(kind)")
            }
        }
        for (request, person, expected) in try PolicyTable.requests() {
            #expect(try await stage.status(of: request, by: person) == expected, "\(person) \(request)")
        }
    }
}

extension PolicyTable.Action {
    /// Whether Glance is asked. Of the kinds that it treats alike when it comes to a change, one is enough: it is slow.
    fileprivate func isTried(on kind: PolicyTable.Kind) -> Bool {
        let changes: [Self] = [
            .upload, .rename, .publicize, .communitize, .tag, .delete, .deactivate, .reactivate, .stage, .bring, .copy,
            .removeCopy, .locate,
        ]
        return !changes.contains(self) || [.private, .accepted, .public].contains(kind)
    }
}
