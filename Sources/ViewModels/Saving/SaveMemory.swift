/// What is kept of savings between starts: the folder that an image was saved to last. A test answers in its place.
public struct SaveMemory: Sendable {
    /// The folder; nil where nothing has been saved.
    public var lastFolder: @Sendable () async -> String?
    /// Keeps the folder. One that cannot be kept is forgotten; that disturbs nobody.
    public var keepLastFolder: @Sendable (String) async -> Void

    /// A memory that does these things.
    public init(
        lastFolder: @escaping @Sendable () async -> String?, keepLastFolder: @escaping @Sendable (String) async -> Void
    ) {
        self.lastFolder = lastFolder
        self.keepLastFolder = keepLastFolder
    }

    /// A memory that keeps nothing.
    public static let none = SaveMemory(lastFolder: { nil }, keepLastFolder: { _ in })
}
