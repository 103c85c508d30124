import Foundation
import ImageModel
import Testing

@testable import ViewModels
@testable import gaze

/// The files of a cloud's list: several gazes write to them.
@Suite(.timeLimit(.minutes(10))) struct ListFilesTests {
    private func use(_ body: (FileLocations) async throws -> Void) async throws {
        try await TestFolder.use { home in
            try await body(FileLocations(environment: [:], home: home.path, executable: "/gaze"))
        }
    }

    @Test("what several gazes save at the same time is all there, and so are the columns of each view")
    func together() async throws {
        try await use { files in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<20 {
                    let memory = ListFiles(files: files, cloud: "demo").memory
                    group.addTask {
                        _ = try await memory.changeViews { views in
                            views.append(
                                SavedView(name: "\(number)", columns: number == 0 ? [] : [ListColumn("a b", width: 9)]))
                        }
                    }
                }
                try await group.waitForAll()
            }
            let views = await ListFiles(files: files, cloud: "demo").memory.views()
            #expect(Set(views.map(\.name)) == Set((0..<20).map { "\($0)" }))
            #expect(views.first { $0.name == "0" }?.columns == [])
            #expect(views.first { $0.name == "1" }?.columns == [ListColumn("a b", width: 9)])
        }
    }

    @Test("filters that several gazes use are all remembered")
    func filters() async throws {
        try await use { files in
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<20 {
                    let memory = FilterFiles(files: files, cloud: "demo").memory
                    group.addTask { await memory.changeHistory { ["\(number)"] + $0 } }
                }
            }
            let history = await FilterFiles(files: files, cloud: "demo").memory.history()
            #expect(Set(history) == Set((0..<20).map { "\($0)" }))
        }
    }
}
