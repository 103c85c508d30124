import Foundation

/// Where the random numbers of a test begin. Each run takes others, so that in time all are tried; one that has found
/// something is repeated by naming its seed.
package enum Seed {
    private static let variable = "GAZE_TEST_SEED"

    /// The seed of this run.
    package static let value: UInt64 =
        ProcessInfo.processInfo.environment[variable].flatMap { UInt64($0) } ?? .random(in: 0...UInt64.max)

    /// Says how to begin with a seed again.
    package static func advice(_ seed: UInt64 = value) -> String { "\(variable)=\(seed)" }
}
