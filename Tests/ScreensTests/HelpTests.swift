import Foundation
import ImageModel
import Terminal
import Testing

@testable import Screens
@testable import ViewModels

@Suite(.timeLimit(.minutes(10))) @MainActor struct HelpTests {
    @Test(
        "help begins with the keys of the screen that asked",
        arguments: Place.allCases.filter { ![.help, .helpSearch].contains($0) })
    func help(place: Place) async throws {
        let stage = try await Stage.at(place)
        stage.press(.function(1))
        try stage.expect("help-\(place)", [.home, .wide, .small])
        stage.press(.end)
        try stage.expect("help-\(place)-end", [.home])
        stage.press(.escape)
        #expect(!stage.text().contains("Help"))
    }

    @Test("a search leaves the rows that have what is typed, under their headings, and esc brings the others back")
    func search() async throws {
        let stage = try await Stage.at(.helpSearch)
        stage.type("json")
        try stage.expect("help-searched", [.home, .small])
        stage.press(.enter)
        stage.type("q")
        #expect(stage.text().contains("▸ Help") && !stage.text().contains("/ json"))
        stage.press(.character("/"))
        stage.type("no such thing")
        #expect(stage.text().contains("nothing found"))
        // Where one types, a letter is a letter.
        stage.type("?:M")
        #expect(stage.text().contains("no such thing?:M"))
    }

    @Test("a heading that is searched for is shown with all its rows")
    func heading() async throws {
        let stage = try await Stage.at(.helpSearch)
        stage.type("a question")
        #expect(stage.text().contains("press the marked button") && stage.text().contains("to the button before"))
    }

    @Test("no meaning is cut: what takes more than a line goes on below itself", arguments: [60, 80, 140])
    func wrapped(columns: Int) async throws {
        let stage = try await Stage.at(.list)
        stage.press(.character("?"))
        let lines = stage.draw(Size(rows: 1000, columns: columns)).lines.dropFirst(2).dropLast(2)
        #expect(!lines.contains { $0.contains("…") })
        let words = lines.map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: " ")
        for row in KeyBinding.table where row.place == .list { #expect(words.contains(row.meaning)) }
    }

    @Test("help in ASCII has no other characters")
    func ascii() async throws {
        let stage = try await Stage.at(.list)
        stage.press(.character("?"))
        try stage.expect("help-list", [.home], charset: .ascii)
        let isASCII = stage.draw(.wide, charset: .ascii).lines.joined().allSatisfy(\.isASCII)
        #expect(isASCII)
    }
}

extension Stage {
    /// A stage where the keys of a place count.
    static func at(_ place: Place) async throws -> Stage {
        let image = Image.samples[0]
        let stage = Stage {
            $0.list = .answers(ImagePage(images: Image.samples, next: nil))
            $0.image = .answers(image.record())
        }
        try await stage.wait(for: "updated")
        switch place {
        case .everywhere, .list: break
        case .themes:
            stage.press(.character("t"))
            try await stage.wait(for: "3 themes")
        case .columns: stage.press(.character("|"))
        case .views:
            stage.workspace.saveView(as: "all")
            stage.workspace.saveView(as: "both")
            stage.press(.character("v"))
        case .form: stage.press(.character("n"))
        case .dataFile:
            stage.press(.character("n"))
            stage.go(to: .data)
        case .bring, .bringFile:
            stage.press(.down, .down, .character("U"))
            if place == .bring { stage.press(.down) }
        case .files: try await stage.browse()
        case .listFilter: stage.press(.character("/"))
        case .fileFilter:
            try await stage.browse()
            stage.press(.character("/"))
        case .bookmarks:
            try await stage.browse()
            stage.press(.character("b"))
            try await stage.wait(for: "/srv/images")
        case .review:
            stage.press(.character("n"))
            try await stage.wait(forNo: "reading the choices")
            stage.type("kept")
            stage.press(.function(5))
            try await stage.wait(forNo: "asking the cloud")
        case .properties, .search, .value:
            stage.press(.character("n"), .function(3))
            try await stage.wait { $0.contains("described") }
            if place == .properties { break }
            stage.press(.character("/"))
            if place == .search { break }
            stage.type("hw_disk_bus")
            stage.press(.enter, .enter)
        case .presets:
            stage.press(.character("n"), .function(7))
            try await stage.wait { $0.contains("presets") }
        case .question: stage.press(.character("d"))
        case .palette: stage.press(.character(":"))
        case .help: stage.press(.character("?"))
        case .helpSearch: stage.press(.character("?"), .character("/"))
        case .tour: stage.startTour()
        case .answer:
            let words = Array(repeating: "closed on Sundays, and on Mondays too", count: 12).joined(separator: "; ")
            stage.service.list = .fails(APIError(status: 503, message: words))
            stage.press(.control("r"))
            try await stage.wait(for: "could not be read")
            stage.press(.character("e"))
        case .save:
            stage.press(.character("w"))
            // The folder that was saved to last is proposed in place of another.
            try await stage.wait { $0.contains("[~/images/alpine-3.20.qcow2") && $0.contains("12 GiB free") }
        case .transfers:
            stage.send("alpine-3.20.qcow2", for: Image.samples[0], to: .staged(.usual))
            stage.send("windows-2022.vhdx", for: Image.samples[1])
            stage.press(.character("T"))
        case .cutOff:
            stage.others.found = .success(TransferMemory.Found(cutOff: [.sample]))
            stage.workspace.others.refresh()
            await stage.workspace.others.finishLooking()
            stage.press(.character("T"))
            await stage.workspace.others.finishLooking()
        case .clouds, .copy:
            stage.press(.character("C"))
            try await stage.wait(for: "RegionTwo")
            guard place == .copy else { break }
            stage.press(.enter)
            try await stage.wait(forNo: "asking the cloud")
        case .changes: stage.press(.character("b"))
        case .confirmation: stage.press(.character(" "), .character(" "), .character("d"))
        case .changeRun:
            stage.service.update = .fails(APIError(status: 503, message: "closed on Sundays"))
            stage.press(.character(" "), .character(" "), .character("P"), .character("p"), .enter)
            try await stage.wait { $0.contains("2 refused") && !stage.workspace.isChanging }
        case .difference:
            stage.service.records[Image.samples[1].id] = Image.samples[1].record()
            stage.press(.character(" "), .character(" "), .character("="))
            try await stage.wait(for: "differences in")
            try await stage.wait(forNo: "reading")
        case .record, .recordSearch, .edit, .patch:
            stage.press(.enter)
            try await stage.wait(for: "min_disk")
            if place == .recordSearch { stage.press(.character("/")) }
            guard place == .edit || place == .patch else { break }
            stage.press(.character("c"))
            try await stage.wait(for: "The cloud says")
            if place == .patch {
                stage.type("-new")
                stage.press(.function(5))
            }
        }
        return stage
    }
}
