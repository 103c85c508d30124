/// Remembers between runs which folder an image was last saved to. Tests supply a stand-in.
package struct SaveMemory: Sendable {
    /// The folder; nil if nothing has been saved.
    package var lastFolder: @Sendable () async -> String?
    /// Stores the folder. A failure is ignored: losing the folder does no harm.
    package var keepLastFolder: @Sendable (String) async -> Void

    /// Creates a memory from functions that read and store the folder.
    package init(
        lastFolder: @escaping @Sendable () async -> String?, keepLastFolder: @escaping @Sendable (String) async -> Void
    ) {
        self.lastFolder = lastFolder
        self.keepLastFolder = keepLastFolder
    }

    /// A memory that stores nothing.
    package static let none = SaveMemory(lastFolder: { nil }, keepLastFolder: { _ in })
}
