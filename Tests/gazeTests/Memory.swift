import Foundation
import Testing

/// How much memory a process has.
enum Memory {
    /// Bytes that it has had at most.
    static func peak(of process: Int32) throws -> Int { try bytes("VmHWM", of: process) }

    /// Bytes that it has now.
    static func resident(of process: Int32) throws -> Int { try bytes("VmRSS", of: process) }

    private static func bytes(_ field: String, of process: Int32) throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix(field + ":") })
        return try #require(Int(line.filter(\.isNumber))) << 10
    }
}
