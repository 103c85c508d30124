package import Terminal

/// A row of the key table: keys, the action that they request, and its description.
package struct KeyBinding: Sendable {
    /// The action that the keys request.
    package let action: Action
    /// The keys, in the order in which they are shown.
    package let keys: [Key]
    /// The place that the keys apply in.
    package let place: Place
    /// The word for the footer; nil if the footer does not show the row.
    package let label: String?
    /// What the action does, for the help screen and the README, without remarks on the keys.
    private let words: String
    /// The keys of gaze's own table, by which screens recognize the action even if a person has chosen other keys.
    let standard: [Key]

    init(_ place: Place, _ action: Action, _ keys: [Key], label: String? = nil, _ meaning: String) {
        self.init(place, action, keys, standard: keys, label: label, meaning)
    }

    private init(
        _ place: Place, _ action: Action, _ keys: [Key], standard: [Key], label: String?, _ meaning: String
    ) {
        self.action = action
        self.keys = keys
        self.place = place
        self.label = label
        words = meaning
        self.standard = standard
    }

    /// What the action does, for the help screen and the README.
    package var meaning: String {
        guard place == .everywhere, [.help, .palette].contains(action), keys.contains(where: \.isCharacter),
            let key = keys.first(where: { !$0.isCharacter })
        else { return words }
        return "\(words); \(key.name) while typing"
    }

    /// Returns the same row with other keys.
    func bound(to keys: [Key]) -> KeyBinding {
        KeyBinding(place, action, keys, standard: standard, label: label, words)
    }
}

extension KeyBinding {
    /// All key bindings of gaze. The footers, the help screen and the README's table are generated from it, and keys are looked
    /// up in it. Within a place, the most useful rows come first, since the footer only has room for some.
    package static let table: [KeyBinding] = about + others + columnsAndViews + record + bring + save + transfers + many

