import Testing

@testable import ViewModels

@Suite("Where something is to be saved") struct SaveTargetTests {
    private var target: SaveTarget { SaveTarget(proposing: "/home/you/a.raw", home: "/home/you") }

    @Test("is proposed until somebody types, and what is known of another path is forgotten")
    func proposed() {
        var target = target
        #expect(target.path == "~/a.raw" && target.whole == "/home/you/a.raw")
        target.place = .free(room: 1)
        #expect(!target.propose("/home/you/a.raw") && target.place == .free(room: 1))
        #expect(target.propose("/srv/a.raw") && target.path == "/srv/a.raw" && target.place == nil)
        // What is there already is typed by nobody.
        #expect(!target.type("/srv/a.raw") && target.propose("/srv/b.raw"))
        target.place = .part(bytes: 2)
        #expect(target.type("~/c/../d.raw") && target.place == nil)
        #expect(target.whole == "/home/you/d.raw")
        #expect(!target.propose("/srv/a.raw") && target.path == "~/c/../d.raw")
    }

    @Test("is nowhere where nothing is typed")
    func nowhere() {
        var target = target
        #expect(target.type("") && target.whole == nil)
    }
}
