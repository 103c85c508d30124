import Foundation

/// What the models ask of the machine they run on: the time, and the files. A test answers in its place.
struct Surroundings: Sendable {
    /// The moment on the calendar.
    var date: @Sendable () -> Date = { Date() }
    /// The moment on a clock that nobody sets.
    var instant: @Sendable () -> ContinuousClock.Instant = { .now }
    /// What the file at a path is.
    var inspect: @Sendable (_ path: String) async throws(DataFileError) -> DataFile = DataFile.inspect
}
