import DiskFormats
import Foundation
import ImageModel
import Synchronization

/// Standard input, chunk by chunk. It can be read only once, but its beginning can be examined before: what was examined comes
/// again as the first chunk.
final class StandardInput: AsyncSequence, Sendable {
    private let descriptor: Int32
    private let state = Mutex(State())

    private struct State {
        /// Created when the first byte is needed: a descriptor that nobody reads is left alone.
        var reader: DescriptorReader?
        /// The bytes that were examined, and are still to be handed out.
        var head: [UInt8] = []
        var isAtEnd = false
    }

    /// - Parameter descriptor: the descriptor to read, other than standard input in a test; it stays open.
    init(_ descriptor: Int32 = STDIN_FILENO) { self.descriptor = descriptor }

    /// Returns the first bytes, up to a limit; fewer only if that is all of the data.
    ///
    /// - Throws: `APIError` with the system's reason if the input cannot be read, or `CancellationError`.
    func head(_ count: Int) async throws -> [UInt8] {
        let known = state.withLock { $0.head }
        guard known.count < count, !state.withLock({ $0.isAtEnd }) else { return known }
        let more = try await read(upTo: count - known.count)
        return state.withLock { state in
            state.head += more
            state.isAtEnd = state.head.count < count
            return state.head
        }
    }

    private func read(upTo count: Int) async throws -> [UInt8] {
        do {
            return try await openReader().read(upTo: count)
        } catch let error as POSIXError {
            let reason = String(cString: strerror(error.code.rawValue)).lowercased()
            throw APIError(kind: .source, message: "Standard input cannot be read: \(reason).")
        }
    }

    /// - Throws: `POSIXError` if the descriptor is closed, a folder, or not readable, which reading zero bytes reveals.
    private func openReader() throws -> DescriptorReader {
        try state.withLock { state in
            if let reader = state.reader { return reader }
            guard Foundation.read(descriptor, nil, 0) >= 0 else { throw POSIXError.last }
            let reader = DescriptorReader(owning: dup(descriptor))
            state.reader = reader
            return reader
        }
    }

    /// Returns the next chunk; nil at the end.
    fileprivate func next() async throws -> [UInt8]? {
        let (head, isAtEnd) = state.withLock { state in
            defer { state.head = [] }
            return (state.head, state.isAtEnd)
        }
        if !head.isEmpty { return head }
        if isAtEnd { return nil }
        let bytes = try await read(upTo: DataFile.chunkSize)
        return bytes.isEmpty ? nil : bytes
    }

    func makeAsyncIterator() -> Iterator { Iterator(input: self) }

    struct Iterator: AsyncIteratorProtocol {
        let input: StandardInput

        mutating func next() async throws -> [UInt8]? { try await input.next() }
    }
}
