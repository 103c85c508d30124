import ImageModel
import Synchronization
import Terminal
import Testing

@testable import Screens
@testable import ViewModels

@Suite(.timeLimit(.minutes(10))) @MainActor struct ColumnsTests {
    /// What is kept of columns and views.
    private final class Memory: Sendable {
        private let kept = Mutex<(columns: [ListColumn]?, views: [SavedView])>((nil, []))

        var columns: [ListColumn]? {
            get { kept.withLock { $0.columns } }
            set { kept.withLock { $0.columns = newValue } }
        }
        var views: [SavedView] {
            get { kept.withLock { $0.views } }
            set { kept.withLock { $0.views = newValue } }
        }
        var memory: ListMemory {
            ListMemory(
                columns: { [self] in columns }, keepColumns: { [self] in columns = $0 }, views: { [self] in views },
                keepViews: { [self] saved in views = saved })
        }
    }

    private func stage(_ yaml: String = "", _ memory: Memory = Memory()) async throws -> Stage {
        var images = Image.everyday
        images[0].additional = ["os_distro": .string("alpine"), "hw_disk_bus": .string("virtio")]
        images[0].tags = ["lts", "linux"]
        images[0].isProtected = true
        let stage = Stage(configuration: yaml, list: memory.memory) {
            $0.list = .answers(ImagePage(images: images, next: nil))
        }
        try await stage.wait(for: "updated")
        return stage
    }

    @Test("the list has the columns that are configured; on a narrow screen the last ones go first")
    func configured() async throws {
        let stage = try await stage("columns: [name: 24, os_distro, tags, protected, size, status: 20, virtual_size]")
        try stage.expect("list-columns", [.home, .wide, .small])
    }

    @Test("the columns are chosen beside what the list would look like")
    func screen() async throws {
        let stage = try await stage()
        stage.press(.character("|"))
        try stage.expect("columns", [.home, .wide, .small])
        stage.press(.character("a"))
        stage.type("hw_")
        try stage.expect("columns-add", [.home])
        stage.press(.enter)
        stage.press(.character("K"), .character("<"))
        try stage.expect("columns-changed", [.home])
    }

    @Test("what is chosen is kept, and there at the next start")
    func kept() async throws {
        let memory = Memory()
        let stage = try await stage("", memory)
        stage.press(.character("|"), .down, .character(" "), .character(" "), .enter)
        await stage.workspace.columns.finish()
        #expect(memory.columns?.first == ListColumn(.name))
        #expect(memory.columns?.contains(ListColumn(.status)) == false)
        let next = try await self.stage("", memory)
        await next.workspace.columns.finish()
        #expect(!next.text().contains("STATUS") && next.text().contains("NAME"))
        next.press(.character("|"), .character("u"), .enter)
        await next.workspace.columns.finish()
        #expect(memory.columns == nil)
    }

    @Test("columns that are configured come before those that were kept, which stay as they are")
    func both() async throws {
        let memory = Memory()
        memory.columns = [ListColumn(.id)]
        let stage = try await stage("columns: [name, size]", memory)
        #expect(stage.text().contains("SIZE") && !stage.text().contains("  ID"))
        stage.press(.character("|"))
        #expect(stage.text().contains("until gaze ends: config.yaml has its own"))
        stage.press(.character(" "), .enter)
        await stage.workspace.columns.finish()
        #expect(memory.columns == [ListColumn(.id)] && stage.workspace.columns.chosen == [ListColumn(.size)])
    }

    @Test("the last column that is shown cannot be left out")
    func lastColumn() async throws {
        let stage = try await stage("columns: [name]")
        stage.press(.character("|"), .character(" "), .enter)
        #expect(stage.workspace.columns.chosen == [ListColumn(.name)])
    }

    @Test("a name of a column with a blank is not taken")
    func blank() async throws {
        let stage = try await stage()
        stage.press(.character("|"), .character("a"))
        stage.type("os distro")
        stage.press(.enter)
        #expect(stage.text().contains("A name has no blanks."))
    }

    // MARK: Views

    private let views = """
        views:
          large: {filter: "size>100M", sort: "size:desc", columns: [name, size]}
          mine: {filter: "owner:me"}
        """

    @Test("the views that were saved and the configuration's are listed; without any, it is said how to save one")
    func viewList() async throws {
        let stage = try await stage(views)
        stage.workspace.views.save(
            SavedView(name: "a view with a long name", order: ImageOrder(.name, isAscending: true)))
        stage.press(.character("v"))
        try stage.expect("views", [.home, .wide, .small])
        stage.press(.character("s"))
        try stage.expect("views-save", [.home])
        let empty = try await self.stage()
        empty.press(.character("v"))
        try empty.expect("views-none", [.home])
    }

    @Test("a view has the list read with its filter and its order, and shows its columns; they are not remembered")
    func use() async throws {
        let memory = Memory()
        let stage = try await stage(views, memory)
        stage.press(.character("v"), .enter)
        #expect(stage.workspace.catalogue.filter.text == "size>100M")
        #expect(stage.workspace.catalogue.order == ImageOrder(.size, isAscending: false))
        #expect(stage.workspace.columns.chosen == [ListColumn(.name), ListColumn(.size)])
        #expect(memory.columns == nil)
        #expect(stage.text().contains("▸ Images"))
    }

    @Test("a view that cannot be used says why")
    func unusable() async throws {
        let stage = try await stage(views)
        stage.press(.character("v"), .down, .enter)
        #expect(stage.text().contains("“mine” cannot be used: owner:me: the login has not told"))
    }

    @Test("the present filter, order and columns are saved under a name, and kept")
    func save() async throws {
        let memory = Memory()
        let stage = try await stage("", memory)
        stage.press(.character("s"), .character("/"))
        stage.type("status:active")
        stage.press(.enter, .character("v"), .character("s"))
        stage.type("active ones")
        stage.press(.enter)
        await stage.workspace.views.finish()
        #expect(
            memory.views == [
                SavedView(name: "active ones", filter: "status:active", order: ImageOrder(.name, isAscending: true))
            ])
        // The same name again takes its place, which is said; names complete.
        stage.press(.character("s"))
        stage.type("act")
        #expect(stage.text().contains("There is a view of this name: this takes its place."))
        stage.press(.enter)
        await stage.workspace.views.finish()
        #expect(memory.views.count == 1)
    }

    @Test("the configuration's views are not changed here, which is said; a saved one takes their place")
    func configuredViews() async throws {
        let stage = try await stage(views)
        stage.press(.character("v"), .character("d"))
        #expect(stage.text().contains("“large” is in config.yaml; change it there."))
        stage.press(.character("s"))
        stage.type("large")
        stage.press(.enter)
        #expect(stage.workspace.views.names == ["large", "mine"] && stage.workspace.views["large"]?.filter == "")
    }

    @Test("views that cannot be kept say so")
    func notKept() async throws {
        let memory = ListMemory(
            columns: { nil }, keepColumns: { _ in }, views: { [] },
            keepViews: { _ throws(ListMemoryError) in throw ListMemoryError("The views are not kept in ~/x.") })
        let stage = Stage(list: memory) { $0.list = .answers(ImagePage(images: Image.everyday, next: nil)) }
        try await stage.wait(for: "updated")
        stage.workspace.saveView(as: "a")
        await stage.workspace.views.finish()
        stage.press(.character("v"))
        #expect(stage.text().contains("! The views are not kept in ~/x."))
    }
}
