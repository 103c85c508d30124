import ArgumentParser

@main
struct Gaze: AsyncParsableCommand {
    mutating func run() async throws {}
}
