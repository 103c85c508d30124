import ImageModel
import Terminal
import Testing

@testable import Screens
@testable import ViewModels

extension KeyTests {
    /// The keys of the question where an image is to be saved.
    func save(_ press: Press, _ stage: Stage) async throws {
        let downloads = stage.workspace.downloads
        switch press.action {
        case .saveHere:
            stage.press(press.key)
            let path = "/home/you/images/alpine-3.20.qcow2"
            #expect(downloads.all.map(\.destination) == [.file(path: path, overwriting: false)])
            #expect(!stage.text().contains("to a file"))
        case .completePath:
            stage.press(.control("u"))
            stage.type("~/images/wi")
            try await stage.wait(for: "[~/images/windows-2022.vhdx")
            stage.press(press.key)
            stage.type("x")
            #expect(stage.text().contains("[~/images/windows-2022.vhdxx"))
        case .back:
            stage.press(press.key)
            #expect(!stage.text().contains("to a file") && downloads.all.isEmpty)
        case .help, .redraw, .suspend: break
        default: Issue.record("the question where to save has no \(press.action)")
        }
    }

    /// The keys of the clouds that an image can be copied to.
    func clouds(_ press: Press, _ stage: Stage) {
        let bar = { stage.text().split(separator: "\n").first { $0.contains("▌") }.map(String.init) ?? "" }
        func move(to cloud: String) {
            stage.press(press.key)
            #expect(bar().contains(cloud))
        }
        switch press.action {
        case .chooseCloud: expect("▸ lab", after: press, on: stage)
        case .back:
            stage.press(press.key)
            #expect(stage.text().contains("▸ Images"))
        case .moveDown: move(to: "RegionTwo")
        case .pageDown, .last: move(to: "local")
        case .moveUp:
            stage.press(.end)
            move(to: "odd")
        case .pageUp, .first:
            stage.press(.end)
            move(to: "RegionOne")
        case .help, .redraw, .suspend: break
        default: Issue.record("the clouds have no \(press.action)")
        }
    }

    /// The keys of a copy before it is made.
    func copy(_ press: Press, _ stage: Stage) async throws {
        let isAtTop = { stage.text().contains("What will differ") }
        switch press.action {
        case .startCopy:
            stage.press(press.key)
            try await stage.wait(for: "sending")
        case .refresh: expect("asking the cloud", after: press, on: stage)
        case .details:
            stage.elsewhere.create = .fails(APIError(status: 403, message: "closed on Sundays"))
            stage.press(.control("s"))
            try await stage.wait(for: "was not copied (403)")
            expect("closed on Sundays", after: press, on: stage)
        case .back:
            stage.press(press.key)
            #expect(stage.text().contains("RegionTwo"))
        case .moveDown, .pageDown, .last:
            #expect(isAtTop())
            stage.press(press.key)
            #expect(!isAtTop())
        case .moveUp:
            stage.press(.down)
            stage.press(press.key)
            #expect(isAtTop())
        case .pageUp, .first:
            stage.press(.end)
            stage.press(press.key, press.key)
            #expect(isAtTop())
        case .help, .redraw, .suspend: break
        default: Issue.record("the copy has no \(press.action)")
        }
    }
}
