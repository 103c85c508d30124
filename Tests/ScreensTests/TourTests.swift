import ImageModel
import Terminal
import Testing

@testable import Screens
@testable import ViewModels

@Suite(.timeLimit(.minutes(10))) @MainActor struct TourTests {
    @Test("each step goes on when a person does it")
    func steps() async throws {
        let stage = try await Stage.at(.tour)
        try stage.expect("tour", [.home, .wide, .small])
        #expect(stage.number == 1)
        let keys: [(Int, [Key])] = [
            (2, [.character("n")]), (3, [.function(5)]), (4, [.escape, .escape]), (5, [.character("T")]),
            (6, [.escape, .enter]), (7, [.escape, .character("/")]), (8, [.escape, .character("?")]),
            (9, [.escape, .character("t")]),
        ]
        for (number, keys) in keys {
            for key in keys { stage.press(key) }
            #expect(stage.number == number)
            if number < 9 { try stage.expect("tour-\(number)", [.home]) }
        }
        try await stage.wait(for: "3 themes")
        try stage.expect("tour-9", [.home])
        stage.press(.escape, .character(":"))
        #expect(stage.number == nil)
    }

    @Test("a step can be left out, and so can the rest")
    func skip() async throws {
        let stage = try await Stage.at(.tour)
        stage.press(.control("n"), .control("n"))
        // On the list, the step that leads back to it is done already.
        #expect(stage.number == 4)
        stage.press(.control("g"))
        #expect(stage.number == nil)
        // Then the keys mean nothing again.
        stage.press(.control("n"))
        #expect(stage.number == nil)
    }

    @Test("a step says how to come to where it begins, and does not cover a question")
    func elsewhere() async throws {
        let stage = try await Stage.at(.tour)
        stage.press(.control("n"))
        // Letters are commands here, and none is to be typed.
        #expect(stage.number == 2 && stage.text(.small).contains("The form first: n."))
        stage.press(.character("d"))
        #expect(stage.text(.small).contains("Delete this image?") && !stage.text(.small).contains("Tour 2"))
        stage.press(.escape, .character("n"))
        #expect(stage.number == 2 && !stage.text().contains("The form first"))
    }

    @Test("the last step, left out, ends it")
    func end() async throws {
        let stage = try await Stage.at(.tour)
        for _ in 1...TourStep.all(.standard).count { stage.press(.control("n")) }
        #expect(stage.number == nil)
    }

    @Test("without an image, there is none to open")
    func emptyList() async throws {
        let stage = Stage()
        try await stage.wait(for: "There are no images")
        stage.startTour()
        stage.press(.control("n"), .control("n"), .character("T"))
        #expect(stage.number == 5)
        stage.press(.escape)
        #expect(stage.number == 6)
    }

    @Test("its keys count while typing, and the line of commands has them")
    func everywhere() async throws {
        let stage = try await Stage.at(.tour)
        stage.press(.character("n"))
        stage.type("a name")
        stage.press(.control("n"))
        #expect(stage.number == 3 && stage.workspace.draft.draft.name == "a name")
        stage.press(.function(9))
        stage.type("end tour")
        stage.press(.enter)
        #expect(stage.number == nil)
    }

    @Test("the list offers it once, in a line that takes no key")
    func offer() async throws {
        let stage = Stage()
        stage.stack.offersTour = true
        try await stage.wait(for: "There are no images")
        try stage.expect("tour-offered", [.home, .small])
        stage.startTour()
        stage.press(.control("g"))
        #expect(!stage.text().contains("New here?"))
    }

    @Test("where there is news, that is said first")
    func news() async throws {
        let stage = Stage()
        stage.stack.offersTour = true
        try await stage.wait(for: "There are no images")
        stage.stack.notice = "Something has happened."
        #expect(!stage.text().contains("New here?"))
        stage.press(.function(12))
        #expect(stage.text().contains("New here?"))
    }
}

extension Stage {
    /// Begins the tour, as a person does.
    func startTour() {
        press(.character(":"))
        type("tour")
        press(.enter)
    }

    /// The step that the tour is at, as its panel says; nil where there is none.
    var number: Int? {
        text().firstMatch(of: #/ Tour (\d) of \d: /#).flatMap { Int($0.1) }
    }

    private func stage(configuration: String, readOnly: String? = nil) async throws -> Stage {
        let stage = Stage(configuration: configuration, readOnly: readOnly)
        try await stage.wait(for: "There are no images")
        stage.startTour()
        return stage
    }

    @Test("it names the keys that a person has chosen, and goes by them")
    func rebound() async throws {
        let stage = try await stage(
            configuration: "keys: {list: {new-image: F10}, tour: {skip-step: ^T, end-tour: ^O}}")
        #expect(stage.text().contains("F10 opens") && stage.text().contains("^T next"))
        stage.press(.control("n"))
        #expect(stage.number == 1)
        stage.press(.control("t"))
        #expect(stage.number == 2)
        stage.press(.control("o"))
        #expect(stage.number == nil)
    }

    @Test("where nothing may be changed, it leaves out what would")
    func readOnly() async throws {
        let stage = try await stage(configuration: "", readOnly: "--readonly")
        #expect(stage.text().contains("Tour 1 of \(TourStep.all(.standard).count - 3): transfers"))
    }
}
