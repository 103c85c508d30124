package import Foundation

extension POSIXError {
    /// The error of the last failed system call (`errno`); `EIO` where Foundation has no code for it.
    package static var last: POSIXError { POSIXError(.init(rawValue: errno) ?? .EIO) }
}
