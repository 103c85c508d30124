/// Calls a function immediately and then once a second, until the task is cancelled.
///
/// A timer from AsyncAlgorithms would make up for the seconds during which the program was stopped (Ctrl-Z), one call for each.
@MainActor
func everySecond(_ tick: () -> Void) async {
    do {
        while true {
            tick()
            // Shown ages and remaining times count in seconds, so each second has to pass.
            try await Task.sleep(for: .seconds(1))
        }
    } catch {
        // The task was cancelled.
    }
}
