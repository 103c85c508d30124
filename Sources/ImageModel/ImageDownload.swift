/// The data of an image that the service is sending.
public struct ImageDownload: Sendable {
    /// The offset of the first byte sent: the requested offset, or 0 if the service sends everything.
    public var start: Int64
    /// The size of the whole data in bytes, whichever part is sent; nil if the service does not say.
    public var size: Int64?
    /// The bytes in chunks, as the service sends them. The sequence throws an `APIError` if the data ends too early.
    public var chunks: any AsyncSequence<[UInt8], any Error> & Sendable

    /// Creates a download that begins at an offset.
    public init(start: Int64, size: Int64?, chunks: any AsyncSequence<[UInt8], any Error> & Sendable) {
        self.start = start
        self.size = size
        self.chunks = chunks
    }
}
