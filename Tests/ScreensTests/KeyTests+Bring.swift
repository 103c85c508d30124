import ImageModel
import Terminal
import Testing

@testable import Screens
@testable import ViewModels

/// The keys of the form that brings data to a record.
extension KeyTests {
    func bring(_ press: Press, _ stage: Stage) async throws {
        switch press.action {
        case .create:
            stage.press(press.key)
            try await stage.wait(for: "Not sent yet: Name the data first")
        case .nextField:
            stage.press(press.key)
            #expect(stage.draw().cursor?.row == 5)
        case .previousField:
            stage.press(press.key)
            #expect(stage.draw().cursor?.row == 3)
        case .details:
            stage.service.image = .fails(APIError(status: 503, message: "closed on Sundays"))
            stage.press(.up)
            stage.type("~/images/windows-2022.vhdx")
            stage.press(.control("s"))
            try await stage.wait(for: "was not stored")
            stage.press(.down)
            expect("closed on Sundays", after: press, on: stage)
        case .review:
            expect("Not sent as it is", after: press, on: stage)
            stage.press(.escape)
            #expect(stage.text().contains("▸ Bring data"))
        case .browseFiles: expect("▸ Choose a file", after: press, on: stage)
        case .back: expect("▸ Images", after: press, on: stage)
        case .help, .redraw, .suspend: break
        default: Issue.record("the form of data has no \(press.action)")
        }
    }

    func bringFile(_ press: Press, _ stage: Stage) async throws {
        switch press.action {
        case .completePath:
            stage.type("~/images/al")
            try await stage.wait(for: "~/images/alpine-3.20.qcow2")
            stage.press(press.key)
            #expect(stage.text().contains("[~/images/alpine-3.20.qcow2"))
        case .browseFiles: expect("▸ Choose a file", after: press, on: stage)
        case .help, .redraw, .suspend: break
        default: Issue.record("the data of a record has no \(press.action)")
        }
    }
}
