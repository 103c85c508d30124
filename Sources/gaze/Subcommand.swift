import ArgumentParser

/// A command below `gaze`. The options of `gaze` are taken wherever on the line they stand, so that it is given those too that mean
/// nothing to it: they are refused, before anything is done.
protocol Subcommand: ParsableCommand {
    /// The command above, with what the line says of its options.
    var gaze: Gaze { get }
    /// What it works on.
    static var field: CommandField { get }
}

/// What a command works on: that says which options of `gaze` it heeds.
enum CommandField {
    /// A cloud that is named: it heeds `--cloud` and `--readonly`.
    case cloud
    /// A service of its own, for other clients: it cannot heed `--readonly`.
    case service
    /// Neither: it changes nothing anywhere, with `--readonly` or without.
    case none
}

extension Subcommand {
    static var field: CommandField { .cloud }

    /// - Throws: `ValidationError` where an option of `gaze` would be passed over.
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
    /// The options on the line that are about screens alone.
    fileprivate var screenOptions: [String] {
        [
            ("--theme", theme != nil), ("--no-linger", noLinger), ("--screenshot", picture.screenshot != nil),
            ("--keys", picture.keys != nil), ("--size", picture.size != nil),
        ].filter(\.1).map(\.0)
    }
}