    /// The rows of the places that have no file of their own.
    private static let others: [KeyBinding] = [
        .init(.list, .newImage, [.character("n")], label: "new", "create an image"),
        .init(.list, .open, [.enter, .character("l"), .right], label: "open", "open the image under the bar"),
        .init(.list, .filter, [.character("/")], label: "filter", "list only what is typed: words, or key:value"),
        .init(.list, .delete, [.character("d"), .delete], label: "delete", "delete the image, or all that are marked"),
        .init(.list, .details, [.character("e"), .function(2)], label: "error", "the service's last answer in full"),
        .init(.list, .transfers, [.character("T")], label: "transfers", "the data that is on its way"),
        .init(
            .list, .toggleMark, [.character(" ")], label: "mark",
            "mark the image, or take its mark away, and go one down"),
        .init(.list, .quit, [.character("q"), .control("c")], label: "quit", "leave gaze"),
        .init(
            .list, .nextOrder, [.character("s")], label: "sort",
            "order by the next of: creation, name, status, size, change, disk format, container, id"),
        .init(.list, .refresh, [.control("r"), .character("r")], label: "refresh", "read the list again"),
        .init(.list, .themes, [.character("t")], label: "theme", "choose a theme, and see each at once"),
        .init(.list, .reverseOrder, [.character("S")], "turn the order round"),
        .init(
            .list, .stopReading, [.escape],
            "stop going to an end, or a search; then clear the marks, then the filter"),
        .init(.list, .newLikeThis, [.character("N")], "create an image like the one under the bar"),
        .init(.list, .moveDown, [.down, .character("j")], "one image down"),
        .init(.list, .moveUp, [.up, .character("k")], "one image up"),
        .init(.list, .pageDown, [.pageDown], "one page down"),
        .init(.list, .pageUp, [.pageUp], "one page up"),
        .init(.list, .first, [.home, .character("g")], "to the first image"),
        .init(.list, .last, [.end, .character("G")], "to the last image"),

        .init(.listFilter, .applyFilter, [.enter], label: "apply", "have the cloud list what matches"),
        .init(
            .listFilter, .completeFilter, [.tab], label: "complete", "complete the key or the value, as the shell does"),
        .init(.listFilter, .olderFilter, [.up], label: "before", "the filter that was used before"),
        .init(.listFilter, .newerFilter, [.down], "the filter that was used after it"),
        .init(
            .listFilter, .back, [.escape, .control("c")], label: "cancel", "leave the list as it was"),

        .init(
            .form, .create, [.control("s")], label: "create", "send the request, and then the data if a file is named"),
        .init(.form, .nextField, [.tab, .down], label: "next", "to the next field"),
        .init(.form, .previousField, [.backTab, .up], "to the previous field"),
        .init(.form, .details, [.function(2)], label: "answer", "the service's answer in full, after a refusal"),
        .init(
            .form, .back, [.escape, .control("c")], label: "leave",
            "back to the list; the draft is kept, even after gaze ends"),
        .init(
            .form, .review, [.function(5)], label: "review",
            "what will be sent, the same as commands, and what may be refused"),
        .init(
            .form, .takeSuggestions, [.function(6)], label: "take",
            "add the properties that the file's bytes suggest"),
        .init(
            .form, .showProperties, [.function(3)], label: "properties",
            "look up and set the properties that the cloud describes"),
        .init(.form, .choosePreset, [.function(7)], label: "presets", "fill in what images of a kind have in common"),
        .init(.form, .clearDraft, [.function(8)], label: "clear", "empty every field"),
        .init(.form, .browseFiles, [.function(4)], "choose the data file in the file browser"),

        .init(
            .dataFile, .completePath, [.tab, .right, .end], label: "complete",
            "at the path's end: complete it, as the shell does"),
        .init(.dataFile, .browseFiles, [.enter], label: "browse", "choose the file in the file browser"),

        .init(
            .files, .open, [.enter, .character("l"), .right], label: "open",
            "go into the folder under the bar, or choose the file"),
        .init(.files, .goUp, [.character("h"), .left, .backspace], label: "up", "to the folder above"),
        .init(.files, .filter, [.character("/")], label: "filter", "show only names that contain what is typed"),
        .init(.files, .nextOrder, [.character("s")], label: "sort", "order by name, by size or by time"),
        .init(
            .files, .toggleHidden, [.character(".")], label: "hidden",
            "show names that begin with a dot, or leave them out"),
        .init(.files, .bookmarks, [.character("b")], label: "bookmarks", "go to a bookmark, or take one away"),
        .init(
            .files, .back, [.escape, .character("q"), .control("c")], label: "back",
            "back to the form; its data file stays as it is"),
        .init(.files, .toggleBookmark, [.character("B")], "give this folder a bookmark, or take it away"),
        .init(.files, .reverseOrder, [.character("S")], "turn the order round"),
        .init(.files, .goHome, [.character("~")], "to the home folder"),
        .init(.files, .refresh, [.control("r"), .character("r")], "read the folder again"),
        .init(.files, .moveDown, [.down, .character("j")], "one row down"),
        .init(.files, .moveUp, [.up, .character("k")], "one row up"),
        .init(.files, .pageDown, [.pageDown], "one page down"),
        .init(.files, .pageUp, [.pageUp], "one page up"),
        .init(.files, .first, [.home, .character("g")], "to the first row"),
        .init(.files, .last, [.end, .character("G")], "to the last row"),

        .init(
            .fileFilter, .open, [.enter], label: "open",
            "go into the folder under the bar, or choose the file"),
        .init(
            .fileFilter, .keepFilter, [.tab], label: "keep", "keep the filter, and go back to the browser's other keys"),
        .init(.fileFilter, .back, [.escape, .control("c")], label: "clear", "take the filter away"),
        .init(.fileFilter, .moveDown, [.down], "one row down"),
        .init(.fileFilter, .moveUp, [.up], "one row up"),
        .init(.fileFilter, .pageDown, [.pageDown], "one page down"),
        .init(.fileFilter, .pageUp, [.pageUp], "one page up"),

        .init(
            .bookmarks, .open, [.enter, .character("l"), .right], label: "go", "go to the folder under the bar"),
        .init(
            .bookmarks, .delete, [.character("d"), .delete], label: "remove",
            "take the bookmark away; the folder stays as it is"),
        .init(
            .bookmarks, .back, [.escape, .character("q"), .character("h"), .left, .control("c")], label: "back",
            "back to the folder"),
        .init(.bookmarks, .moveDown, [.down, .character("j")], "one bookmark down"),
        .init(.bookmarks, .moveUp, [.up, .character("k")], "one bookmark up"),
        .init(.bookmarks, .pageDown, [.pageDown], "one page down"),
        .init(.bookmarks, .pageUp, [.pageUp], "one page up"),
        .init(.bookmarks, .first, [.home, .character("g")], "to the first bookmark"),
        .init(.bookmarks, .last, [.end, .character("G")], "to the last bookmark"),

        .init(
            .properties, .setValue, [.enter], label: "set",
            "set the property under the bar; open or close a heading"),
        .init(.properties, .search, [.character("/")], label: "search", "search names, titles and descriptions"),
        .init(
            .properties, .removeProperty, [.character("d"), .delete], label: "remove", "take the property out again"),
        .init(
            .properties, .back, [.escape, .character("q"), .control("c")], label: "back",
            "end the search, and then back to the form"),
        .init(
            .properties, .addProperty, [.character("a")], label: "add",
            "any property, as key=value; it need not be described"),
        .init(.properties, .readOn, [.character(" ")], label: "more", "the next page of what is said at the right"),
        .init(
            .properties, .details, [.character("e"), .function(2)], label: "error",
            "the service's last answer in full"),
        .init(
            .properties, .refresh, [.control("r"), .character("r")], label: "refresh", "read the definitions again"),
        .init(.properties, .openSection, [.right, .character("l")], "open a heading"),
        .init(.properties, .closeSection, [.left, .character("h")], "close the heading, or the one above"),
        .init(.properties, .moveDown, [.down, .character("j")], "one row down"),
        .init(.properties, .moveUp, [.up, .character("k")], "one row up"),
        .init(.properties, .pageDown, [.pageDown], "one page down"),
        .init(.properties, .pageUp, [.pageUp], "one page up"),
        .init(.properties, .first, [.home, .character("g")], "to the first row"),
        .init(.properties, .last, [.end, .character("G")], "to the last row"),

        .init(
            .search, .keepSearch, [.enter], label: "to what is found",
            "leave the line and go through what is found"),
        .init(.search, .back, [.escape, .control("c")], label: "end", "end the search"),
        .init(.search, .moveDown, [.down], "one row down"),
        .init(.search, .moveUp, [.up], "one row up"),

        .init(.value, .takeValue, [.enter], label: "take", "take the value under the bar, or what is typed"),
        .init(.value, .back, [.escape, .control("c")], label: "cancel", "change nothing"),
        .init(.value, .moveDown, [.down], "one value down"),
        .init(.value, .moveUp, [.up], "one value up"),
        .init(.value, .pageDown, [.pageDown], "eight values down"),
        .init(.value, .pageUp, [.pageUp], "eight values up"),

        .init(
            .presets, .usePreset, [.enter], label: "use",
            "fill the form in; asks before replacing what differs"),
        .init(
            .presets, .back, [.escape, .character("q"), .character("h"), .left, .control("c")], label: "back",
            "back to the form"),
        .init(.presets, .readOn, [.character(" ")], label: "more", "the next page of what is said at the right"),
        .init(.presets, .refresh, [.control("r"), .character("r")], label: "refresh", "read the files again"),
        .init(.presets, .moveDown, [.down, .character("j")], "one preset down"),
        .init(.presets, .moveUp, [.up, .character("k")], "one preset up"),
        .init(.presets, .pageDown, [.pageDown], "one page down"),
        .init(.presets, .pageUp, [.pageUp], "one page up"),
        .init(.presets, .first, [.home, .character("g")], "to the first preset"),
        .init(.presets, .last, [.end, .character("G")], "to the last preset"),

        .init(.review, .create, [.control("s")], label: "send", "send it"),
        .init(.review, .copyCurl, [.character("c")], label: "copy curl", "copy the curl commands"),
        .init(
            .review, .copyClient, [.character("o")], label: "openstack", "copy the commands of OpenStack's own clients"),
        .init(
            .review, .back, [.escape, .character("q"), .character("h"), .left, .control("c")], label: "back",
            "back to the form"),
        .init(
            .review, .copyBody, [.character("b"), .character("y")], label: "body", "copy the request's body of JSON"),
        .init(.review, .refresh, [.control("r"), .character("r")], "check again what may be refused"),
        .init(.review, .moveDown, [.down, .character("j")], "scroll down"),
        .init(.review, .moveUp, [.up, .character("k")], "scroll up"),
        .init(.review, .pageDown, [.pageDown, .character(" ")], "one page down"),
        .init(.review, .pageUp, [.pageUp], "one page up"),
        .init(.review, .first, [.home, .character("g")], "to the top"),
        .init(.review, .last, [.end, .character("G")], "to the bottom"),

        .init(
            .themes, .takeTheme, [.enter], label: "take", "take the theme under the bar, for the next start too"),
        .init(
            .themes, .back, [.escape, .character("q"), .character("h"), .left, .control("c")], label: "back",
            "back to the theme that was shown before"),
        .init(
            .themes, .refresh, [.control("r"), .character("r")], label: "refresh",
            "read the files of the themes again"),
        .init(.themes, .moveDown, [.down, .character("j")], "one theme down"),
        .init(.themes, .moveUp, [.up, .character("k")], "one theme up"),
        .init(.themes, .pageDown, [.pageDown], "one page down"),
        .init(.themes, .pageUp, [.pageUp], "one page up"),
        .init(.themes, .first, [.home, .character("g")], "to the first theme"),
        .init(.themes, .last, [.end, .character("G")], "to the last theme"),

        .init(
            .question, .pressButton, [.enter], label: "press",
            "press the marked button; its first letter does so too"),
        .init(.question, .nextButton, [.tab, .right], label: "other button", "to the next button"),
        .init(.question, .previousButton, [.backTab, .left], "to the button before"),
        .init(
            .question, .back, [.escape, .control("c")], label: "cancel",
            "press the first button, which changes nothing"),

        .init(
            .everywhere, .help, [.character("?"), .function(1)], label: "help",
            "the keys of the screen"
        ),
        .init(.everywhere, .redraw, [.control("l")], "draw the screen afresh"),
        .init(.everywhere, .suspend, [.control("z")], "back to the shell for a while; fg returns"),
    ]

