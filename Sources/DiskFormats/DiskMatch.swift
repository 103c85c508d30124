/// A format whose signature a disk has, with the result of Glance's inspection for that format.
package struct DiskMatch: Hashable, Sendable {
    /// The format, as Glance names it.
    package let format: DiskFormat
    /// The virtual size that the format's header gives.
    package let virtualSize: VirtualSize
    /// Whether the data has everything that Glance requires before it declares a disk safe.
    package let isComplete: Bool
    /// The reasons why Glance does not consider the disk safe.
    package let dangers: [DiskDanger]
    /// The number of bytes after which Glance's inspector gave up on the format's tables, which Glance then takes for the size
    /// of the whole data; nil if it did not give up.
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
