import ArgumentParser

/// A subcommand of `gaze`. The options of `gaze` are accepted anywhere on the command line, so a subcommand also receives those
/// that do not apply to it: these are rejected before anything is done.
protocol Subcommand: ParsableCommand {
    /// The parent command, with its options from the command line.
    var gaze: Gaze { get }
    /// What the subcommand works on.
    static var field: CommandField { get }
}

/// What a command works on, which determines the options of `gaze` that it accepts.
enum CommandField {
    /// A cloud: the command accepts `--cloud` and `--readonly`.
    case cloud
    /// A service for other clients: the command cannot honor `--readonly`.
    case service
    /// Neither: the command changes nothing, with or without `--readonly`.
    case none
}

extension Subcommand {
    static var field: CommandField { .cloud }

    /// Rejects the options of `gaze` that do not apply to this command.
    ///
    /// - Throws: `ValidationError` if such an option is on the command line.
    func refuseIdleOptions() throws(ValidationError) {
        let name = "gaze \(Self._commandName)"
        if let option = gaze.screenOptions.first {
            throw ValidationError(
                "\(option) is for the screens of gaze, and \(name) shows none: leave \(option) out.")
        }
        if gaze.cloud != nil, Self.field != .cloud {
            throw ValidationError("--cloud names a cloud to work on, and \(name) works on none: leave --cloud out.")
        }
        if gaze.readonly, Self.field == .service {
            throw ValidationError(
                "--readonly keeps gaze from changing a cloud, not the clients of \(name): leave it out, and give those who "
                    + "may only read a token with roles: [reader] (--auth token).")
        }
    }
}

extension Gaze {
    /// The options on the command line that only apply to screens.
    fileprivate var screenOptions: [String] {
        [
            ("--theme", theme != nil), ("--no-linger", noLinger), ("--screenshot", picture.screenshot != nil),
            ("--keys", picture.keys != nil), ("--size", picture.size != nil),
        ].filter(\.1).map(\.0)
    }
}
