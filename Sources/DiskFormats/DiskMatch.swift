/// A format whose marks a disk bears, and what Glance's inspection of it comes to.
public struct DiskMatch: Hashable, Sendable {
    /// The format, by the word that Glance has for it.
    public let format: DiskFormat
    /// What the format's header says of the size that a guest would see.
    public let virtualSize: VirtualSize
    /// Whether all was there that Glance wants to see before it calls a disk safe.
    public let isComplete: Bool
    /// For which Glance does not call it safe.
    public let dangers: [DiskDanger]
    /// Bytes until Glance's inspector gave up on the format's tables; nil where it did not. It is what Glance then takes for
    /// the size of all data.
    let inspectedSize: Int64?

    init(
        _ format: DiskFormat, _ virtualSize: VirtualSize, isComplete: Bool = true, dangers: [DiskDanger] = [],
        inspectedSize: Int64? = nil
    ) {
        self.format = format
        self.virtualSize = virtualSize
        self.isComplete = isComplete
        self.dangers = dangers
        self.inspectedSize = inspectedSize
    }
}
