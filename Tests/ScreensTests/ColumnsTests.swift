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
                changeViews: { [self] change in
                    kept.withLock { kept in
                        change(&kept.views)
                        return kept.views
                    }
                })
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
        stage.press(.down, .enter)
        stage.press(.character("K"), .character("<"))
        try stage.expect("columns-changed", [.home])
    }

    @Test("a column whose name is a part of another's can be added")
    func partOfName() async throws {
        let stage = try await stage()
        stage.press(.character("|"), .character("a"))
        stage.type("hw_disk")
        stage.press(.enter, .enter)
        #expect(stage.workspace.columns.chosen?.contains(ListColumn("hw_disk")) == true)
        #expect(stage.workspace.columns.chosen?.contains(ListColumn("hw_disk_bus")) == false)
    }

    @Test(
        "a column that is added can be seen: it comes in before those that there is no room for",
        arguments: [true, false])
    func added(byName: Bool) async throws {
        let stage = try await stage()
        stage.press(.character("|"))
        if byName {
            stage.press(.character("a"))
            stage.type("os_distro")
            stage.press(.enter)
        } else {
            stage.press(.end, .character(" "))
        }
        stage.press(.enter)
        #expect(stage.text().contains("OS DISTRO") && stage.text().contains("STATUS"))
        #expect(stage.workspace.columns.chosen?.first == ListColumn(.name))
    }

    @Test(
        "a property whose name has blanks can be a column, and is one at the next start",
        arguments: ["a b", "50% c 20"])
    func blanks(name: String) {
        for column in [
            ListColumn(ImageAttribute(rawValue: name)), ListColumn(ImageAttribute(rawValue: name), width: 30),
        ] {
            #expect(
                ListColumn.columns(in: ListColumn.text(of: [ListColumn(.name), column])) == [ListColumn(.name), column])
        }
    }

    @Test("by what the list is ordered is said where no title shows it")
    func order() async throws {
        let stage = try await stage("columns: [name, status]")
        stage.workspace.catalogue.sort(by: ImageOrder(.diskFormat, isAscending: true))
        try await stage.wait(for: "by disk_format ↑  1–")
        stage.workspace.catalogue.sort(by: ImageOrder(.status, isAscending: false))
        try await stage.wait(for: "STATUS ↓")
        #expect(!stage.text().contains("by status"))
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
        #expect(stage.text().contains("A name has no blanks: os_distro, or os, distro?"))
        stage.press(.control("u"))
        stage.type("name, os distro")
        stage.press(.enter)
        #expect(stage.text().contains("A name has no blanks: os_distro, or os, distro?"))
    }

    @Test(
        "several columns are named at once, with commas between them and blanks wherever one likes",
        arguments: [
            (" os_distro ", ["os_distro"]), ("os_distro, os_version", ["os_distro", "os_version"]),
            ("os_version ,os_distro,", ["os_version", "os_distro"]), ("tags, name, tags", ["tags"]),
            (" , ", []),
        ])
    func several(text: String, names: [String]) async throws {
        let stage = try await stage()
        stage.press(.character("|"), .character("a"))
        stage.type(text)
        stage.press(.enter, .enter)
        let shown = try #require(stage.workspace.columns.chosen ?? (names.isEmpty ? [] : nil)).map(\.attribute.rawValue)
        #expect(shown.filter(names.contains) == names)
        guard let first = names.first, let place = shown.firstIndex(of: first) else { return }
        // Side by side, and in sight.
        #expect(Array(shown[place..<place + names.count]) == names)
        for name in names {
            #expect(stage.text().contains(name.uppercased().replacing("_", with: " ")), "\(stage.text())")
        }
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
                SavedView(
                    name: "active ones", filter: "status:active", order: ImageOrder(.name, isAscending: true),
                    columns: [])
            ])
        // A part of the name is another name.
        stage.press(.character("s"))
        stage.type("act")
        #expect(!stage.text().contains("There is a view of this name"))
        stage.press(.enter)
        await stage.workspace.views.finish()
        #expect(memory.views.map(\.name).sorted() == ["act", "active ones"])
        // The same name again, typed or under the bar, takes its place, which is said.
        stage.press(.character("s"))
        stage.type("acti")
        stage.press(.down)
        #expect(stage.text().contains("There is a view of this name: this takes its place."))
        stage.press(.enter)
        await stage.workspace.views.finish()
        #expect(memory.views.count == 2)
        // Without a name nothing is saved.
        stage.press(.character("s"), .enter)
        await stage.workspace.views.finish()
        #expect(memory.views.count == 2 && !stage.text().contains("Save this view"))
    }

    @Test("a view that was saved with the usual columns gives them back")
    func usualColumns() async throws {
        let stage = try await stage()
        stage.workspace.saveView(as: "usual")
        stage.workspace.columns.take([ListColumn(.name), ListColumn(.id)])
        try stage.workspace.look(try #require(stage.workspace.views["usual"]))
        #expect(stage.workspace.columns.chosen == nil)
        // One of the configuration's that says nothing of columns leaves them as they are.
        stage.workspace.columns.take([ListColumn(.name)])
        try stage.workspace.look(SavedView(name: "any"))
        #expect(stage.workspace.columns.chosen == [ListColumn(.name)])
    }

    @Test("two gazes that save views keep each other's")
    func together() async throws {
        let memory = Memory()
        let views = ["one", "two"].map { _ in SavedViews(configured: [], memory: memory.memory) }
        for each in views { each.read() }
        for each in views { await each.finish() }
        views[0].save(SavedView(name: "a"))
        await views[0].finish()
        views[1].save(SavedView(name: "b"))
        await views[1].finish()
        #expect(memory.views.map(\.name).sorted() == ["a", "b"] && views[1].names == ["a", "b"])
        views[0].remove("a")
        await views[0].finish()
        #expect(memory.views.map(\.name) == ["b"] && views[0].names == ["b"])
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
            changeViews: { _ throws(ListMemoryError) in throw ListMemoryError("The views are not kept in ~/x.") })
        let stage = Stage(list: memory) { $0.list = .answers(ImagePage(images: Image.everyday, next: nil)) }
        try await stage.wait(for: "updated")
        stage.workspace.saveView(as: "a")
        await stage.workspace.views.finish()
        stage.press(.character("v"))
        #expect(stage.text().contains("! The views are not kept in ~/x."))
    }
}
