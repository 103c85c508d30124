/// Calls a function now, and again each second, until the task is called off.
///
/// A timer of AsyncAlgorithms would make up for the seconds in which the program was stopped (Ctrl-Z), with a call for each.
@MainActor
func everySecond(_ tick: () -> Void) async {
    do {
        while true {
            tick()
            // What is shown says how long ago things were, and how long they will take: each second of it has to pass.
            try await Task.sleep(for: .seconds(1))
        }
    } catch {
        // Called off.
    }
}
