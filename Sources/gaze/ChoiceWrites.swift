/// Writes remembered choices to their files, one after the other and off the main actor.
@MainActor
final class ChoiceWrites {
    private var last: Task<Void, Never>?

    /// Adds a write, which follows those added before.
    func add(_ write: @escaping @Sendable () -> Void) {
        last = Task { [before = last] in
            await before?.value
            await Self.perform(write)
        }
    }

    /// Waits until everything has been written.
    func finish() async { await last?.value }

    @concurrent private static func perform(_ write: @Sendable () -> Void) async { write() }
}