    /// The key table for the README, with a heading for each place.
    static var markdown: String {
        Place.allCases.map { place in
            "### \(place.title)\n\n| key | what it does |\n| --- | --- |\n"
                + rows(of: place).map { binding in
                    let keys = binding.keys.map { "`\($0.name)`" }.joined(separator: " ")
                    return "| \(keys) | \(binding.meaning) |"
                }.joined(separator: "\n")
                + (place == .palette ? commands.map { "\n| `:\($0.usage)` | \($0.meaning) |" }.joined() : "")
        }.joined(separator: "\n\n")
    }

    /// The commands that can be typed after `:`, other than the names of actions, for the manual and the README.
    package static var commands: [(usage: String, meaning: String)] {
        PaletteCommand.allCases.map { ($0.usage, $0.meaning) }
    }

    /// Returns the action that a key requests in a place, or nil if there is none. Where text is typed, a character is always text.
    static func action(for key: Key, in place: Place) -> Action? {
        if place.takesText, key.isCharacter { return nil }
        let places = [place, place.whole, .everywhere].compactMap(\.self)
        return places.lazy.compactMap { rows(of: $0).first { $0.keys.contains(key) }?.action }.first
    }

    /// Returns the rows of a place, in the table's order.
    static func rows(of place: Place) -> [KeyBinding] {
        table.filter { $0.place == place }
    }
}
