import Foundation
import Testing

@testable import Clouds

/// What a clouds.yaml says.
@Suite struct CloudsFileTests {
    private func clouds(_ text: String) async throws -> [String: [String: String]] {
        try await TestFolder.use { try CloudsFile(path: $0.write("clouds.yaml", text)).clouds }
    }

    @Test("numbers and booleans are taken as they are written; null says nothing")
    func scalars() async throws {
        let clouds = try await clouds(
            """
            clouds:
              lab:
                verify: false
                region_name: ~
                interface: null
                auth:
                  password: 0123
                  username: 1e3
                  project_name: "null"
                  project_id:
                  user_domain_name: yes
            """)
        #expect(
            clouds == [
                "lab": [
                    "verify": "false", "password": "0123", "username": "1e3", "project_name": "null",
                    "user_domain_name": "yes",
                ]
            ])
    }

    @Test("settings may come from an anchor, and one's own count more")
    func anchors() async throws {
        let clouds = try await clouds(
            """
            base: &base
              region_name: one
              verify: false
            login: &login {username: ann, password: s3cret}
            clouds:
              lab:
                <<: *base
                region_name: two
                auth:
                  <<: *login
                  username: ben
            """)
        #expect(
            clouds == ["lab": ["region_name": "two", "verify": "false", "username": "ben", "password": "s3cret"]])
    }

    @Test("of several regions the first is meant", arguments: ["[one, two]", "[{name: one, values: {}}, two]"])
    func regions(_ regions: String) async throws {
        #expect(try await clouds("clouds: {lab: {regions: \(regions)}}") == ["lab": ["region_name": "one"]])
        #expect(
            try await clouds("clouds: {lab: {region_name: two, regions: \(regions)}}") == [
                "lab": ["region_name": "one"]
            ])
    }

    @Test("the project, the domains and the token count outside auth first, anything else in it")
    func scope() async throws {
        let clouds = try await clouds(
            """
            clouds:
              lab:
                project-name: demo
                user_domain_id: own
                username: ann
                interface: [internal, public]
                auth: {project_name: admin, user_domain_id: default, username: ben}
            """)
        #expect(
            clouds == [
                "lab": [
                    "project_name": "demo", "user_domain_id": "own", "username": "ben", "interface": "internal",
                ]
            ])
    }

    @Test("a secure.yaml may have nothing in it", arguments: ["", "# none yet\n", "other: {}\n"])
    func emptySecure(text: String) async throws {
        try await TestFolder.use { folder in
            let path = try folder.write("secure.yaml", text)
            #expect(try CloudsFile(path: path, isSecure: true).clouds.isEmpty)
        }
    }

    @Test(
        "a wrong file is named with the line that is wrong",
        arguments: [
            ("clouds:\n  lab:\n    auth: {username: ann\n  prod:\n    verify: false\n", 4),
            ("clouds:\n  lab:\n\tauth: x\n", 3),
            ("clouds:\n  lab: \"unfinished\n", 3),
            ("clouds:\n  lab:\n    auth: *nobody\n", 3),
            ("clouds:\n  lab: {}\n  prod: {}\n  lab: {}\n", 2),
            ("clouds:\n  lab: {}\n  prod: \u{1}\n", 3),
            ("clouds:\n  lab: {}\n  prod: nothing\n", 3),
            ("clouds:\n  lab: {}\n  prod:\n", 3),
            ("# nothing\n", nil), ("", nil), ("clouds: nothing\n", nil), ("- clouds\n", nil), ("cloud: {}\n", nil),
        ] as [(String, Int?)])
    func wrong(_ text: String, _ line: Int?) async throws {
        try await TestFolder.use { folder in
            let path = try folder.write("clouds.yaml", text)
            let error = #expect(throws: CloudError.self) { try CloudsFile(path: path) }
            guard case .wrongFile(path, line, let reason) = error else {
                Issue.record("\(text) gives \(String(describing: error))")
                return
            }
            #expect(!reason.isEmpty)
            #expect(
                error?.description.hasPrefix("\(path) cannot be used: \(line.map { "line \($0): " } ?? "")") == true)
        }
    }

    @Test("a file that may not be read is named")
    func unreadable() async throws {
        try await TestFolder.use { folder in
            #expect(throws: CloudError.wrongFile(path: folder.path, line: nil, reason: "it may not be read")) {
                try CloudsFile(path: folder.path)
            }
        }
    }
}
