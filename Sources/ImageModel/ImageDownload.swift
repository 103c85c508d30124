/// An image's data on its way from the service.
public struct ImageDownload: Sendable {
    /// The place of the first byte that comes: what was asked for, or 0 where the service sends everything.
    public var start: Int64
    /// Bytes of the whole data, whatever part of it comes; nil where the service does not say.
    public var size: Int64?
    /// The bytes in chunks, as the service sends them. It throws an `APIError` where they end too early.
    public var chunks: any AsyncSequence<[UInt8], any Error> & Sendable

    /// Data from a place on.
    public init(start: Int64, size: Int64?, chunks: any AsyncSequence<[UInt8], any Error> & Sendable) {
        self.start = start
        self.size = size
        self.chunks = chunks
    }
}
