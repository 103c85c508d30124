import DiskFormats
package import Foundation

/// Writes to a file descriptor of any kind.
package enum DescriptorWriter {
    /// Writes all bytes, waiting for the reader if needed.
    ///
    /// - Throws: the system's error if no more can be written.
    package static func write(_ bytes: [UInt8], to descriptor: Int32) throws(POSIXError) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress?.advanced(by: done), bytes.count - done)
            }
            if count >= 0 {
                done += count
            } else if errno == EAGAIN {
                // Another process that shares the pipe or terminal may have made it non-blocking.
                var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&wanted, 1, -1)
            } else if errno != EINTR {
                throw .last
            }
        }
    }
}
