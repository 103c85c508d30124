/// The user's settings in `config.yaml`: those for every cloud, and those that override them for single clouds.
package struct Configuration: Hashable, Sendable {
    /// The settings for every cloud, unless the cloud has its own.
    package var general = Settings()
    /// The settings for single clouds, by their names in clouds.yaml; `local` is gaze's own service.
    package var clouds: [String: Settings] = [:]
    /// The reason that clouds are read-only if part of the file could not be read; nil if every part that matters was read.
    private var heldBack: Said<Bool>?
    /// The errors in the file; everything else in it is applied.
    package var complaints: [FileComplaint] = []
    /// The file's path, as complaints name it.
    package let path: String

    /// Creates an empty configuration.
    package init(path: String) { self.path = path }

    /// Returns the settings of a cloud.
    package func settings(for cloud: String) -> Settings {
        let own = clouds[cloud]
        var settings = own.map(general.overlaid) ?? general
        // The general `readonly` cannot stand in for a cloud's own that could not be read.
        if let heldBack, own?.readonly == nil { settings.readonly = heldBack }
        return settings
    }

    /// Makes every cloud read-only that has no `readonly` of its own, because part of the file could not be read.
    ///
    /// - Parameter line: The line that could not be read; nil for the file as a whole.
    package mutating func holdBackClouds(_ line: Int?) {
        heldBack = heldBack ?? Said(true, line: line)
    }
}

extension Configuration {
    /// A value, and the line that sets it.
    package struct Said<Value: Hashable & Sendable>: Hashable, Sendable {
        /// The value.
        package let value: Value
        /// The line, counted from 1; nil if the value follows from the file as a whole.
        package let line: Int?

        /// Creates a value that a line sets.
        package init(_ value: Value, line: Int?) {
            self.value = value
            self.line = line
        }

        /// The place of the setting: `config.yaml, line 3`.
        package var place: String { "config.yaml" + (line.map { ", line \($0)" } ?? "") }
    }

    /// The settings; nil or empty if the file does not set them.
    package struct Settings: Hashable, Sendable {
        /// The initial theme.
        package var theme: Said<String>?
        /// Whether the cloud is read-only.
        package var readonly: Said<Bool>?
        /// Whether the mouse is used.
        package var mouse: Said<Bool>?
        /// The columns of the list.
        package var columns: [ListColumn]?
        /// Views of the list, in the order of the file.
        package var views: [SavedView] = []
        /// Keys that replace the default ones.
        package var keys: [KeySetting] = []
        /// Commands bound to keys.
        package var commands: [OwnCommand] = []

        /// Creates settings that set nothing.
        package init() {}

        /// Returns these settings, overridden by others.
        func overlaid(by other: Settings) -> Settings {
            var all = self
            all.theme = other.theme ?? theme
            all.readonly = other.readonly ?? readonly
            all.mouse = other.mouse ?? mouse
            all.columns = other.columns ?? columns
            all.views = views.filter { view in !other.views.contains { $0.name == view.name } } + other.views
            all.keys =
                keys.filter { key in !other.keys.contains { ($0.place, $0.action) == (key.place, key.action) } }
                + other.keys
            all.commands =
                commands.filter { command in !other.commands.contains { $0.key == command.key } } + other.commands
            return all
        }
    }

    /// The keys for an action in a place, by their names in the key table.
    package struct KeySetting: Hashable, Sendable {
        /// The place: `list`, `record`, …
        package let place: String
        /// The action: `delete`, `new-image`, …
        package let action: String
        /// The keys, as the footer calls them.
        package let keys: [String]
        /// The line of the file that sets the keys.
        package let line: Int

        /// Creates a setting of keys for an action.
        package init(place: String, action: String, keys: [String], line: Int) {
            self.place = place
            self.action = action
            self.keys = keys
            self.line = line
        }
    }
}
