import DiskFormats
import Foundation
import ImageModel
import Synchronization

/// Standard input, chunk by chunk; there is one, and it is read once. Its beginning can be looked at before: what was looked
/// at comes again as the first chunk.
final class StandardInput: AsyncSequence, Sendable {
    private let descriptor: Int32
    private let state = Mutex(State())

    private struct State {
        /// Made when the first byte is wanted: a descriptor that nobody reads is left as it is.
        var reader: DescriptorReader?
        /// What was looked at, and is still to come.
        var head: [UInt8] = []
        var isAtEnd = false
    }

    /// - Parameter descriptor: another than that of standard input for a test; it stays open.
    init(_ descriptor: Int32 = STDIN_FILENO) { self.descriptor = descriptor }

    /// The first bytes, as many as there are up to a limit; fewer only where all of it has come.
    ///
    /// - Throws: `APIError` with the system's words where it cannot be read, and `CancellationError`.
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

    /// - Throws: `POSIXError` where it is closed, a folder, or not for reading: reading nothing of it tells that.
    private func openReader() throws -> DescriptorReader {
        try state.withLock { state in
            if let reader = state.reader { return reader }
            guard Foundation.read(descriptor, nil, 0) >= 0 else { throw POSIXError.last }
            let reader = DescriptorReader(owning: dup(descriptor))
            state.reader = reader
            return reader
        }
    }

    /// What is still to come.
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
