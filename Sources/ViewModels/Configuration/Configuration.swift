/// What a person has set in `config.yaml`: for every cloud, and for some of them over that.
public struct Configuration: Hashable, Sendable {
    /// What holds where no cloud says otherwise.
    public var general = Settings()
    /// What holds for a cloud, by the name that clouds.yaml has for it; `local` is gaze's own service.
    public var clouds: [String: Settings] = [:]
    /// That clouds are read-only because something of the file could not be read; nil where all of it that matters is read.
    private var heldBack: Said<Bool>?
    /// What the file says wrongly; the rest of it counts.
    public var complaints: [FileComplaint] = []
    /// The file's path, as complaints name it.
    public let path: String

    /// A file that says nothing.
    public init(path: String) { self.path = path }

    /// What holds on a cloud.
    public func settings(for cloud: String) -> Settings {
        let own = clouds[cloud]
        var settings = own.map(general.overlaid) ?? general
        // What holds everywhere cannot say of a cloud what could not be read of it.
        if let heldBack, own?.readonly == nil { settings.readonly = heldBack }
        return settings
    }

    /// Has every cloud be read-only that does not say otherwise by itself, because something could not be read.
    ///
    /// - Parameter line: the line that could not be; nil for the file as a whole.
    public mutating func holdBackClouds(_ line: Int?) {
        heldBack = heldBack ?? Said(true, line: line)
    }
}

extension Configuration {
    /// A value, and the line that says it.
    public struct Said<Value: Hashable & Sendable>: Hashable, Sendable {
        /// The value.
        public let value: Value
        /// Counted from 1; nil where the file as a whole comes to it.
        public let line: Int?

        /// A value of a line.
        public init(_ value: Value, line: Int?) {
            self.value = value
            self.line = line
        }

        /// Where it is said: `config.yaml, line 3`.
        public var place: String { "config.yaml" + (line.map { ", line \($0)" } ?? "") }
    }

    /// What can be set; nil, or nothing, where the file does not say.
    public struct Settings: Hashable, Sendable {
        /// The theme to begin with.
        public var theme: Said<String>?
        /// Whether nothing is to be changed.
        public var readonly: Said<Bool>?
        /// Whether the mouse is heard.
        public var mouse: Said<Bool>?
        /// The columns of the list.
        public var columns: [ListColumn]?
        /// Views of the list, in the order of the file.
        public var views: [SavedView] = []
        /// Keys in place of others.
        public var keys: [KeySetting] = []
        /// Commands that keys run.
        public var commands: [OwnCommand] = []

        /// Nothing is set.
        public init() {}

        /// These settings, and over them what others say.
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

    /// The keys that are to ask for something in a place, by their names in the key table.
    public struct KeySetting: Hashable, Sendable {
        /// Where: `list`, `record`, …
        public let place: String
        /// What for: `delete`, `new-image`, …
        public let action: String
        /// The keys, as the footer calls them.
        public let keys: [String]
        /// The line that says so.
        public let line: Int

        /// Keys for an action.
        public init(place: String, action: String, keys: [String], line: Int) {
            self.place = place
            self.action = action
            self.keys = keys
            self.line = line
        }
    }
}
