/// The data of an image that the service is sending.
package struct ImageDownload: Sendable {
    /// The offset of the first byte sent: the requested offset, or 0 if the service sends everything.
    package var start: Int64
    /// The size of the whole data in bytes, whichever part is sent; nil if the service does not say.
    package var size: Int64?
    /// The bytes in chunks, as the service sends them. The sequence throws an `APIError` if the data ends too early.
    package var chunks: any AsyncSequence<[UInt8], any Error> & Sendable

    /// Creates a download that begins at an offset.
    package init(start: Int64, size: Int64?, chunks: any AsyncSequence<[UInt8], any Error> & Sendable) {
        self.start = start
        self.size = size
        self.chunks = chunks
    }
}
