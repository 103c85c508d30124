import Foundation
import ImageModel
package import Terminal
package import ViewModels
import Widgets

/// A full screen. It draws a view model and turns keys into intents; its own state is only focus and scroll position.
@MainActor
protocol Screen: AnyObject {
    /// The place that determines the screen's keys.
    var place: Place { get }
    /// The title in the header.
    var title: String { get }
    /// The name of the visible part, for the header; nil if there is none, or the whole is visible.
    var part: String? { get }
    /// Returns the text at the right of the header.
    func status(now: Date, _ glyphs: Glyphs) -> String
    /// Whether it is drawn over the previous screen.
    var isOverlay: Bool { get }
    /// Adopts changes of its model since it was last drawn.
    func advance() -> Response
    /// Called once a second while the screen is on top.
    func tick()
    /// Draws the screen; `canvas.cursor` is nil before.
    func draw(into canvas: inout Canvas, in body: Rect, now: Date)
    /// Handles a pressed key.
    func handle(_ key: Key) -> Response
    /// Handles a click on a row, field or button, given by its number.
    func pick(_ item: Int) -> Response
    /// Handles a click on a column title, given by its number, and orders the table by it.
    func order(by column: Int) -> Response
    /// Moves the selection or the text by a number of rows: down, or up for a negative number.
    func scroll(by rows: Int) -> Response
    /// Returns what the help begins with, in lines of a width: the full guide to the focused part of the screen.
    func helpLines(columns: Int, _ glyphs: Glyphs) -> [StyledLine]
    /// The id of the image whose transfer the screen itself shows.
    var imageInSight: String? { get }
    /// The image that a person's own command acts on; nil if there is none.
    var subject: Image? { get }
    /// The actions that are not available now; the footer does not show them.
    var unavailable: Set<Action> { get }
    /// The actions most likely wanted now, with their labels; the footer shows them first.
    var foremost: [(action: Action, label: String)] { get }
}

extension Screen {
    var isOverlay: Bool { false }
    var part: String? { nil }
    var imageInSight: String? { nil }
    var subject: Image? { nil }
    var unavailable: Set<Action> { [] }
    var foremost: [(action: Action, label: String)] { [] }
    func status(now: Date, _ glyphs: Glyphs) -> String { "" }
    func advance() -> Response { .handled }
    func helpLines(columns: Int, _ glyphs: Glyphs) -> [StyledLine] { [] }
    func tick() {}
    func pick(_ item: Int) -> Response { .handled }
    func order(by column: Int) -> Response { .handled }
}

/// The outcome of a key.
enum Response {
    /// The screen does not handle the key.
    case ignored
    /// The screen has handled the key.
    case handled
    /// Shows another screen on top.
    case show(any Screen)
    /// Replaces the screen with another.
    case replace(any Screen)
    /// Returns to the previous screen.
    case back
    /// Returns to the previous screen, and then follows another response.
    indirect case closing(Response)
    /// Requests an effect outside the screens.
    case effect(Effect)
    /// Presses a key on the screen on top.
    case press(Key)
    /// Quits gaze, asking first if something would be lost.
    case leave
    /// Starts the tour.
    case tour
    /// Shows what is wrong with the person's own files.
    case complaints
    /// Shows a message above the footer until the next key.
    case say(String)
}

/// A request of a screen to the program around it.
package enum Effect: Hashable, Sendable {
    /// Quit.
    case quit
    /// Return to the shell for a while.
    case suspend
    /// Redraw everything.
    case redraw
    /// Capture the mouse, or release it to the terminal, and report the result with `ScreenStack.notice`.
    case toggleMouse
    /// Show a theme.
    case theme(Theme)
    /// Show a theme, and remember it for the next start.
    case keepTheme(Theme)
    /// Copy a text to the terminal's clipboard, and report the result with `ScreenStack.notice`.
    case copy(String)
    /// Run a person's own command in the terminal with these variables in its environment, and report how it ended with
    /// `ScreenStack.notice`.
    case run(OwnCommand, variables: [String: String])
}
