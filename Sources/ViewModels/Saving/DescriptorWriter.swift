import DiskFormats
package import Foundation

/// Writes to a descriptor, whatever it is of.
package enum DescriptorWriter {
    /// Writes bytes, all of them, and waits for whoever takes them.
    ///
    /// - Throws: what the system says where no more can be written.
    package static func write(_ bytes: [UInt8], to descriptor: Int32) throws(POSIXError) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress?.advanced(by: done), bytes.count - done)
            }
            if count >= 0 {
                done += count
            } else if errno == EAGAIN {
                // Whoever shares a pipe or a terminal may have made it one that does not wait.
                var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&wanted, 1, -1)
            } else if errno != EINTR {
                throw .last
            }
        }
    }
}
