import Glibc

/// Connections to a port on loopback that are opened and left: no thread waits for them, and they take a descriptor each and
/// nothing else.
package final class OpenSockets {
    /// Their descriptors.
    package private(set) var descriptors: [Int32] = []

    /// Descriptors that this process may open besides those that it has, once its limit is as high as the system allows.
    package static func available() -> Int {
        var limit = rlimit()
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard getrlimit(resource, &limit) == 0 else { return 0 }
        limit.rlim_cur = limit.rlim_max
        setrlimit(resource, &limit)
        guard getrlimit(resource, &limit) == 0 else { return 0 }
        var open = 0
        for descriptor in 0..<Int32(min(limit.rlim_cur, 1 << 20)) where fcntl(descriptor, F_GETFD) >= 0 { open += 1 }
        return Int(min(limit.rlim_cur, 1 << 20)) - open
    }

    /// None yet.
    package init() {}

    deinit { close() }

    /// Begins to connect, and waits for nothing.
    ///
    /// - Returns: whether there was a descriptor left.
    package func open(port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        guard descriptor >= 0 else { return false }
        descriptors.append(descriptor)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        _ = withUnsafePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
        }
        return true
    }

    /// Whether the last of them is connected.
    package var isLastConnected: Bool {
        guard let last = descriptors.last else { return false }
        var state = pollfd(fd: last, events: Int16(POLLOUT), revents: 0)
        return poll(&state, 1, 0) == 1 && Int32(state.revents) & (POLLOUT | POLLERR | POLLHUP) == POLLOUT
    }

    /// Sends bytes over the last of them, where it is connected.
    package func send(_ text: String) {
        guard let last = descriptors.last else { return }
        _ = Array(text.utf8).withUnsafeBytes {
            Glibc.send(last, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
    }

    /// Closes all of them.
    package func close() {
        for descriptor in descriptors { Glibc.close(descriptor) }
        descriptors = []
    }
}
