import Foundation
import Testing

@testable import ImageService

/// Who may do what to whose image: Glance's default policies.
@Suite(.timeLimit(.minutes(10))) struct PolicyTests {
    @Test("each person is answered about each kind of image as the table says", arguments: PolicyTable.rows)
    func ours(_ row: PolicyTable.Row) async throws {
        let statuses = try await TestService.use(authentication: PolicyCast.authentication) { service async throws in
            var stage = PolicyStage(service, .invented)
            var statuses: [Int] = []
            for kind in PolicyTable.Kind.allCases {
                statuses.append(try await stage.status(of: row.action, by: row.person, on: kind))
            }
            return statuses
        }
        #expect(statuses == row.statuses)
    }

    @Test("what is not about an image that there is goes by the roles", arguments: PolicyTable.requests)
    func ours(request: PolicyTable.Request, person: PolicyCast.Person, expected: Int) async throws {
        let status = try await TestService.use(authentication: PolicyCast.authentication) { service async throws in
            var stage = PolicyStage(service, .invented)
            return try await stage.status(of: request, by: person)
        }
        #expect(status == expected)
    }

    @Test("the table has a row for each action of each person")
    func complete() {
        let people: [PolicyCast.Person] = [.member, .reader, .stranger, .watcher, .admin]
        #expect(PolicyTable.rows.count == PolicyTable.Action.allCases.count * people.count)
        #expect(Set(PolicyTable.rows.map(\.testDescription)).count == PolicyTable.rows.count)
        for row in PolicyTable.rows { #expect(row.statuses.count == PolicyTable.Kind.allCases.count) }
        #expect(PolicyTable.requests.count == PolicyTable.Request.allCases.count * 4)
    }

    @Test("the table is what Glance answers")
    func glance() async throws {
        let keystone = try RealKeystone.current
        var stage = PolicyStage(keystone.glance, try await .real(keystone))
        do {
            for row in PolicyTable.rows {
                var statuses: [Int] = []
                for kind in PolicyTable.Kind.allCases {
                    statuses.append(try await stage.status(of: row.action, by: row.person, on: kind))
                }
                #expect(statuses == row.statuses, "\(row.testDescription)")
            }
            for (request, person, expected) in PolicyTable.requests {
                #expect(try await stage.status(of: request, by: person) == expected, "\(person) \(request)")
            }
        } catch {
            try await stage.strike()
            throw error
        }
        try await stage.strike()
    }
}
