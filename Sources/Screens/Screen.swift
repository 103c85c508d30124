import Foundation
import ImageModel
public import Terminal
public import ViewModels
import Widgets

/// One full screen: draws a view model, turns keys into intents, and holds focus and scroll, nothing else.
@MainActor
protocol Screen: AnyObject {
    /// Whose keys count.
    var place: Place { get }
    /// What the header calls it.
    var title: String { get }
    /// The part of it that is in sight, for the header; nil where it has none, or the part is the whole.
    var part: String? { get }
    /// What the header says at the right.
    func status(now: Date, _ glyphs: Glyphs) -> String
    /// Whether it is drawn over the screen before it.
    var isOverlay: Bool { get }
    /// Takes over what its model has become since it was drawn last.
    func advance() -> Response
    /// Notes that a second has passed while it is the one in sight.
    func tick()
    /// Draws itself; `canvas.cursor` is nil before.
    func draw(into canvas: inout Canvas, in body: Rect, now: Date)
    /// Handles a key that was pressed.
    func handle(_ key: Key) -> Response
    /// Takes a row, a field or a button that was clicked, by its number.
    func pick(_ item: Int) -> Response
    /// Orders its table by a column whose title was clicked, by its number.
    func order(by column: Int) -> Response
    /// Moves the bar, or the text, by so many rows: down, or up where it is less than none.
    func scroll(by rows: Int) -> Response
    /// What the help begins with, in lines of so many columns: all there is to say of where the cursor is.
    func helpLines(columns: Int, _ glyphs: Glyphs) -> [StyledLine]
    /// The image whose transfer the screen itself shows.
    var imageInSight: String? { get }
    /// The image that a command of the person's own would be about; nil where there is none.
    var subject: Image? { get }
    /// The actions that make no sense now; the footer does not show them.
    var unavailable: Set<Action> { get }
    /// What is most likely wanted now, with a word for it: the footer shows it before all else.
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

/// What a key leads to.
enum Response {
    /// The key is not for this screen.
    case ignored
    /// The screen has done what there was to do.
    case handled
    /// Another screen comes on top.
    case show(any Screen)
    /// Another screen takes this one's place.
    case replace(any Screen)
    /// The screen before comes back.
    case back
    /// The screen before comes back, and then this happens.
    indirect case closing(Response)
    /// Something outside the screens is to happen.
    case effect(Effect)
    /// A key is pressed on the screen in sight.
    case press(Key)
    /// gaze is to end; asks first where something would be lost.
    case leave
    /// The tour begins.
    case tour
    /// What is wrong with the person's own files comes on top.
    case complaints
    /// Words that stand above the footer until the next key.
    case say(String)
}

/// What screens ask of the program around them.
public enum Effect: Hashable, Sendable {
    /// End.
    case quit
    /// Give the terminal to the shell for a while.
    case suspend
    /// Draw everything afresh.
    case redraw
    /// Take the mouse, or give it back to the terminal, and tell `ScreenStack.notice` how it is.
    case toggleMouse
    /// Show a theme.
    case theme(Theme)
    /// Show a theme, and remember it for the next start.
    case keepTheme(Theme)
    /// Put a text into the clipboard of the terminal, and tell `ScreenStack.notice` how that went.
    case copy(String)
    /// Let a command of the person's own have the terminal, with these variables in its environment, and tell
    /// `ScreenStack.notice` how it ended.
    case run(OwnCommand, variables: [String: String])
}
